/** What several people marked in one series: each one's change points, 0-based first indices of the new regimes. */
export type Annotations = Readonly<Record<string, readonly number[]>>;

/** Margin within which a change counts as found, in samples: the benchmark's. */
export const usualMargin = 5;

const ascending = (points: Iterable<number>): number[] => [...new Set(points)].sort((a, b) => a - b);

/** How many of `truth` have a found point of their own within the margin: the nearest that is left, the earlier of two. */
function matched(truth: readonly number[], found: readonly number[], margin: number): number {
  const left = new Set(found);
  let hits = 0;
  for (const point of truth) {
    const near = [...left].filter((one) => Math.abs(one - point) <= margin).sort((a, b) => Math.abs(a - point) - Math.abs(b - point) || a - b)[0];
    if (near === undefined) continue;
    left.delete(near);
    hits++;
  }
  return hits;
}

/**
 * Harmonic mean of precision, against what anybody marked, and of recall, averaged over the people. The start of the series counts as a change in
 * every set, so that no set is empty: finding nothing where nobody marked anything scores 1.
 * van den Burg, Williams 2020, arXiv:2003.06222, section 4.2.
 * @param margin samples by which a change may be missed and still count.
 */
export function f1Score(annotations: Annotations, found: readonly number[], margin = usualMargin): { f1: number; precision: number; recall: number } {
  const sets = Object.values(annotations).map((points) => ascending([0, ...points]));
  const predicted = ascending([0, ...found]);
  const precision = matched(ascending(sets.flat()), predicted, margin) / predicted.length;
  const recall = sets.reduce((sum, truth) => sum + matched(truth, predicted, margin) / truth.length, 0) / sets.length;
  return { f1: (2 * precision * recall) / (precision + recall), precision, recall };
}

/** Stretches `[from, to)` between changes of a series of n samples. */
function stretches(points: readonly number[], n: number): (readonly [number, number])[] {
  const edges = [0, ...ascending(points).filter((point) => point > 0 && point < n), n];
  return edges.slice(1).map((to, i) => [edges[i]!, to] as const);
}

/**
 * How well the regimes found cover those that were marked: for each marked regime the best overlap with one found (intersection over union), weighted by its length,
 * averaged over the people. van den Burg, Williams 2020, section 4.1, after Arbeláez et al. 2011.
 */
export function covering(annotations: Annotations, found: readonly number[], n: number): number {
  const predicted = stretches(found, n);
  const each = Object.values(annotations).map((points) =>
    stretches(points, n).reduce((sum, [a, b]) => {
      const best = predicted.reduce((most, [p, q]) => {
        const shared = Math.min(b, q) - Math.max(a, p);
        return shared > 0 ? Math.max(most, shared / (b - a + (q - p) - shared)) : most;
      }, 0);
      return sum + ((b - a) / n) * best;
    }, 0),
  );
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}
