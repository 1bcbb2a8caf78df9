import { num } from "../define/params";
import { normalAt } from "../field/philox";

/** The option of a generator that says how heavy its tails are. */
export const freedomParam = (freedom: number) =>
  num(freedom, {
    title: "Degrees of freedom",
    min: 3,
    max: 100,
    integer: true,
    help: "Of Student's t: 3 has the heaviest tails, 100 is nearly normal.",
  });

/**
 * A draw of Student's t with whole degrees of freedom ν ≥ 3, scaled to variance 1: a normal over the root of a mean of ν squares.
 * @param step counts the draws; `stream` keeps them apart from others of the same seed.
 */
export function studentAt(freedom: number, seed: number, step: number, stream: number): number {
  let squares = 0;
  for (let k = 1; k <= freedom; k++) squares += normalAt(seed, step, k, stream) ** 2;
  return (normalAt(seed, step, 0, stream) / Math.sqrt(squares / freedom)) * Math.sqrt((freedom - 2) / freedom);
}
