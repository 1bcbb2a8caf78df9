import type { Fluctuation } from "./finite-field";

/** Squared differences between cells one lag apart, summed by the block in which the rectangle (or cuboid) between them begins. */
export interface SquaredSteps {
  sums: Float64Array;
  /** Pairs of cells of which both are known. */
  pairs: Float64Array;
}

/**
 * The axes and the diagonals of a square or cube, one of each pair of opposite directions: 4 in an image, 13 in a volume.
 * Steps per axis in the order of the shape.
 */
export function latticeDirections(axes: number): number[][] {
  const all = Array.from({ length: 3 ** axes }, (_, code) => Array.from({ length: axes }, (_, axis) => (Math.floor(code / 3 ** axis) % 3) - 1));
  return all.filter((step) => (step.find((along) => along !== 0) ?? -1) > 0);
}

/**
 * Sums (f(x + h) − f(x))² over all pairs a step h apart whose cells both lie in the frame.
 * @param step cells per axis in the order of the shape; no longer than the sides.
 * @param blocksPerSide the frame is divided into this many blocks along each side.
 */
export function squaredSteps({ shape, values, known }: Fluctuation, step: readonly number[], blocksPerSide: number): SquaredSteps {
  const [nz, ny, nx] = [shape.length === 3 ? shape[0]! : 1, shape.at(-2)!, shape.at(-1)!];
  const [dz, dy, dx] = [step.length === 3 ? step[0]! : 0, step.at(-2)!, step.at(-1)!];
  const blocks = blocksPerSide ** shape.length;
  const [sums, pairs] = [new Float64Array(blocks), new Float64Array(blocks)];
  const jump = (dz * ny + dy) * nx + dx;
  const blockOf = (place: number, side: number): number => Math.floor((place * blocksPerSide) / side);
  const edges = Array.from({ length: blocksPerSide + 1 }, (_, block) => Math.ceil((block * nx) / blocksPerSide) - Math.min(0, dx));
  const [left, right] = [Math.max(0, -dx), nx - Math.max(0, dx)];
  for (let z = Math.max(0, -dz); z < nz - Math.max(0, dz); z++)
    for (let y = Math.max(0, -dy); y < ny - Math.max(0, dy); y++) {
      const row = (z * ny + y) * nx;
      const outer = shape.length === 3 ? blockOf(z + Math.min(0, dz), nz) * blocksPerSide : 0;
      const first = (outer + blockOf(y + Math.min(0, dy), ny)) * blocksPerSide;
      for (let block = 0; block < blocksPerSide; block++) {
        const [from, to] = [row + Math.max(left, edges[block]!), row + Math.min(right, edges[block + 1]!)];
        if (to <= from) continue;
        let [sum, count] = [0, 0];
        for (let i = from; i < to; i++) {
          if (known !== null && (known[i] === 0 || known[i + jump] === 0)) continue;
          const difference = values[i + jump]! - values[i]!;
          sum += difference * difference;
          count++;
        }
        sums[first + block]! += sum;
        pairs[first + block]! += count;
      }
    }
  return { sums, pairs };
}

/** As `squaredSteps`, of every cell of the frame: a step that leaves it goes on at the opposite side. */
export function squaredStepsAround({ shape, values, known }: Fluctuation, step: readonly number[], blocksPerSide: number): SquaredSteps {
  const [nz, ny, nx] = [shape.length === 3 ? shape[0]! : 1, shape.at(-2)!, shape.at(-1)!];
  const [dz, dy, dx] = [step.length === 3 ? step[0]! : 0, step.at(-2)!, step.at(-1)!];
  const blocks = blocksPerSide ** shape.length;
  const [sums, pairs] = [new Float64Array(blocks), new Float64Array(blocks)];
  const blockOf = (place: number, side: number): number => Math.floor((place * blocksPerSide) / side);
  const around = (place: number, side: number): number => (place + side) % side;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const [row, other] = [(z * ny + y) * nx, (around(z + dz, nz) * ny + around(y + dy, ny)) * nx];
      const first = ((shape.length === 3 ? blockOf(z, nz) * blocksPerSide : 0) + blockOf(y, ny)) * blocksPerSide;
      for (let x = 0; x < nx; x++) {
        const [here, there] = [row + x, other + around(x + dx, nx)];
        if (known !== null && (known[here] === 0 || known[there] === 0)) continue;
        const block = first + blockOf(x, nx);
        sums[block]! += (values[there]! - values[here]!) ** 2;
        pairs[block]!++;
      }
    }
  return { sums, pairs };
}
