/** Moments of the box masses p of one tiling or of the mean over several. Arrays run along the orders q. */
export interface BoxMoments {
  /** Edge of a box in cells. */
  edge: number;
  /** Effective edge (V/n)^(1/d) of n boxes that tile part of an array of V cells: the edge itself when they tile all of it. */
  scale: number;
  /** ln Σ p^q over the boxes that hold any mass. */
  logZ: Float64Array;
  /** Σ μ ln p with μ = p^q / Σ p^q (Chhabra, Jensen 1989): the derivative of `logZ` by q. */
  meanLog: Float64Array;
  /** Share of boxes without any mass. */
  empty: number;
  /** Share of boxes with mass below the floor, which count for q ≥ 0 only. */
  faint: number;
}

/**
 * Moments over the boxes of one edge that lie within the array, averaged over the tilings from each of its corners (one
 * where the edge divides every side), so that turning the array does not change them.
 * @param values ≥ 0, C order; at least one box with mass in each tiling, or null is returned.
 * @param orders q in steps of one half, ascending.
 * @param floor boxes with less than this share of the mean mass are left out for q < 0.
 */
export function boxMoments(
  values: Float64Array,
  sides: readonly number[],
  edge: number,
  orders: readonly number[],
  floor: number,
): BoxMoments | null {
  const per = sides.map((side) => Math.floor(side / edge));
  const boxes = per.reduce((a, b) => a * b, 1);
  const size = sides.reduce((a, b) => a * b, 1);
  const tilings = cornerOffsets(sides.map((side, axis) => side - edge * per[axis]!));
  const logZ = new Float64Array(orders.length);
  const meanLog = new Float64Array(orders.length);
  let [empty, faint] = [0, 0];
  for (const offset of tilings) {
    const masses = boxSums(values, sides, edge, offset, per);
    const tiling = momentsOf(masses, orders, floor);
    if (!tiling) return null;
    for (let k = 0; k < orders.length; k++) {
      logZ[k]! += tiling.logZ[k]! / tilings.length;
      meanLog[k]! += tiling.meanLog[k]! / tilings.length;
    }
    empty += tiling.empty / tilings.length;
    faint += tiling.faint / tilings.length;
  }
  return { edge, scale: (size / boxes) ** (1 / sides.length), logZ, meanLog, empty: empty / boxes, faint: faint / boxes };
}

/** Every choice of 0 or the remainder along each axis. */
function cornerOffsets(remainders: readonly number[]): number[][] {
  return remainders.reduce<number[][]>(
    (offsets, remainder) =>
      offsets.flatMap((offset) =>
        remainder === 0
          ? [[...offset, 0]]
          : [
              [...offset, 0],
              [...offset, remainder],
            ],
      ),
    [[]],
  );
}

/** Masses of the boxes, by adding up along one axis after the other; the first axis first, so that most is added in long runs. */
function boxSums(values: Float64Array, sides: readonly number[], edge: number, offset: readonly number[], per: readonly number[]): Float64Array {
  let sums = values;
  const shape = [...sides];
  for (let axis = 0; axis < shape.length; axis++) {
    const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
    const [length, kept] = [shape[axis]!, per[axis]!];
    const next = new Float64Array(outer * kept * inner);
    for (let o = 0; o < outer; o++)
      for (let k = 0; k < kept * edge; k++) {
        const from = (o * length + offset[axis]! + k) * inner;
        const to = (o * kept + Math.floor(k / edge)) * inner;
        for (let i = 0; i < inner; i++) next[to + i]! += sums[from + i]!;
      }
    sums = next;
    shape[axis] = kept;
  }
  return sums;
}

/** `empty` and `faint` are numbers of boxes here. Null without any mass. */
function momentsOf(masses: Float64Array, orders: readonly number[], floor: number): Pick<BoxMoments, "logZ" | "meanLog" | "empty" | "faint"> | null {
  let [total, occupied] = [0, 0];
  for (const mass of masses) {
    total += mass;
    if (mass > 0) occupied++;
  }
  if (!(total > 0)) return null;
  // Against the mean, powers stay far from what a double can hold.
  const mean = total / occupied;
  const z = new Float64Array(orders.length);
  const w = new Float64Array(orders.length);
  const firstPositive = orders.findIndex((q) => q >= 0);
  let faint = 0;
  for (const mass of masses) {
    if (mass === 0) continue;
    const p = mass / mean;
    const isFaint = p < floor;
    if (isFaint) faint++;
    addPowers(z, w, orders, isFaint ? firstPositive : 0, p);
  }
  const unit = Math.log(mean / total);
  return {
    logZ: z.map((sum, k) => Math.log(sum) + orders[k]! * unit),
    meanLog: w.map((sum, k) => sum / z[k]! + unit),
    empty: masses.length - occupied,
    faint,
  };
}

/** Adds p^q to z and p^q ln p to w for all orders from the given one on; whole and half steps side by side, which is twice as fast. */
function addPowers(z: Float64Array, w: Float64Array, orders: readonly number[], first: number, p: number): void {
  const log = Math.log(p);
  let power = Math.exp(orders[first]! * log);
  let next = power * Math.sqrt(p);
  let k = first;
  for (; k + 1 < orders.length; k += 2) {
    z[k]! += power;
    w[k]! += power * log;
    z[k + 1]! += next;
    w[k + 1]! += next * log;
    power *= p;
    next *= p;
  }
  if (k < orders.length) {
    z[k]! += power;
    w[k]! += power * log;
  }
}
