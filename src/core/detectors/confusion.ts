import type { Regime } from "../define/detector";

/** How often each known regime was given each found name. */
export interface Confusion {
  /** Names of the known regimes: the rows. */
  known: readonly string[];
  /** Names that were given: the columns, in the order of the known regime each stands for, those that stand for none last. */
  found: readonly string[];
  /** Samples: `counts[row][column]`. */
  counts: number[][];
  /** For each column the row it stands for, by the matching that agrees on the most samples; null for what is left over. */
  standsFor: (number | null)[];
  /** Share of samples on which they agree under that matching, 0 … 1. */
  accuracy: number;
  /** Mean over the known regimes of the share found in each: what a rare regime weighs as much as a common one in. */
  balanced: number;
  /** Cohen's kappa: agreement beyond what the same shares would give by chance; null where chance alone agrees everywhere. */
  kappa: number | null;
  /** Accuracy of giving every sample the commonest regime's name: doing nothing. */
  baseline: number;
}

/** Found names told apart at most: those of the fewest samples are counted together as one that stands for no regime. */
const mostNames = 12;
const others = "others";

/** The name of each sample. */
export function namesOf(regimes: readonly Regime[], n: number): string[] {
  const names = new Array<string>(n).fill("");
  for (const { start, end, label } of regimes) names.fill(label, start, end);
  return names;
}

/**
 * Holds names against known regimes. A name may stand for one regime, a regime have one name: the pairs are chosen that agree on the most samples, since a
 * detector cannot know what a regime is called.
 * Cohen 1960, Educational and Psychological Measurement 20:37, doi:10.1177/001316446002000104; Brodersen et al. 2010, doi:10.1109/ICPR.2010.764.
 * @param truth index of the known regime of each sample. @param names as many, one a sample.
 */
export function confusion(known: readonly string[], truth: ArrayLike<number>, names: readonly string[]): Confusion {
  const n = names.length;
  const told = frequentNames(names);
  const columnOf = new Map(told.map((name, i) => [name, i]));
  const counts = known.map(() => told.map(() => 0));
  names.forEach((name, t) => counts[truth[t]!]![columnOf.get(name) ?? told.length - 1]!++);
  const rowOf = bestMatching(counts, told);
  const order = told.map((_, column) => column).sort((a, b) => (rowOf[a] ?? known.length) - (rowOf[b] ?? known.length) || a - b);
  const sorted = counts.map((row) => order.map((column) => row[column]!));
  const standsFor = order.map((column) => rowOf[column]!);
  return { known, found: order.map((column) => told[column]!), counts: sorted, standsFor, ...agreement(sorted, standsFor, n) };
}

function frequentNames(names: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  if (times.size <= mostNames) return [...times.keys()];
  const frequent = [...times].sort((a, b) => b[1] - a[1]).slice(0, mostNames - 1);
  return [...frequent.map(([name]) => name), others];
}

/** For each column its row, or null: the assignment with the greatest sum, by dynamic programming over sets of rows. */
function bestMatching(counts: readonly (readonly number[])[], told: readonly string[]): (number | null)[] {
  const rows = counts.length;
  let best = new Map<number, { sum: number; chosen: (number | null)[] }>([[0, { sum: 0, chosen: [] }]]);
  told.forEach((name, column) => {
    const next: typeof best = new Map();
    const offer = (taken: number, sum: number, chosen: (number | null)[]) => {
      if (sum > (next.get(taken)?.sum ?? -1)) next.set(taken, { sum, chosen });
    };
    for (const [taken, { sum, chosen }] of best) {
      offer(taken, sum, [...chosen, null]);
      if (name === others) continue;
      for (let row = 0; row < rows; row++) {
        const shared = counts[row]![column]!;
        if (shared > 0 && !(taken & (1 << row))) offer(taken | (1 << row), sum + shared, [...chosen, row]);
      }
    }
    best = next;
  });
  return [...best.values()].reduce((a, b) => (b.sum > a.sum ? b : a)).chosen;
}

function agreement(
  counts: readonly (readonly number[])[],
  standsFor: readonly (number | null)[],
  n: number,
): Pick<Confusion, "accuracy" | "balanced" | "kappa" | "baseline"> {
  const rowSums = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const right = counts.map((row, r) => row.reduce((sum, count, column) => sum + (standsFor[column] === r ? count : 0), 0));
  const columnSums = standsFor.map((_, column) => counts.reduce((sum, row) => sum + row[column]!, 0));
  const given = counts.map((_, r) => columnSums.reduce((sum, count, column) => sum + (standsFor[column] === r ? count : 0), 0));
  const accuracy = right.reduce((sum, count) => sum + count, 0) / n;
  const chance = rowSums.reduce((sum, count, r) => sum + (count / n) * (given[r]! / n), 0);
  const present = rowSums.flatMap((count, r) => (count > 0 ? [right[r]! / count] : []));
  return {
    accuracy,
    balanced: present.reduce((sum, share) => sum + share, 0) / present.length,
    kappa: chance < 1 ? (accuracy - chance) / (1 - chance) : null,
    baseline: Math.max(...rowSums) / n,
  };
}
