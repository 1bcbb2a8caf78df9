import { cos, log, sin } from "./elementary";
import type { NumpyGenerator } from "./numpy-random";

/** An affine map of the plane: x' = ax + by + e, y' = cx + dy + f. */
export interface AffineMap {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

export interface ReferenceIfs {
  maps: AffineMap[];
  /** x, y of each point visited, the first after one map. */
  points: Float64Array;
  /** Mean of ln |det| of the maps taken: what MFN v4.1 calls the Lyapunov exponent. */
  lyapunov: number;
}

/** Below this |det| a map is not counted. */
const smallestDeterminant = 1e-10;

/**
 * The iterated function system of MFN v4.1, kept for comparison: random contracting similarities, one taken at random at each step.
 * Its "Lyapunov exponent" is the sum of both exponents, about twice the largest, and lies in [2 ln 0.2, 2 ln 0.5] whatever the data
 * (fault F8): it says nothing of any field or series.
 * @param generator draws maps, then steps, in the reference's order.
 */
export function referenceIfs(generator: NumpyGenerator, count = 10_000, transforms = 4): ReferenceIfs {
  const maps = Array.from({ length: transforms }, (): AffineMap => {
    const scale = generator.uniform(0.2, 0.5);
    const angle = generator.uniform(0, 2 * Math.PI);
    const [e, f] = [generator.uniform(-1, 1), generator.uniform(-1, 1)];
    return { a: scale * cos(angle), b: -scale * sin(angle), c: scale * sin(angle), d: scale * cos(angle), e, f };
  });
  const points = new Float64Array(2 * count);
  let [x, y, sum] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const { a, b, c, d, e, f } = maps[generator.integers(0, transforms)]!;
    [x, y] = [a * x + b * y + e, c * x + d * y + f];
    points.set([x, y], 2 * i);
    const determinant = Math.abs(a * d - b * c);
    if (determinant > smallestDeterminant) sum += log(determinant);
  }
  return { maps, points, lyapunov: sum / count };
}
