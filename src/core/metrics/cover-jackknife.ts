import type { CoverTiles } from "./cover-counts";
import { volumesOfParts } from "./cover-parts";
import { fitLine } from "./scaling-window";

/** With fewer parts that hold some of the set there is nothing to compare. */
const fewestParts = 3;

/**
 * Standard error of the slope of ln N against ln s that comes from the set's parts not being alike: the jackknife over the parts of its
 * bounding box (Tukey 1958; Efron and Stein 1981, doi:10.1214/aos/1176345462). Errors of counts of one picture are nearly all shared by its scales,
 * so that no residual shows them; left out in turn, its parts do. 0 where fewer than three parts hold anything.
 * @param edges of boxes that are counted, ascending, at least two, within the tiles' bins.
 * @param scales what they are plotted against.
 */
export function jackknifeError(tiles: CoverTiles, edges: readonly number[], scales: readonly number[]): number {
  const held = volumesOfParts(tiles, edges).filter((volumes) => volumes.at(-1)! > 0);
  const x = scales.map(Math.log);
  const totals = edges.map((_, i) => held.reduce((sum, volumes) => sum + volumes[i]!, 0));
  // a part that holds all that small boxes meet leaves nothing behind
  const slopes = held.flatMap((part) => {
    const rest = totals.map((total, i) => total - part[i]!);
    return rest.every((volume) => volume >= 1) ? [fitLine(x, rest.map(Math.log)).slope] : []; // prettier-ignore
  });
  const n = slopes.length;
  if (n < fewestParts) return 0;
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / n;
  return Math.sqrt(((n - 1) / n) * slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0));
}
