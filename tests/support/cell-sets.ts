import fc from "fast-check";
import type { Mask } from "../../src/core/define/metric";

/** A set of cells from a rule; the shape is `[ny, nx]` or `[nz, ny, nx]`. */
export function cellSet(shape: readonly number[], belongs: (x: number, y: number, z: number) => boolean): Mask {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const size = shape.reduce((product, side) => product * side, 1);
  const cells = Uint8Array.from({ length: size }, (_, i) => (belongs(i % nx, Math.floor(i / nx) % ny, Math.floor(i / (nx * ny))) ? 1 : 0));
  return { shape, cells };
}

/** A set in the plane from a drawing: # is a cell of the set. */
export const drawnSet = (...rows: string[]): Mask => cellSet([rows.length, rows[0]!.length], (x, y) => rows[y]![x] === "#");

const side = (max: number) => fc.integer({ min: 1, max });
/** Random sets of any density in small frames. */
export const planeSets = fc.tuple(side(12), side(12)).chain(randomCells);
export const spaceSets = fc.tuple(side(5), side(6), side(6)).chain(randomCells);

function randomCells(shape: number[]): fc.Arbitrary<Mask> {
  const size = shape.reduce((product, length) => product * length, 1);
  return fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size }))
    .map(([density, draws]) => ({ shape, cells: Uint8Array.from(draws, (draw) => (draw < density ? 1 : 0)) }));
}

/** The set with its first and last axis exchanged. */
export function transposed({ shape, cells }: Mask): Mask {
  if (shape.length === 2) return cellSet([shape[1]!, shape[0]!], (x, y) => cells[x * shape[1]! + y] === 1);
  const [nz, ny, nx] = shape as [number, number, number];
  return cellSet([nx, ny, nz], (x, y, z) => cells[(x * ny + y) * nx + z] === 1);
}

/** A set in the plane turned by 90°. */
export function turned({ shape, cells }: Mask): Mask {
  const [ny, nx] = shape as [number, number];
  return cellSet([nx, ny], (x, y) => cells[(ny - 1 - x) * nx + y] === 1);
}

export const complement = ({ shape, cells }: Mask): Mask => ({ shape, cells: cells.map((cell) => 1 - cell) });
