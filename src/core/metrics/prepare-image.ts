import type { Field, Mask } from "../define/metric";
import { WorkbenchError } from "../errors";
import { subtractBackground } from "./background";
import { subtractPlane } from "./levelling";
import { cropField } from "./region";
import { cellsIn, finiteRange, histogram, type Histogram } from "./threshold";
import { applyThreshold, type ThresholdRule } from "./threshold-rule";

/** What is taken off before anything is measured: nothing, the plane of least squares, or what lies behind structures of a size. */
export type BackgroundRule = "none" | "plane" | { rule: "opening"; radius: number; background: "dark" | "bright" };

/** The part of an image that is measured: from (inclusive) and to (exclusive) along each axis, in cells. */
export type Region = readonly (readonly [from: number, to: number])[];

/** Distance between neighbouring cells along each axis of the shape, in a unit of length. */
export interface Calibration {
  edge: readonly number[];
  unit: string;
}

/** An image, matrix or volume to measure: values in C order. What is not finite is counted and left out. */
export interface ImageToMeasure {
  /** `[ny, nx]` or `[nz, ny, nx]`; sides of 1 are dropped. */
  shape: readonly number[];
  values: ArrayLike<number>;
  threshold: ThresholdRule;
  /** Takes the other finite cells instead. */
  invert: boolean;
  region?: Region | null;
  background?: BackgroundRule;
  calibration?: Calibration | null;
  /** Opposite sides of the frame touch, as in a periodic run. Absent they do not. */
  periodic?: boolean;
}

/** The field that is measured and the set made of it. */
export interface PreparedImage {
  field: Field;
  mask: Mask;
  threshold: { value: number | null; rule: string };
  inverted: boolean;
  /** Share of the finite cells that belong to the set, 0 … 1. */
  foreground: number;
  notFinite: number;
  /** Of the finite values; null when there are none. */
  histogram: Histogram | null;
  calibration: Calibration | null;
  /** Opposite sides of what is measured touch. */
  periodic: boolean;
  warnings: string[];
}

const histogramBins = 128;
/** A foreground larger than this looks like the background. */
const suspiciousShare = 0.5;

/**
 * Cuts out the region, takes off the background and parts the rest by the threshold.
 * @throws WorkbenchError `data/empty` or `data/unreadable` for an array that is not two- or three-dimensional, and
 *   `parameter/out-of-range` for a region, background or threshold that does not fit it.
 */
export function prepareImage(image: ImageToMeasure): PreparedImage {
  const { threshold: rule, invert, region, background = "none", calibration = null, periodic = false, ...array } = image;
  const whole = measurable(array, calibration);
  const cut = region ? cropField(whole.field, region) : whole.field;
  const field = background === "none" ? cut : withoutBackground(cut, background);
  const { mask, ...threshold } = applyThreshold(field, rule, invert);
  const { values } = field;
  const notFinite = finiteRange(values)?.notFinite ?? values.length;
  const foreground = cellsIn(mask) / Math.max(1, values.length - notFinite);
  const isCut = cut.values.length < whole.field.values.length;
  return {
    field,
    mask,
    threshold,
    inverted: invert,
    foreground,
    notFinite,
    histogram: histogram(values, histogramBins),
    calibration: whole.calibration,
    periodic: periodic && !isCut,
    warnings: [
      ...(threshold.rule === "all values are equal"
        ? ["All values are equal, so no threshold parts them: take every cell above 0 (none) if all belong to the set."]
        : shareWarning(foreground, values.length - notFinite, invert)),
      ...(notFinite > 0 ? [`${notFinite} of ${values.length} cells are NaN or infinite and belong neither to the set nor to the background.`] : []),
      ...wideBackground(background, cut.shape),
      ...(periodic && isCut ? ["A part of a periodic domain is not periodic itself: its sides are taken as ends."] : []),
      ...(unequalEdges(whole.calibration) ? ["The cells are not as long as wide: lengths and boxes are those of cells, and mix the axes."] : []),
    ],
  };
}

const withoutBackground = (field: Field, rule: Exclude<BackgroundRule, "none">): Field => {
  if (rule !== "plane") return subtractBackground(field, rule.radius, rule.background);
  const { shape, values } = subtractPlane(field);
  return { shape, values };
};

/**
 * The axes of an array that count: those longer than 1, unless that leaves neither two nor three.
 * @throws WorkbenchError `data/empty` or `data/unreadable` for a shape that is neither an image's nor a volume's.
 */
export function countingAxes(shape: readonly number[]): boolean[] {
  if (shape.some((side) => side === 0)) throw new WorkbenchError("data/empty", ["shape"], "the array holds no values");
  const long = shape.map((side) => side > 1);
  const count = long.filter(Boolean).length;
  if (count === 2 || count === 3) return long;
  if (shape.length === 2 || shape.length === 3) return shape.map(() => true);
  const words = shape.length === 0 ? "a single number" : `an array of shape ${shape.join(" × ")}`;
  throw new WorkbenchError(
    "data/unreadable",
    ["shape"],
    `${words} is neither an image nor a volume: give [rows, columns] or [planes, rows, columns]`,
  );
}

/** Without sides of 1, and the calibration without their edges. */
function measurable({ shape, values }: Field, calibration: Calibration | null): { field: Field; calibration: Calibration | null } {
  const size = shape.reduce((product, side) => product * side, 1);
  if (size !== values.length)
    throw new WorkbenchError("data/unreadable", ["shape"], `${shape.join(" × ")} is ${size} cells, but there are ${values.length} values`);
  const keep = countingAxes(shape);
  const kept = shape.filter((_, axis) => keep[axis]);
  const edge = calibration?.edge.filter((_, axis) => calibration.edge.length !== shape.length || keep[axis]);
  const fits = edge?.length === kept.length && edge.every((length) => length > 0 && Number.isFinite(length));
  if (calibration && !fits)
    throw new WorkbenchError(
      "parameter/out-of-range",
      ["calibration", "edge"],
      `a calibration gives the cell's edge along each of the ${kept.length} axes, each a number above 0`,
    );
  return { field: { shape: kept, values }, calibration: calibration && { edge: edge!, unit: calibration.unit } };
}

const unequalEdges = (calibration: Calibration | null): boolean =>
  calibration !== null && calibration.edge.some((edge) => Math.abs(edge - calibration.edge[0]!) > 1e-6 * edge);

/** What is odd about the share of the finite cells that the set has. */
function shareWarning(foreground: number, finite: number, inverted: boolean): string[] {
  if (finite === 0) return [];
  if (foreground === 0) return ["Nothing is foreground: no cell belongs to the set. Choose another threshold."];
  if (foreground === 1)
    return ["Everything is foreground: all cells belong to the set, and none is left for the background. Choose another threshold."];
  if (foreground <= suspiciousShare) return [];
  const cure = inverted ? "take back the inversion" : "invert it";
  return [`The set covers ${Math.round(100 * foreground)} % of the array and looks inverted: ${cure} if the background was meant.`];
}

/** An opening as wide as the array finds no background that varies along that side. */
function wideBackground(rule: BackgroundRule, shape: readonly number[]): string[] {
  if (typeof rule === "string" || rule.radius < Math.min(...shape)) return [];
  const extreme = rule.background === "dark" ? "smallest" : "largest";
  return [
    `The radius of the background, ${rule.radius} cells, reaches across the measured ${shape.join(" × ")} cells: ` +
      `what is taken off is no more than the ${extreme} value${rule.radius < Math.max(...shape) ? " along the shorter sides" : ""}. Choose one below ${Math.min(...shape)}.`,
  ];
}
