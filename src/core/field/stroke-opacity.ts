import type { Plane } from "./apply-mark";

interface Brush {
  points: readonly (readonly [number, number])[];
  radius: number;
  softness: number;
}

/**
 * How opaque a round brush is in each cell of a plane, 0…1, by the distance of the cell's middle to the line it was drawn along: 1 within
 * `1 − softness` of the radius, 0 from the radius on, between them the smooth step t²(3 − 2t). Where a line crosses itself it is no more opaque.
 */
export function strokeOpacity({ points, radius, softness }: Brush, plane: Plane): Float64Array {
  const { nx, ny } = plane;
  const nearest = new Float64Array(nx * ny).fill(radius * radius);
  for (const [i, to] of points.entries()) {
    // A point is a line of no length; after the first each begins where the one before ended.
    if (points.length === 1 || i > 0) measureCapsule(points[Math.max(0, i - 1)]!, to, radius, plane, nearest);
  }
  const soft = softness * radius;
  return nearest.map((square) => {
    if (square >= radius * radius) return 0;
    const t = soft === 0 ? 1 : Math.min(1, (radius - Math.sqrt(square)) / soft);
    return t * t * (3 - 2 * t);
  });
}

/** Brings the squared distances to a piece of the line up to date, in the cells that it may come near. */
function measureCapsule(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  radius: number,
  plane: Plane,
  nearest: Float64Array,
) {
  const { nx, ny, wrapX, wrapY } = plane;
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const rows = range(Math.min(ay, by) - radius, Math.max(ay, by) + radius, ny, wrapY);
  for (let row = rows.first; row <= rows.last; row++) {
    const y = row + 0.5;
    // The part of the piece that this row is within reach of.
    const [from, to] = shares(ay, dy, y, radius);
    if (from > to) continue;
    const [start, end] = [ax + from * dx, ax + to * dx];
    const columns = range(Math.min(start, end) - radius, Math.max(start, end) + radius, nx, wrapX);
    const line = wrapped(row, ny) * nx;
    for (let column = columns.first; column <= columns.last; column++) {
      const x = column + 0.5;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
      const [px, py] = [x - (ax + along * dx), y - (ay + along * dy)];
      const square = px * px + py * py;
      const place = line + wrapped(column, nx);
      if (square < nearest[place]!) nearest[place] = square;
    }
  }
}

/** The shares of the piece, 0…1, between which it is within reach of a row. */
function shares(start: number, slope: number, y: number, radius: number): [number, number] {
  if (slope === 0) return Math.abs(y - start) <= radius ? [0, 1] : [1, 0];
  const [a, b] = [(y - radius - start) / slope, (y + radius - start) / slope];
  return [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))];
}

/** Indices of the cells whose middles lie from `low` to `high`; those beyond the edges only where the plane goes on there. */
function range(low: number, high: number, cells: number, wraps: boolean): { first: number; last: number } {
  const [first, last] = [Math.ceil(low - 0.5), Math.floor(high - 0.5)];
  return wraps ? { first, last } : { first: Math.max(0, first), last: Math.min(cells - 1, last) };
}

const wrapped = (index: number, cells: number): number => (index >= 0 && index < cells ? index : ((index % cells) + cells) % cells);
