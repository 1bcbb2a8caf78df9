import type { Mask } from "../../src/core/define/metric";
import { draws } from "./outside-points";

/** The cells of a frame whose middle, in frames of side 1 about the frame's middle, lies within. */
export function shapeOf(side: number, within: (x: number, y: number) => boolean): Mask {
  return {
    shape: [side, side],
    cells: Uint8Array.from({ length: side * side }, (_, i) =>
      within(((i % side) + 0.5) / side - 0.5, (Math.floor(i / side) + 0.5) / side - 0.5) ? 1 : 0,
    ),
  };
}

/** The same in a cube. */
export function solidOf(side: number, within: (x: number, y: number, z: number) => boolean): Mask {
  const middle = (k: number) => (k + 0.5) / side - 0.5;
  return {
    shape: [side, side, side],
    cells: Uint8Array.from({ length: side ** 3 }, (_, i) =>
      within(middle(i % side), middle(Math.floor(i / side) % side), middle(Math.floor(i / side ** 2))) ? 1 : 0,
    ),
  };
}

export const complementOf = ({ shape, cells }: Mask): Mask => ({ shape, cells: cells.map((cell) => 1 - cell) });

export const disc = (side: number, radius: number): Mask => shapeOf(side, (x, y) => Math.hypot(x - 0.013, y + 0.021) < radius);

export const ring = (side: number, inner: number, outer: number): Mask =>
  shapeOf(side, (x, y) => Math.hypot(x + 0.017, y - 0.011) < outer && Math.hypot(x + 0.017, y - 0.011) > inner);

/** A filled regular polygon; with `dent` below 1 a star whose inner corners are so much nearer. */
export const polygon = (side: number, corners: number, turn: number, dent = 1): Mask =>
  shapeOf(side, (x, y) => {
    const angle = (((Math.atan2(y, x) - turn) / (2 * Math.PI)) * corners) % 1;
    const along = Math.abs(angle - Math.round(angle)) * ((2 * Math.PI) / corners);
    const [reach, half] = [0.46, Math.PI / corners];
    const inner = dent * reach * Math.cos(half);
    // the edge from the outer corner at 0 to the inner one at half the angle between corners
    const [ix, iy] = [inner * Math.cos(half), inner * Math.sin(half)];
    const [px, py] = [Math.hypot(x, y) * Math.cos(along), Math.hypot(x, y) * Math.sin(along)];
    return (ix - reach) * py - iy * (px - reach) > 0;
  });

/** Discs, or balls, of random places and sizes that may overlap. */
export function blobs(side: number, count: number, axes: 2 | 3, radii: readonly [number, number], seed: number): Mask {
  const draw = draws(seed);
  const all = Array.from({ length: count }, () => ({
    at: [draw(), draw(), draw()].map((u) => 0.7 * (u - 0.5)),
    r: radii[0] + (radii[1] - radii[0]) * draw(),
  }));
  const inAny = (x: number, y: number, z: number) => all.some(({ at, r }) => Math.hypot(x - at[0]!, y - at[1]!, z - at[2]!) < r);
  return axes === 2 ? shapeOf(side, (x, y) => all.some(({ at, r }) => Math.hypot(x - at[0]!, y - at[1]!) < r)) : solidOf(side, inAny);
}
