import { uniformAt } from "../../src/core/field/philox";
import type { Field, Mask } from "../../src/core/define/metric";

/** An image of the given size with the cells for which `set` holds. */
export const image = (ny: number, nx: number, set: (y: number, x: number) => boolean): Mask => ({
  shape: [ny, nx],
  cells: Uint8Array.from({ length: ny * nx }, (_, i) => (set(Math.floor(i / nx), i % nx) ? 1 : 0)),
});

/** Every cell in the set with the same chance, all draws independent. */
export const scattered = (shape: readonly number[], density: number, seed: number): Mask => ({
  shape,
  cells: Uint8Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (uniformAt(seed, 0, i, 0x73636174) < density ? 1 : 0)),
});

/** Rows for columns; in a volume its first and last axis. */
export function transposed<A extends Field>(array: A, values: ArrayLike<number>): number[] {
  const { shape } = array;
  const [first, last] = [shape[0]!, shape.at(-1)!];
  const middle = shape.length === 3 ? shape[1]! : 1;
  return Array.from({ length: values.length }, (_, i) => {
    const [a, b, c] = [Math.floor(i / (middle * first)), Math.floor(i / first) % middle, i % first];
    return values[(c * middle + b) * last + a]!;
  });
}

export const transposedMask = ({ shape, cells }: Mask): Mask => ({
  shape: [...shape].reverse(),
  cells: Uint8Array.from(transposed({ shape, values: cells }, cells)),
});

/** The image turned by 90°. */
export const turnedMask = ({ shape: [ny, nx], cells }: Mask): Mask => image(nx!, ny!, (y, x) => cells[(ny! - 1 - x) * nx! + y] === 1);

/** The image in the corner-offset position of a larger, empty one. */
export const placedMask = ({ shape: [h, w], cells }: Mask, ny: number, nx: number, top: number, left: number): Mask =>
  image(ny, nx, (y, x) => y >= top && x >= left && y - top < h! && x - left < w! && cells[(y - top) * w! + x - left] === 1);

/** Number of set cells in the block of half-width r around a cell, counted one by one. */
export function massAround({ shape, cells }: Mask, at: number, r: number): number {
  const [nz, ny, nx] = (shape.length === 3 ? shape : [1, ...shape]) as [number, number, number];
  const [cz, cy, cx] = [Math.floor(at / (ny * nx)), Math.floor(at / nx) % ny, at % nx];
  let mass = 0;
  for (let z = Math.max(0, cz - r); z <= Math.min(nz - 1, cz + r); z++)
    for (let y = Math.max(0, cy - r); y <= Math.min(ny - 1, cy + r); y++)
      for (let x = Math.max(0, cx - r); x <= Math.min(nx - 1, cx + r); x++) mass += cells[(z * ny + y) * nx + x]!;
  return mass;
}

/** Filled Koch snowflakes of many sizes, none touching another, radii spread evenly over logarithms. */
export function kochIslands(side: number, count: number, seed: number): Mask {
  const cells = new Uint8Array(side * side);
  const placed: [x: number, y: number, radius: number][] = [];
  let draws = 0;
  const draw = () => uniformAt(seed, 1, draws++, 0x6b6f6368);
  for (let k = 0; k < count; k++) {
    const radius = 4 * (side / 64) ** draw();
    for (let attempt = 0; attempt < 200; attempt++) {
      const [x, y] = [0, 0].map(() => radius + 4 + draw() * (side - 2 * radius - 8)) as [number, number];
      if (placed.some(([px, py, other]) => Math.hypot(px - x, py - y) < other + radius + 4)) continue;
      placed.push([x, y, radius]);
      fillPolygon(snowflake(x, y, radius, 2 * Math.PI * draw()), cells, side);
      break;
    }
  }
  return { shape: [side, side], cells };
}

type Point = readonly [x: number, y: number];

function snowflake(x: number, y: number, radius: number, turn: number): Point[] {
  let points = [0, 1, 2].map((k): Point => [
    x + radius * Math.cos(turn + (k * 2 * Math.PI) / 3),
    y + radius * Math.sin(turn + (k * 2 * Math.PI) / 3),
  ]);
  for (let level = 0; level < 6; level++)
    points = points.flatMap((from, k): Point[] => {
      const to = points[(k + 1) % points.length]!;
      const [dx, dy] = [(to[0] - from[0]) / 3, (to[1] - from[1]) / 3];
      const [hx, hy] = [(dy * Math.sqrt(3)) / 2, (-dx * Math.sqrt(3)) / 2];
      return [from, [from[0] + dx, from[1] + dy], [from[0] + 1.5 * dx + hx, from[1] + 1.5 * dy + hy], [from[0] + 2 * dx, from[1] + 2 * dy]];
    });
  return points;
}

/** Cells whose middle lies within, by where rows cross the outline. */
function fillPolygon(points: readonly Point[], cells: Uint8Array, side: number): void {
  const crossings = new Map<number, number[]>();
  points.forEach(([x0, y0], k) => {
    const [x1, y1] = points[(k + 1) % points.length]!;
    for (let y = Math.ceil(Math.min(y0, y1)); y < Math.max(y0, y1); y++) {
      const row = crossings.get(y) ?? [];
      crossings.set(y, row);
      row.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    }
  });
  for (const [y, row] of crossings) {
    row.sort((a, b) => a - b);
    for (let k = 0; k + 1 < row.length; k += 2) for (let x = Math.ceil(row[k]!); x < row[k + 1]!; x++) cells[y * side + x] = 1;
  }
}
