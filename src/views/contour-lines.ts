import { contours } from "d3";
import type { Picture } from "./picture";

/** Cells along the longer side in which lines are sought, at most: more would hold up the page. */
const finest = 128;

/** Closed rings of a line, in cells of the picture. */
export interface Contour {
  level: number;
  rings: [number, number][][];
}

/**
 * Lines of equal value (marching squares, linear between the middles of cells). What is not finite or outside the domain is lower than any
 * level. Grids of more than 128 cells along a side are thinned to every so many.
 */
export function contoursOf({ nx, ny, values, inside }: Picture, levels: readonly number[]): Contour[] {
  const every = Math.ceil(Math.max(nx, ny) / finest);
  const [width, height] = [Math.ceil(nx / every), Math.ceil(ny / every)];
  const thinned = new Float64Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = Math.min(ny - 1, y * every + (every >> 1)) * nx + Math.min(nx - 1, x * every + (every >> 1));
      const value = values[from]!;
      thinned[y * width + x] = value - value === 0 && inside?.[from] !== 0 ? value : -Infinity;
    }
  const lines = contours().size([width, height]);
  return levels.map((level) => {
    const { coordinates } = lines.contour(Array.from(thinned), level);
    return { level, rings: coordinates.flat().map((ring) => ring.map(([x, y]) => [x! * every, y! * every])) };
  });
}
