/** A trace with fewer points that looks the same: of each stretch the first, the lowest, the highest and the last sample. */
export function thinTrace(times: ArrayLike<number>, values: ArrayLike<number>, most: number): { x: number[]; y: number[] } {
  const n = values.length;
  const stretches = Math.max(1, Math.floor(most / 4));
  if (n <= 4 * stretches) return { x: Array.from(times), y: Array.from(values) };
  const kept: number[] = [];
  for (let s = 0; s < stretches; s++) {
    const [start, end] = [Math.floor((s * n) / stretches), Math.floor(((s + 1) * n) / stretches)];
    let [low, high] = [start, start];
    for (let i = start; i < end; i++) {
      if (values[i]! < values[low]!) low = i;
      if (values[i]! > values[high]!) high = i;
    }
    kept.push(...new Set([start, Math.min(low, high), Math.max(low, high), end - 1]));
  }
  return { x: kept.map((i) => times[i]!), y: kept.map((i) => values[i]!) };
}
