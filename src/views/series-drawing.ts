/** A sample to draw: its index and its value. */
export interface DrawnSample {
  index: number;
  value: number;
}

/**
 * The least and the greatest sample of each of `columns` equal stretches, in order of index: what a line through all samples would cover,
 * in at most twice as many points as there are columns. A series that is no longer than that comes back whole.
 */
export function envelope(values: readonly number[], columns: number): DrawnSample[] {
  const n = values.length;
  if (n <= 2 * columns) return values.map((value, index) => ({ index, value }));
  const drawn: DrawnSample[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * n) / columns);
    const to = Math.floor(((column + 1) * n) / columns);
    let [low, high] = [from, from];
    for (let i = from; i < to; i++) {
      if (values[i]! < values[low]!) low = i;
      if (values[i]! > values[high]!) high = i;
    }
    for (const index of low === high ? [low] : low < high ? [low, high] : [high, low]) drawn.push({ index, value: values[index]! });
  }
  return drawn;
}

export interface AxisTick {
  index: number;
  text: string;
}

/**
 * Marks for the time axis, about `count` of them: at round indices, or, where labels begin with a year, at the first row of round years.
 * @param labels one a row, or null.
 */
export function timeTicks(n: number, labels: readonly string[] | null, count: number): AxisTick[] {
  const years = labels?.map((label) => /^(\d{4})(?!\d)/.exec(label)?.[1] ?? null) ?? [];
  const [first, last] = [years[0], years.at(-1)];
  if (labels && first && last && last > first) {
    const step = roundStep((Number(last) - Number(first)) / count);
    return labels.flatMap((_, index) => {
      const year = years[index];
      const begins = year && (index === 0 ? /^\d{4}$|[-/ ](?:01|Q1|1)\b/.test(labels[0]!) : year !== years[index - 1]);
      return begins && Number(year) % step === 0 ? [{ index, text: year }] : [];
    });
  }
  const step = Math.max(1, roundStep((n - 1) / count));
  return Array.from({ length: Math.floor((n - 1) / step) + 1 }, (_, k) => ({ index: k * step, text: labels?.[k * step] ?? String(k * step) }));
}

/** The least of 1, 2, 5 × 10ᵏ that is a whole number and at least `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, step)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= step - 1e-9)!;
}
