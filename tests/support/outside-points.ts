import type { Mask } from "../../src/core/define/metric";
import { uniformAt } from "../../src/core/field/philox";

/** A point of the plane or, with three coordinates, of space. */
export type Point = readonly number[];

/** Uniform numbers in [0, 1), one after another. */
export function draws(seed: number): () => number {
  let drawn = 0;
  return () => uniformAt(seed, 0, drawn++, 0x6f757473);
}

/** How a set is put into its picture. */
export interface Drawing {
  /** Longest side of the set, in cells. */
  size: number;
  /** Turned by this many degrees before it is drawn: no cell is looked up in another. */
  turn?: number;
  /** Diameter of the round pen in cells; 1 is the cell that holds the point. */
  pen?: number;
}

/** Points about the origin, turned in the plane of their last two coordinates (and, in space, in that of the first two). */
function turnedPoints(points: readonly Point[], degrees: number): Point[] {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return points.map((point) => {
    const [x, y] = [c * point[0]! - s * point[1]!, s * point[0]! + c * point[1]!];
    return point.length === 2 ? [x, y] : [x, c * y - s * point[2]!, s * y + c * point[2]!];
  });
}

/** The cells that hold the points, in a frame with a margin of a pen on every side. */
export function drawnPoints(all: readonly Point[], { size, turn = 0, pen = 1 }: Drawing): Mask {
  const points = turn === 0 ? all : turnedPoints(all, turn);
  const axes = points[0]!.length;
  const low = Array<number>(axes).fill(Infinity);
  const high = Array<number>(axes).fill(-Infinity);
  for (const point of points)
    for (let axis = 0; axis < axes; axis++) {
      low[axis] = Math.min(low[axis]!, point[axis]!);
      high[axis] = Math.max(high[axis]!, point[axis]!);
    }
  const scale = size / Math.max(...low.map((from, axis) => high[axis]! - from));
  const margin = Math.ceil(pen);
  const shape = low.map((from, axis) => Math.floor((high[axis]! - from) * scale) + 1 + 2 * margin).reverse();
  const cells = new Uint8Array(shape.reduce((a, b) => a * b, 1));
  const place = (point: Point) => {
    let at = 0;
    for (let axis = axes - 1; axis >= 0; axis--) at = at * shape[axes - 1 - axis]! + Math.floor((point[axis]! - low[axis]!) * scale) + margin;
    return at;
  };
  for (const point of points) cells[place(point)] = 1;
  return pen > 1 ? penned({ shape, cells }, pen) : { shape, cells };
}

/** Every cell of a plane set drawn anew with a round pen. */
function penned({ shape, cells }: Mask, pen: number): Mask {
  const [ny, nx] = shape as [number, number];
  const out = new Uint8Array(cells.length);
  const reach = Math.floor(pen / 2);
  // of an even pen the middle is a corner of cells
  const middle = pen % 2 === 0 ? 0.5 : 0;
  cells.forEach((cell, at) => {
    if (cell === 0) return;
    const [y, x] = [Math.floor(at / nx), at % nx];
    for (let j = Math.max(0, y - reach); j <= Math.min(ny - 1, y + reach); j++)
      for (let i = Math.max(0, x - reach); i <= Math.min(nx - 1, x + reach); i++)
        if (Math.hypot(j - y + middle, i - x + middle) <= pen / 2) out[j * nx + i] = 1;
  });
  return { shape, cells: out };
}

/** Points along the line through the given ones, closer than `step`. */
export function alongLine(corners: readonly Point[], step: number): Point[] {
  return corners.slice(1).flatMap((to, k) => {
    const from = corners[k]!;
    const parts = Math.max(1, Math.ceil(Math.hypot(...to.map((x, axis) => x - from[axis]!)) / step));
    return Array.from({ length: parts + (k === corners.length - 2 ? 1 : 0) }, (_, i) =>
      to.map((x, axis) => from[axis]! + ((x - from[axis]!) * i) / parts),
    );
  });
}
