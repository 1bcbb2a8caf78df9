import type { Mask } from "../core/define/metric";
import type { BoxCover } from "../views/picture-layers";

/** Boxes that cover a set on the grid whose first box begins at its first cell. */
export interface Covering {
  /** Those that meet one plane. */
  cover: BoxCover;
  /** Of the whole set. */
  total: number;
  /** In `cover`. */
  here: number;
}

/**
 * The boxes of one edge that hold a cell of the set, the grid standing at the origin of the array.
 * @param z the plane of a volume whose boxes are wanted; 0 for an image.
 */
export function coveringBoxes({ shape, cells }: Mask, edge: number, z: number): Covering {
  const [nz, ny, nx] = shape.length === 3 ? (shape as [number, number, number]) : [1, shape[0]!, shape[1]!];
  const [rows, columns] = [Math.ceil(ny / edge), Math.ceil(nx / edge)];
  let cover = new Uint8Array(rows * columns);
  let [total, here] = [0, 0];
  for (let first = 0; first < nz; first += edge) {
    const occupied = new Uint8Array(rows * columns);
    const last = Math.min(nz, first + edge);
    let count = 0;
    for (let plane = first, at = first * ny * nx; plane < last; plane++)
      for (let y = 0; y < ny; y++) {
        const row = Math.floor(y / edge) * columns;
        for (let column = 0; column < columns; column++) {
          const end = Math.min(edge, nx - column * edge);
          if (occupied[row + column] === 0 && holdsCell(cells, at, end)) {
            occupied[row + column] = 1;
            count++;
          }
          at += end;
        }
      }
    total += count;
    if (z >= first && z < last) [cover, here] = [occupied, count];
  }
  return { cover: { edge, rows, columns, occupied: cover, nx, ny }, total, here };
}

function holdsCell(cells: Uint8Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (cells[i] !== 0) return true;
  return false;
}
