import { createHistory, type Moment } from "./history";
import type { Picture, PictureSource } from "./picture";

export type Line = readonly [from: readonly [number, number], to: readonly [number, number]];

/** Points of a line along which a field is read, at most. */
const pointsAtMost = 256;

/** How many points a line is read at: one a cell of its length. */
export const pointsOf = ([[x0, y0], [x1, y1]]: Line): number => Math.min(pointsAtMost, Math.max(2, Math.round(Math.hypot(x1 - x0, y1 - y0)) + 1));

/**
 * A field along a line, interpolated between the middles of its cells; beyond the outermost middles it is as there. Ends are in cells,
 * `[0, 0]` the outer corner of the first. A point whose nearest cell lies outside the domain is NaN.
 */
export function valuesAlong({ nx, ny, values, inside }: Picture, [[x0, y0], [x1, y1]]: Line, count: number): Float64Array {
  const held = (at: number, n: number) => Math.min(n - 1, Math.max(0, at));
  return Float64Array.from({ length: count }, (_, k) => {
    const share = k / (count - 1);
    const x = held(x0 + share * (x1 - x0) - 0.5, nx);
    const y = held(y0 + share * (y1 - y0) - 0.5, ny);
    if (inside?.[Math.round(y) * nx + Math.round(x)] === 0) return NaN;
    const [i, j] = [Math.min(nx - 1, Math.floor(x)), Math.min(ny - 1, Math.floor(y))];
    const [i1, j1] = [Math.min(nx - 1, i + 1), Math.min(ny - 1, j + 1)];
    const [fx, fy] = [x - i, y - j];
    const row = (at: number) => values[at * nx + i]! * (1 - fx) + values[at * nx + i1]! * fx;
    return row(j) * (1 - fy) + row(j1) * fy;
  });
}

export interface Kymograph {
  /** One row a frame, time downwards, `rows` of them filled. */
  source: PictureSource;
  moments: readonly Moment<Float64Array>[];
  /** Reads along the line from now on; returns the call that ends it. */
  start(): () => void;
}

/** Keeps what a field was along a line, frame by frame, for as many frames as `rows`. */
export function createKymograph(field: PictureSource, line: Line, rows: number): Kymograph {
  const count = pointsOf(line);
  const history = createHistory<Float64Array>(rows);
  const values = new Float64Array(rows * count);
  const listeners = new Set<() => void>();
  let picture: Picture | null = null;
  function read(): void {
    const latest = field.latest();
    if (!latest || latest.key === picture?.key) return;
    history.note({ step: latest.step ?? 0, time: latest.time ?? 0, value: valuesAlong(latest, line, count) });
    history.moments.forEach(({ value }, row) => values.set(value, row * count));
    picture = { key: latest.key, nx: count, ny: rows, values, rows: history.moments.length };
    for (const listener of listeners) listener();
  }
  return {
    moments: history.moments,
    source: {
      latest: () => picture,
      subscribe(changed) {
        listeners.add(changed);
        return () => void listeners.delete(changed);
      },
    },
    start() {
      read();
      return field.subscribe(read);
    },
  };
}
