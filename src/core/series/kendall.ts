/**
 * Kendall's rank correlation tau-b, in [−1, 1]: pairs that agree less pairs that disagree, over the root of the pairs untied in each. Knight's merge sort,
 * O(n log n) time. Null where either side is constant or there are fewer than two pairs of values.
 * Kendall 1945, Biometrika 33:239, doi:10.1093/biomet/33.3.239; Knight 1966, JASA 61:436, doi:10.1080/01621459.1966.10480879.
 * @param a finite values; @param b as many.
 */
export function kendallTauB(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const n = a.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i]! - a[j]! || b[i]! - b[j]!);
  const tiedInA = tiedPairs(n, (k) => a[order[k]!] === a[order[k - 1]!]);
  const tiedInBoth = tiedPairs(n, (k) => a[order[k]!] === a[order[k - 1]!] && b[order[k]!] === b[order[k - 1]!]);
  const values = Float64Array.from(order, (i) => b[i]!);
  const discordant = sortCountingSwaps(values);
  const tiedInB = tiedPairs(n, (k) => values[k] === values[k - 1]);
  const pairs = (n * (n - 1)) / 2;
  const untied = Math.sqrt(pairs - tiedInA) * Math.sqrt(pairs - tiedInB);
  if (!(untied > 0)) return null;
  const tau = (pairs - tiedInA - tiedInB + tiedInBoth - 2 * discordant) / untied;
  return Math.max(-1, Math.min(1, tau));
}

/** Pairs within runs of equal values in sorted order. */
function tiedPairs(n: number, likeTheOneBefore: (k: number) => boolean): number {
  let [pairs, run] = [0, 0];
  for (let k = 1; k < n; k++) {
    run = likeTheOneBefore(k) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Sorts in place by merging from the bottom up; counts the pairs that stood in the wrong order. */
function sortCountingSwaps(values: Float64Array): number {
  const n = values.length;
  let swaps = 0;
  let [from, to] = [values.slice(), new Float64Array(n)];
  for (let width = 1; width < n; width *= 2) {
    for (let left = 0; left < n; left += 2 * width) {
      const middle = Math.min(left + width, n);
      const right = Math.min(left + 2 * width, n);
      for (let i = left, j = middle, k = left; k < right; k++) {
        if (i < middle && (j >= right || from[i]! <= from[j]!)) to[k] = from[i++]!;
        else {
          swaps += middle - i;
          to[k] = from[j++]!;
        }
      }
    }
    [from, to] = [to, from];
  }
  values.set(from);
  return swaps;
}
