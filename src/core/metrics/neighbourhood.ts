import type { Mask } from "../define/metric";
import { WorkbenchError } from "../errors";

/**
 * The 8 or 26 neighbours of a cell in scanning order, the cell itself left out. Bit b of a neighbourhood's code stands for
 * `offsets[b]`, so in 2D: 0 NW, 1 N, 2 NE, 3 W, 4 E, 5 SW, 6 S, 7 SE.
 */
export interface Neighbourhood {
  dimensions: 2 | 3;
  offsets: readonly Offset[];
  /** Distance to each neighbour in cells: 1, √2 or √3. */
  lengths: readonly number[];
  /** For each neighbour those that lie between it and the cell: none for a face neighbour. */
  between: readonly number[];
}

export type Offset = readonly [z: number, y: number, x: number];

/** A set in a frame one cell wider on each side, so that no neighbour needs a check. Outside the frame nothing is set. */
export interface PaddedSet {
  shape: readonly number[];
  /** Sides of the padded frame; nz is 1 and not padded in 2D. */
  nx: number;
  ny: number;
  nz: number;
  cells: Uint8Array;
  around: Neighbourhood;
  /** From a padded cell to each neighbour. */
  steps: Int32Array;
}

const plane = neighbourhood(2);
const space = neighbourhood(3);

function neighbourhood(dimensions: 2 | 3): Neighbourhood {
  const steps = [-1, 0, 1];
  const all = (dimensions === 2 ? [0] : steps).flatMap((z) => steps.flatMap((y) => steps.map((x): Offset => [z, y, x])));
  const offsets = all.filter((offset) => offset.some((step) => step !== 0));
  const isBetween = (near: Offset, far: Offset) => near !== far && near.every((step, axis) => step === 0 || step === far[axis]);
  return {
    dimensions,
    offsets,
    lengths: offsets.map((offset) => Math.hypot(...offset)),
    between: offsets.map((far) => bitsWhere(offsets, (near) => isBetween(near, far))),
  };
}

/** A code with the bit of every neighbour for which `holds`. */
export function bitsWhere(offsets: readonly Offset[], holds: (offset: Offset) => boolean): number {
  return offsets.reduce((bits, offset, b) => (holds(offset) ? bits | (1 << b) : bits), 0);
}

/** The neighbours of a cell in a frame of so many axes. @throws WorkbenchError `usage` unless there are two or three. */
export function neighbourhoodIn(dimensions: number): Neighbourhood {
  if (dimensions === 2) return plane;
  if (dimensions === 3) return space;
  throw new WorkbenchError("usage", ["shape"], `a skeleton is defined for sets in two or three dimensions, got ${dimensions}`);
}

export function padded({ shape, cells }: Mask): PaddedSet {
  const around = neighbourhoodIn(shape.length);
  const [nx, ny] = [shape.at(-1)! + 2, shape.at(-2)! + 2];
  const nz = shape.length === 3 ? shape[0]! + 2 : 1;
  const wide: PaddedSet = {
    shape: [...shape],
    nx,
    ny,
    nz,
    cells: new Uint8Array(nx * ny * nz),
    around,
    steps: Int32Array.from(around.offsets, ([z, y, x]) => (z * ny + y) * nx + x),
  };
  eachRow(wide, (inner, outer, length) => {
    for (let x = 0; x < length; x++) if (cells[inner + x]) wide.cells[outer + x] = 1;
  });
  return wide;
}

/** The mask inside the padding. */
export function unpadded(wide: PaddedSet): Mask {
  const cells = new Uint8Array(wide.shape.reduce((product, side) => product * side, 1));
  eachRow(wide, (inner, outer, length) => cells.set(wide.cells.subarray(outer, outer + length), inner));
  return { shape: wide.shape, cells };
}

/** Calls with the start of each row in the frame and in the padded frame. */
function eachRow({ nx, ny, nz }: PaddedSet, visit: (inner: number, outer: number, length: number) => void): void {
  const flat = nz === 1;
  for (let z = flat ? 0 : 1, row = 0; z < (flat ? 1 : nz - 1); z++)
    for (let y = 1; y < ny - 1; y++, row++) visit(row * (nx - 2), (z * ny + y) * nx + 1, nx - 2);
}

/** Where a padded cell lies in the frame without padding. */
export function positionOf({ nx, ny, nz }: PaddedSet, cell: number): { z: number; y: number; x: number } {
  return { z: nz === 1 ? 0 : Math.floor(cell / (nx * ny)) - 1, y: (Math.floor(cell / nx) % ny) - 1, x: (cell % nx) - 1 };
}

/** Which neighbours of a padded cell are set. */
export function codeAt({ cells, steps }: PaddedSet, cell: number): number {
  let code = 0;
  for (let b = 0; b < steps.length; b++) if (cells[cell + steps[b]!] !== 0) code |= 1 << b;
  return code;
}

export function bitsIn(bits: number): number {
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count++;
  return count;
}

/** The flat index of a padded cell in the frame without padding. */
export function flatIndex(set: PaddedSet, cell: number): number {
  const { z, y, x } = positionOf(set, cell);
  return (z * (set.ny - 2) + y) * (set.nx - 2) + x;
}
