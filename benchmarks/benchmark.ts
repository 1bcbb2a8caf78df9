/** One figure. `measure` does a round of work and returns the value; rounds of several benchmarks are interleaved, so that a busy machine slows all alike. */
export interface Benchmark {
  name: string;
  unit: string;
  /** The figure this one is a ratio of, by name. */
  relativeTo?: string;
  /** What a hand-written loop for the same work reached elsewhere: a figure to know, not a ratio to trust. */
  handWritten?: number;
  measure(): number | Promise<number>;
}

export interface Figure {
  name: string;
  value: number;
  unit: string;
  ratioToBaseline?: number;
  handWritten?: number;
}

/** Runs rounds of all benchmarks in turn and keeps the median of each; ratios are medians of the ratios within a round. */
export async function measureInterleaved(
  benchmarks: readonly Benchmark[],
  rounds: number,
  onRound: (round: number) => void = () => {},
): Promise<Figure[]> {
  const samples = new Map(benchmarks.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    onRound(round);
    for (const benchmark of benchmarks) samples.get(benchmark.name)!.push(await benchmark.measure());
  }
  return benchmarks.map(({ name, unit, relativeTo, handWritten }) => {
    const values = samples.get(name)!;
    const base = relativeTo === undefined ? undefined : samples.get(relativeTo);
    return {
      name,
      value: median(values),
      unit,
      ...(base ? { ratioToBaseline: median(values.map((value, i) => value / base[i]!)) } : {}),
      ...(handWritten ? { handWritten } : {}),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
