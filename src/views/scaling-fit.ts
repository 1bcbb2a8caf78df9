import { fitLine, type SlopeFit } from "../core/metrics/scaling-window";

/** A point of a log–log plot. */
export interface ScalingPoint {
  /** Above 0. */
  scale: number;
  /** Natural logarithm of what scales. */
  log: number;
}

/** Points between which a line is fitted, both ends included. */
export interface PointWindow {
  first: number;
  last: number;
}

/** Fewer points than this lie on a line whatever they are. */
const fewestPoints = 3;
/** What rounding does to a scale. */
const rounding = 1 + 1e-9;

/** Points in the order of their scales; what has no logarithm is left out. */
export const scalingPoints = (scales: readonly number[], logs: readonly number[]): ScalingPoint[] =>
  scales.flatMap((scale, i) => (scale > 0 && Number.isFinite(logs[i]) ? [{ scale, log: logs[i]! }] : []));

/** How the scales of a plot are called where that is not themselves, and back. */
export interface ScaleNames {
  nameOf(scale: number): number;
  scaleOf(name: number): number;
}

/**
 * The names of scales, as of effective edges the edges of boxes; between two scales, and beyond the outermost, by a straight line of their logarithms.
 * @param names one for each scale, ascending as they do; without, every scale is its own name.
 */
export function scaleNames(scales: readonly number[], names: readonly number[] = scales): ScaleNames {
  return { nameOf: (scale) => alongLogs(scales, names, scale), scaleOf: (name) => alongLogs(names, scales, name) };
}

function alongLogs(from: readonly number[], to: readonly number[], at: number): number {
  if (from === to || from.length < 2) return at;
  const exact = from.indexOf(at);
  if (exact >= 0) return to[exact]!;
  const above = from.findIndex((one) => one > at);
  const i = above < 0 ? from.length - 1 : Math.max(1, above);
  const share = Math.log(at / from[i - 1]!) / Math.log(from[i]! / from[i - 1]!);
  return to[i - 1]! * (to[i]! / to[i - 1]!) ** share;
}

/** The points between two scales. */
export function pointsWithin(points: readonly ScalingPoint[], [from, to]: readonly [number, number]): PointWindow {
  const first = points.findIndex(({ scale }) => scale * rounding >= from);
  const last = points.findLastIndex(({ scale }) => scale <= to * rounding);
  return { first: Math.max(0, first), last: Math.max(0, last) };
}

export const scalesOf = (points: readonly ScalingPoint[], { first, last }: PointWindow): readonly [number, number] => [
  points[first]!.scale,
  points[last]!.scale,
];

/** The point nearest to a scale on a logarithmic axis. */
export function nearestPoint(points: readonly ScalingPoint[], scale: number): number {
  const distance = (i: number) => Math.abs(Math.log(points[i]!.scale / scale));
  return points.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
}

/** The window with one of its ends at another point; at least three points stay in it. */
export function withEnd(points: readonly ScalingPoint[], { first, last }: PointWindow, end: "first" | "last", to: number): PointWindow {
  const room = fewestPoints - 1;
  return end === "first"
    ? { first: Math.max(0, Math.min(to, last - room)), last }
    : { first, last: Math.min(points.length - 1, Math.max(to, first + room)) };
}

/** Where a key takes an end of the window: to the neighbouring point, or to the outermost. Null for another key. */
export function keyTarget(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return at - 1;
    case "ArrowRight":
    case "ArrowUp":
      return at + 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Least-squares line through the points of a window, logarithm against logarithm. */
export const fitWithin = (points: readonly ScalingPoint[], { first, last }: PointWindow): SlopeFit =>
  fitLine(
    points.map(({ scale }) => Math.log(scale)),
    points.map(({ log }) => log),
    first,
    last,
  );

/** Slopes between neighbouring points, each at the geometric mean of their scales. */
export const slopesBetween = (points: readonly ScalingPoint[]): { scale: number; slope: number }[] =>
  points.slice(1).map(({ scale, log }, i) => ({
    scale: Math.sqrt(scale * points[i]!.scale),
    slope: (log - points[i]!.log) / Math.log(scale / points[i]!.scale),
  }));
