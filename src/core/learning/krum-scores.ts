/**
 * Krum's score of each candidate: the sum of its squared distances to the nearest `neighbours` of the other candidates (Blanchard, El Mhamdi,
 * Guerraoui and Stainer 2017, NeurIPS 30, "Machine Learning with Adversaries").
 * @param distances squared distances between all n updates, n × n.
 * @param candidates indices that are still in the choice.
 * @param neighbours how many others count: n − f − 2 of n candidates with f attackers.
 */
export function krumScores(distances: Float64Array, n: number, candidates: readonly number[], neighbours: number): Float64Array {
  const others = new Float64Array(candidates.length - 1);
  return Float64Array.from(candidates, (i) => {
    let k = 0;
    for (const j of candidates) if (j !== i) others[k++] = distances[i * n + j]!;
    others.sort();
    let sum = 0;
    for (let rank = 0; rank < Math.min(neighbours, others.length); rank++) sum += others[rank]!;
    return sum;
  });
}

/** Places of the `count` smallest values, the smallest first; of equal ones the earlier. */
export const smallest = (values: ArrayLike<number>, count: number): number[] =>
  Array.from(values, (_, i) => i)
    .sort((a, b) => values[a]! - values[b]! || a - b)
    .slice(0, count);

/**
 * How far Krum's choice may lie from the mean of the honest updates, in diameters of the honest ones: 1 + √((n − f − 2)/(n − 2f − 1)).
 *
 * The choice scores no worse than any honest update, whose n − f − 2 nearest neighbours lie within the diameter Δ. Of the neighbours that the choice
 * is scored by at least n − 2f − 1 are honest, so the nearest of these lies within Δ √((n − f − 2)/(n − 2f − 1)) of it, and that one within Δ of the
 * honest mean. An attacker that hides among the honest may be chosen; it then does no more harm than this.
 * @param f at most (n − 3)/2.
 */
export const krumBound = (n: number, f: number): number => 1 + Math.sqrt((n - f - 2) / (n - 2 * f - 1));
