import { choice, num } from "../define/params";
import { defineFieldMetric, undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { boxCounting } from "./box-counting";
import { finiteAbove } from "./thresholds/finite-above";
import { cellsIn, finiteRange, quantiles } from "./threshold";

/** One point of the curve. Without a dimension, the reason. */
export type ThresholdPoint = {
  threshold: number;
  /** Share of the finite cells that belong to the set, 0 … 1. */
  foreground: number;
  dimension: number | null;
  interval: readonly [number, number] | null;
  reason?: string;
};

export type DimensionOverThresholdDetail = { curve: ThresholdPoint[] };

/** Thresholds leave from this share of the cells to this one on the brighter side. */
const [fewest, most] = [0.05, 0.95];
/** With fewer dimensions than this there is no curve. */
const fewestPoints = 3;

/**
 * The box-counting dimension of the sets above (or up to) many thresholds, and how far it moves: the largest less the smallest
 * dimension. Thresholds are quantiles of the finite values, evenly between those that leave 95 % and 5 % of them above; equal ones are taken once.
 * 0 where the set has one dimension whatever the threshold; a value as large as the differences between images says that
 * the threshold, and not the image, decides.
 *
 * Boxes are counted with the effort "live". The interval holds the difference of any two dimensions within the intervals of the largest and the
 * smallest. Undefined for images of two levels, of which every threshold makes the same set, and where fewer than 3 thresholds give a dimension.
 */
export const dimensionOverThreshold = defineFieldMetric({
  id: "dimension-over-threshold",
  title: "Dimension over threshold",
  unit: "1",
  source: "Baveye et al. 1998, Water Resour. Res. 34:2783, doi:10.1029/98WR01209",
  help: "How far the box-counting dimension moves as the threshold does: near 0, the dimension is the image's; large, it is the threshold's.",
  formula: "\\Delta D = \\max_t D(\\{f > t\\}) - \\min_t D(\\{f > t\\})",
  dimensions: [2, 3],
  params: {
    thresholds: num(15, {
      title: "Thresholds",
      min: 5,
      max: 101,
      integer: true,
      help: "How many thresholds are tried; each takes one box counting.",
    }),
    side: choice("above", {
      options: ["above", "below"],
      optionTitles: { above: "cells above it", below: "cells up to it" },
      title: "The set",
      help: "Which side of the threshold is the set; that of the image, unless it is chosen.",
    }),
  },
  measure: (field, { thresholds = 15, side = "above" } = {}): MetricResult<DimensionOverThresholdDetail> => measureCurve(field, thresholds, side),
  knownAnswers: () => [{ title: "0 for a pyramid, every set of which is a filled square", field: pyramid(129), value: 0, tolerance: 1e-9 }],
});

function measureCurve(field: Field, count: number, side: "above" | "below"): MetricResult<DimensionOverThresholdDetail> {
  const range = finiteRange(field.values);
  if (!range || range.min === range.max) return undefinedBecause("all values are equal, so no threshold parts them");
  const finite = field.values.length - range.notFinite;
  const shares = Array.from({ length: count }, (_, k) => 1 - most + ((most - fewest) * k) / (count - 1));
  // Nothing lies above the largest value.
  const levels = [...new Set(quantiles(field.values, shares))].filter((level) => level < range.max);
  if (levels.length < fewestPoints)
    return undefinedBecause(
      `the values have so few levels that thresholds make ${levels.length} ${levels.length === 1 ? "set" : "sets"}; at least ${fewestPoints} are needed`,
    );
  const curve = levels.map((threshold) => pointAt(field, threshold, side, finite));
  const known = curve.flatMap(({ dimension, interval }) => (dimension === null ? [] : [{ dimension, interval: interval ?? [dimension, dimension] }]));
  if (known.length < fewestPoints) {
    const reason = curve.find((point) => point.reason !== undefined)!.reason!;
    return { ...undefinedBecause(`only ${known.length} of ${curve.length} thresholds give a dimension; of another: ${reason}`), detail: { curve } };
  }
  const [first] = known;
  const largest = known.reduce((best, one) => (one.dimension > best.dimension ? one : best), first!);
  const smallest = known.reduce((best, one) => (one.dimension < best.dimension ? one : best), first!);
  return {
    value: largest.dimension - smallest.dimension,
    interval: [Math.max(0, largest.interval[0]! - smallest.interval[1]!), largest.interval[1]! - smallest.interval[0]!],
    detail: { curve },
  };
}

function pointAt(field: Field, threshold: number, side: "above" | "below", finite: number): ThresholdPoint {
  const mask = finiteAbove(field, threshold);
  if (side === "below") for (let i = 0; i < mask.cells.length; i++) mask.cells[i] = Number.isFinite(field.values[i]) ? 1 - mask.cells[i]! : 0;
  const foreground = cellsIn(mask) / finite;
  const result = boxCounting.measure(mask, { effort: "live" });
  return result.value === null
    ? { threshold, foreground, dimension: null, interval: null, reason: result.reason }
    : { threshold, foreground, dimension: result.value, interval: result.interval ?? null };
}

/** Values that fall from the middle towards every side alike. */
function pyramid(side: number): Field {
  const off = (place: number) => Math.abs(place - (side - 1) / 2);
  return { shape: [side, side], values: Float64Array.from({ length: side * side }, (_, i) => -Math.max(off(i % side), off(Math.floor(i / side)))) };
}
