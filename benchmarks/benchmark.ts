/** One figure to measure. Benchmarks of a group are measured in turn, so that a busy machine slows all of them alike. */
export interface Benchmark {
  name: string;
  unit: "cell updates/s" | "ms";
  /** Figures of its group that it is held against, by name; the first is its baseline. Names that the group lacks are passed over. */
  against?: readonly string[];
  /** Prepares it; nothing before this takes time or memory. */
  start(): Promise<Running>;
}

export interface Running {
  /** Does some work and returns the figure. */
  round(): number | Promise<number>;
  end?(): void | Promise<void>;
}

export interface Figure {
  name: string;
  /** The median of the rounds. */
  value: number;
  unit: Benchmark["unit"];
  /** To the first of `ratios`, or to the same figure of a file. */
  ratioToBaseline?: number;
  /** To each figure that it is held against: the median of the ratios within a round. */
  ratios?: Record<string, number>;
  /** Standard error of what counts, the ratios or else the value itself, as a share of it. */
  uncertainty: number;
  rounds: number;
}

/** When a group has been measured for long enough. */
export interface Patience {
  /** Rounds at least and at most. */
  rounds: readonly [least: number, most: number];
  /** Ends earlier once every ratio, or in a group without ratios every value, is known as well as this. */
  uncertainty: number;
  /** No further round begins after so many seconds. */
  seconds: number;
}

/**
 * Rounds of all benchmarks of a group, forwards and backwards in turn, until the medians hold still.
 * @param now seconds on any steady clock.
 */
export async function measureGroup(
  group: readonly Benchmark[],
  { rounds: [least, most], uncertainty, seconds }: Patience,
  onRound: (round: number) => void = () => {},
  now: () => number = () => performance.now() / 1000,
): Promise<Figure[]> {
  const began = now();
  const running: Running[] = [];
  try {
    for (const benchmark of group) running.push(await benchmark.start());
    const samples: number[][] = group.map(() => []);
    const order = [...group.keys()];
    for (let round = 0; ; round++) {
      onRound(round);
      for (const i of order) samples[i]!.push(await running[i]!.round());
      order.reverse();
      const figures = group.map((benchmark, i) =>
        figureOf(benchmark, samples[i]!, (name) => samples[group.findIndex((other) => other.name === name)]),
      );
      const ratios = figures.filter((figure) => figure.ratios);
      const steady = (ratios.length > 0 ? ratios : figures).every((figure) => figure.uncertainty <= uncertainty);
      if (round + 1 >= most || (round + 1 >= least && (steady || now() - began > seconds))) return figures;
    }
  } finally {
    for (const { end } of running) await end?.();
  }
}

function figureOf({ name, unit, against = [] }: Benchmark, values: readonly number[], samplesOf: (name: string) => number[] | undefined): Figure {
  const ratios = against.flatMap((other) => {
    const base = samplesOf(other);
    return base ? [[other, values.map((value, i) => value / base[i]!)] as const] : [];
  });
  const judged = ratios.length > 0 ? ratios.map(([, ratio]) => ratio) : [values];
  return {
    name,
    value: median(values),
    unit,
    ...(ratios.length > 0 && {
      ratioToBaseline: median(ratios[0]![1]),
      ratios: Object.fromEntries(ratios.map(([other, ratio]) => [other, median(ratio)])),
    }),
    uncertainty: Math.max(...judged.map(uncertaintyOf)),
    rounds: values.length,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Standard error of a median as a share of it, for samples that are normal but for outliers: 1.2533 σ/√n, σ from the median
 * absolute deviation. Source: Huber & Ronchetti 2009, Robust Statistics, §1.2 and §5.1.
 */
export function uncertaintyOf(values: readonly number[]): number {
  const middle = median(values);
  const sigma = 1.4826 * median(values.map((value) => Math.abs(value - middle)));
  return (1.2533 * sigma) / (Math.sqrt(values.length) * Math.abs(middle));
}
