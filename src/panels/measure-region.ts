import type { Calibration, Region } from "../core/metrics/prepare-image";
import { t } from "../ui/text";

/** The axes that are measured: those of more than one cell, when two or three are. As `prepareImage` has it. */
function measuredAxes(shape: readonly number[]): number[] {
  const long = shape.flatMap((side, axis) => (side > 1 ? [axis] : []));
  return long.length === 2 || long.length === 3 ? long : shape.map((_, axis) => axis);
}

/** The shape that is measured, which a region refers to: `[ny, nx]` or `[nz, ny, nx]`. */
export const measuredShape = (shape: readonly number[]): number[] => measuredAxes(shape).map((axis) => shape[axis]!);

/** What the axes of a measured shape are called. */
export const axisNames = (shape: readonly number[]): string[] => [t("planes"), t("rows"), t("columns")].slice(-Math.min(3, shape.length));

/** Edges of a cell along the measured axes; null without a calibration. */
export function edgesOf(calibration: Calibration | null, shape: readonly number[]): number[] | null {
  if (!calibration) return null;
  const { edge } = calibration;
  return edge.length === shape.length ? measuredAxes(shape).map((axis) => edge[axis]!) : [...edge];
}

/** The whole of a measured shape as a region. */
export const wholeRegion = (shape: readonly number[]): (readonly [number, number])[] => shape.map((side) => [0, side] as const);

/** A region, or null for one that holds everything. */
export const unlessWhole = (region: Region, shape: readonly number[]): Region | null =>
  region.every(([from, to], axis) => from === 0 && to === shape[axis]) ? null : region;

/** The region with another extent along x and y; planes of a volume stay as they were. */
export function withRectangle(
  region: Region | null,
  shape: readonly number[],
  { x0, x1, y0, y1 }: { x0: number; x1: number; y0: number; y1: number },
): Region | null {
  const planes = (region ?? wholeRegion(shape)).slice(0, -2);
  return unlessWhole([...planes, [y0, y1], [x0, x1]], shape);
}

/** The part of plane `z` that is measured, in cells: to is exclusive. Null where the plane lies outside the region. */
export function rectangleIn(region: Region | null, shape: readonly number[], z: number): { x0: number; x1: number; y0: number; y1: number } | null {
  const all = region ?? wholeRegion(shape);
  const [[y0, y1], [x0, x1]] = all.slice(-2) as [readonly [number, number], readonly [number, number]];
  const planes = all.length === 3 ? all[0]! : ([0, 1] as const);
  return z >= planes[0] && z < planes[1] ? { x0, x1, y0, y1 } : null;
}

/** Why the cells from the first to before the end are no part of a side; null when they are one. */
export function limitProblem(name: string, from: number, to: number, side: number): string | null {
  if (from < 0) return t("The {{name}} begin at 0, and {{from}} lies before them.", { name, from });
  if (to > side) return t("The {{name}} end at {{side}}, and {{to}} lies behind them.", { name, side, to });
  return from >= to ? t("The end must lie behind the first of the {{name}}, and {{from}} to {{to}} holds none.", { name, from, to }) : null;
}
