/** The part of a grid that a picture shows, in cells: x from `x0` to `x0 + width`, y from `y0` down to `y0 + height`. */
export interface Viewport {
  x0: number;
  y0: number;
  width: number;
  height: number;
}

/** Pixels of a picture. */
export interface Size {
  width: number;
  height: number;
}

/** Cells across at the closest zoom. */
const closest = 8;

/** The whole grid, centred, cells square when `cellAspect` (height over width of a cell) is 1. */
export function whole(nx: number, ny: number, size: Size, cellAspect = 1): Viewport {
  if (size.width <= 0 || size.height <= 0) return { x0: 0, y0: 0, width: nx, height: ny };
  const cellsPerPixel = Math.max(nx / size.width, (ny * cellAspect) / size.height);
  const width = size.width * cellsPerPixel;
  const height = (size.height * cellsPerPixel) / cellAspect;
  return { x0: (nx - width) / 2, y0: (ny - height) / 2, width, height };
}

/** Zooms by `factor` (above 1: closer) keeping the cell at the given share of the picture in place. Never wider than `limit`. */
export function zoomed(view: Viewport, factor: number, at: { x: number; y: number }, limit: Viewport): Viewport {
  const width = Math.min(limit.width, Math.max(Math.min(closest, limit.width), view.width / factor));
  const scale = width / view.width;
  const next = {
    x0: view.x0 + at.x * view.width * (1 - scale),
    y0: view.y0 + at.y * view.height * (1 - scale),
    width,
    height: view.height * scale,
  };
  return held(next, limit);
}

/** The same zoom and centre in a picture of other proportions, of which `limit` shows the whole grid; the same object where it fits already. */
export function refitted(view: Viewport, limit: Viewport): Viewport {
  if (view.width >= limit.width) return limit;
  const height = (view.width * limit.height) / limit.width;
  if (Math.abs(height - view.height) < 1e-6 * height) return view;
  return held({ ...view, y0: view.y0 + (view.height - height) / 2, height }, limit);
}

/** Moves by cells, staying on the grid. */
export const panned = (view: Viewport, dx: number, dy: number, limit: Viewport): Viewport =>
  held({ ...view, x0: view.x0 + dx, y0: view.y0 + dy }, limit);

function held(view: Viewport, limit: Viewport): Viewport {
  const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));
  return {
    ...view,
    x0: clamp(view.x0, limit.x0, limit.x0 + limit.width - view.width),
    y0: clamp(view.y0, limit.y0, limit.y0 + limit.height - view.height),
  };
}

/** The cell under a share of the picture; null outside the grid. */
export function cellAt(view: Viewport, at: { x: number; y: number }, nx: number, ny: number): { x: number; y: number } | null {
  const x = Math.floor(view.x0 + at.x * view.width);
  const y = Math.floor(view.y0 + at.y * view.height);
  return x >= 0 && y >= 0 && x < nx && y < ny ? { x, y } : null;
}
