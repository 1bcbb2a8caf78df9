import { WorkbenchError } from "../core/errors";

/** A field as a landscape: values at the middles of cells become heights. */
export interface HeightInput {
  nx: number;
  ny: number;
  /** C order, row 0 first. */
  values: Float32Array | Float64Array;
  /** 1 for each cell of the domain; absent when all belong to it. */
  inside?: Uint8Array | null;
  /** Length of a cell along y and x. */
  spacing: readonly [number, number];
  /** Height of the whole range of values, as a share of the longer side. */
  relief: number;
  /** Red, green and blue of a cell, each 0 … 1; grey without it. */
  colour?(value: number): readonly [number, number, number];
}

/** Corners and triangles: x to the right, y away from row 0 upwards on the page, z up. Triangles go round counter-clockwise seen from above. */
export interface Surface {
  /** Three numbers a corner. */
  positions: Float32Array<ArrayBuffer>;
  /** Which cell a corner is the middle of. */
  cells: Uint32Array;
  /** Three corners a triangle. */
  triangles: Uint32Array<ArrayBuffer>;
}

/**
 * Two triangles between each four neighbouring cells that are in the domain and finite.
 * @throws WorkbenchError `data/empty` when no four neighbours are.
 */
export function heightSurface({ nx, ny, values, inside, spacing: [hy, hx], relief }: HeightInput): Surface {
  const held = (cell: number) => Number.isFinite(values[cell]!) && (!inside || inside[cell] !== 0);
  let [low, high] = [Infinity, -Infinity];
  for (let cell = 0; cell < nx * ny; cell++) {
    if (!held(cell)) continue;
    low = Math.min(low, values[cell]!);
    high = Math.max(high, values[cell]!);
  }
  const scale = high > low ? (relief * Math.max(nx * hx, ny * hy)) / (high - low) : 0;
  const cornerOf = new Int32Array(nx * ny).fill(-1);
  const [positions, cells, triangles]: [number[], number[], number[]] = [[], [], []];
  const corner = (cell: number): number => {
    if (cornerOf[cell]! < 0) {
      cornerOf[cell] = cells.push(cell) - 1;
      const [row, column] = [Math.floor(cell / nx), cell % nx];
      positions.push((column + 0.5) * hx, (ny - row - 0.5) * hy, (values[cell]! - low) * scale);
    }
    return cornerOf[cell]!;
  };
  for (let row = 0; row + 1 < ny; row++) {
    for (let column = 0; column + 1 < nx; column++) {
      const at = row * nx + column;
      if (![at, at + 1, at + nx, at + nx + 1].every(held)) continue;
      const [a, b, c, d] = [corner(at), corner(at + 1), corner(at + nx), corner(at + nx + 1)];
      triangles.push(a, c, b, b, c, d);
    }
  }
  if (triangles.length === 0) throw new WorkbenchError("data/empty", [], "no four neighbouring cells hold finite values, so there is no surface");
  return { positions: Float32Array.from(positions), cells: Uint32Array.from(cells), triangles: Uint32Array.from(triangles) };
}

/** Edges that one triangle alone has, each in the direction in which that triangle goes along it: the rim of a surface and of its holes. */
export function rimOf(triangles: Uint32Array): [from: number, to: number][] {
  const edges = new Map<string, [number, number]>();
  for (let i = 0; i < triangles.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      const [from, to] = [triangles[i + k]!, triangles[i + ((k + 1) % 3)]!];
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, [from, to]);
    }
  }
  return [...edges.values()];
}
