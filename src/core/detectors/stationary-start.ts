import { solve } from "../analysis/linear-algebra";

type Matrix = readonly (readonly number[])[];

/** Shares of time that a chain spends in its states; even where it falls into parts that never meet. */
export function stationaryDistribution(transition: Matrix): number[] {
  const K = transition.length;
  const found = solve(
    Array.from({ length: K * K }, (_, at) => entry(transition, at % K, Math.floor(at / K))),
    new Array<number>(K).fill(1),
  );
  const shares = found ? Array.from(found, (share) => Math.max(0, share)) : new Array<number>(K).fill(1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/**
 * A step of expectation and maximisation for the transitions of a chain that starts in its stationary distribution π, which they determine: the start
 * counts as `P_ij · ∂(Σ γ_m log π_m)/∂P_ij` further transitions, which is 0 on the whole but not by row. Only a maximum of the likelihood stays where it is.
 * The derivative is dπ = π dP (I − P + 1·1ᵀ)⁻¹, from π (I − P) = 0 (Schweitzer 1968, doi:10.2307/3212261).
 * @param counts expected transitions. @param first probabilities γ of the states at the start.
 */
export function improvedTransitions(before: Matrix, counts: Matrix, first: readonly number[]): number[][] {
  const K = before.length;
  const pi = stationaryDistribution(before);
  const pull = solve(
    Array.from({ length: K * K }, (_, at) => entry(before, Math.floor(at / K), at % K)),
    first.map((gamma, m) => gamma / Math.max(pi[m]!, 1e-12)),
  );
  // What is added to all entries of a row changes nothing, and this keeps them positive.
  const least = pull ? Math.min(...pull) : 0;
  return before.map((row, i) => {
    const weights = row.map((p, j) => counts[i]![j]! + (pull ? p * pi[i]! * (pull[j]! - least) : 0));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return total > 1e-12 ? weights.map((weight) => weight / total) : [...row];
  });
}

/** Of I − P + 1·1ᵀ. */
const entry = (transition: Matrix, i: number, j: number): number => (i === j ? 1 : 0) - transition[i]![j]! + 1;
