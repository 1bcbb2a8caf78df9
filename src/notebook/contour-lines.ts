import { contours, ticks } from "d3";
import type { ContourLine } from "./cell-output";

/** Points that all lines of a picture may have; a picture of noise has no lines worth more. */
const mostPoints = 60_000;

/**
 * Lines of equal value by marching squares, linear between the middles of cells; what is not finite is lower than any level.
 * @param wanted values of the lines, or about how many there are to be, at round values between `low` and `high`.
 * @param values of `rows` × `columns` cells, C order.
 * @throws RangeError for more points than a picture can show.
 */
export function contourLines(
  wanted: number | readonly number[],
  { values, rows, columns, low, high }: { values: Float64Array; rows: number; columns: number; low: number; high: number },
): ContourLine[] {
  const levels = typeof wanted === "number" ? ticks(low, high, wanted).filter((level) => level > low && level < high) : wanted;
  const lines = contours().size([columns, rows]);
  const grid = Array.from(values, (value) => (Number.isFinite(value) ? value : -Infinity));
  let points = 0;
  return levels.map((level) => {
    const rings = lines.contour(grid, level).coordinates.flat() as [number, number][][];
    const paths = rings.flatMap((ring) => insideFrame(ring, rows, columns)).map((path) => path.map(([x, y]) => [round(x), round(y)] as const));
    points += paths.reduce((sum, path) => sum + path.length, 0);
    if (points > mostPoints) throw new RangeError(`contours: the lines have more than ${mostPoints} points; draw fewer levels, or smooth the field`);
    return { level, paths };
  });
}

/** A ring without its pieces along the frame, where it closes what lies above the level and is no line: itself, or the lines that are left. */
function insideFrame(ring: readonly [number, number][], rows: number, columns: number): [number, number][][] {
  const onFrame = ([x, y]: readonly [number, number]) => x <= 0 || x >= columns || y <= 0 || y >= rows;
  const paths: [number, number][][] = [[]];
  ring.forEach((point, i) => {
    if (i > 0 && onFrame(point) && onFrame(ring[i - 1]!)) paths.push([]);
    paths.at(-1)!.push(point);
  });
  // The first point is also the last: a line that was parted there is one.
  if (paths.length > 1) paths[0] = [...paths.pop()!, ...paths[0]!.slice(1)];
  return paths.filter((path) => path.length > 1);
}

/** Finer than a pixel is seen by nobody. */
const round = (x: number): number => Math.round(100 * x) / 100;
