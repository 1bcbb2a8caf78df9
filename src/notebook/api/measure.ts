import type { Field } from "../../core/define/metric";
import type { PlainValue } from "../../core/define/params";
import { featureNames, type FeatureName } from "../../core/metrics/feature-names";
import { metrics } from "../../core/metrics/index";
import { measureImage, type ImageMeasurement } from "../../core/metrics/measure-image";
import { measureMetric, type MetricReport } from "../../core/metrics/measure-metric";
import { mfnFeatures } from "../../core/metrics/mfn-features";
import { prepareImage, type Calibration, type ImageToMeasure } from "../../core/metrics/prepare-image";
import { measureWavelength } from "../../core/metrics/wavelength";
import type { FieldValues } from "../../core/simulation";
import type { Measured } from "../describe-value";
import type { Family } from "./family";
import type { RunField } from "./simulate";

/** How the set is told from the rest, and of what part of the field; as in the room Measure and `mfn measure`. */
export type SetOptions = Partial<Omit<ImageToMeasure, "shape" | "values">>;

/** A field with what it knows of itself: that its sides touch, or how long its cells are. */
export type MeasurableField = Field & { periodic?: boolean; calibration?: Calibration | null };

export interface MeasureOptions extends SetOptions {
  /** Of the metric. */
  options?: Record<string, PlainValue>;
  /** Draws of noise to hold the value against; none when left out. */
  draws?: number;
  /** Of the noise. */
  seed?: number;
}

/** A measured number with all that it took. */
export interface MeasuredField extends Measured {
  standardError: number | null;
  /** Scales over which it was found, in cells, or values of the field. */
  range: readonly [number, number] | null;
  warnings: readonly string[];
  /** What the metric tells beside the number: of a scaling law its points and its fit. */
  detail: Record<string, unknown>;
  noise: MetricReport["noise"];
  /** Every option of the metric, given or not. */
  options: Record<string, PlainValue>;
  threshold: { value: number | null; rule: string };
  /** Share of the finite cells that belong to the set. */
  foreground: number;
  /** In the unit of the calibration, where there is one. */
  physical: MetricReport["physical"];
}

/** A field with what is taken off taken off, and the set that is told from the rest: what `measure` measures. */
export interface PreparedField {
  field: Field;
  /** 1 for each cell of the set, 0 for the others. */
  set: Field;
  threshold: { value: number | null; rule: string };
  /** Share of the finite cells that belong to the set. */
  foreground: number;
  notFinite: number;
  warnings: readonly string[];
}

export interface MeasureApi {
  prepare(field: MeasurableField, options?: SetOptions): PreparedField;
  measure(field: MeasurableField, metric: string, options?: MeasureOptions): MeasuredField;
  dimension(
    field: MeasurableField,
    options?: SetOptions,
  ): Measured & { noise: number | null; threshold: number | null; boxCounting: ImageMeasurement["boxCounting"] };
  wavelength(field: Field & Partial<RunField>): Measured & { k: number[]; power: number[] };
  features(
    history: Field | readonly Field[],
    options?: { millivoltsPerUnit?: number | null; periodic?: boolean },
  ): Record<FeatureName, number | null>;
}

export const measureFamily: Family<MeasureApi> = () => ({
  prepare({ shape, values, periodic = false, calibration = null }, set = {}) {
    const { field, mask, threshold, foreground, notFinite, warnings } = prepareImage({ shape, values, periodic, calibration, ...usualSet, ...set });
    return { field, set: { shape: mask.shape, values: mask.cells }, threshold, foreground, notFinite, warnings };
  },

  measure({ shape, values, periodic = false, calibration = null }, id, { options = {}, draws = 0, seed, ...set } = {}) {
    const image = prepareImage({ shape, values, periodic, calibration, ...usualSet, ...set });
    const { unit, result, noise, physical, ...report } = measureMetric(image, { metric: id, options, draws, ...(seed !== undefined && { seed }) });
    const known = result.value !== null;
    const warnings = [...image.warnings, ...(known ? (result.warnings ?? []) : [])];
    return {
      label: metrics.get(id).title,
      unit,
      value: result.value,
      interval: known ? (result.interval ?? null) : null,
      note: known ? (result.warnings?.[0] ?? null) : result.reason,
      standardError: known ? (result.standardError ?? null) : null,
      range: known ? (result.range ?? null) : null,
      warnings,
      detail: (result.detail ?? {}) as Record<string, unknown>,
      noise,
      options: report.options,
      threshold: image.threshold,
      foreground: image.foreground,
      physical,
    };
  },

  dimension({ shape, values, periodic = false, calibration = null }, set = {}) {
    const measured = measureImage({ shape, values, periodic, calibration, ...usualSet, ...set });
    const { boxCounting } = measured;
    const noise = measured.null.dimension;
    const comparison = noise === null ? null : `noise of equal density: ${noise.toFixed(2)}`;
    return {
      label: "Box-counting dimension",
      unit: "1",
      value: boxCounting.value,
      interval: boxCounting.value === null ? null : (boxCounting.interval ?? null),
      note: boxCounting.value === null ? boxCounting.reason : comparison,
      noise,
      threshold: measured.threshold.value,
      boxCounting,
    };
  },

  wavelength({ shape, values, spacing = 1, periodic = true }) {
    const result = measureWavelength({ shape, values }, { spacing, periodic });
    const { k = [], power = [] } = result.detail ?? {};
    const known = result.value !== null;
    return {
      label: "Wavelength",
      unit: "1",
      value: result.value,
      interval: known ? (result.interval ?? null) : null,
      note: known ? (result.warnings?.[0] ?? null) : result.reason,
      k,
      power,
    };
  },

  features(history, { millivoltsPerUnit = null, periodic = true } = {}) {
    const frames: readonly Field[] = isList(history) ? history : [history];
    const values = frames.map((frame): FieldValues => Float64Array.from(frame.values));
    const found = mfnFeatures(values, { shape: frames[0]?.shape ?? [], millivoltsPerUnit, periodic });
    return Object.fromEntries(featureNames.map((name) => [name, found[name].value])) as Record<FeatureName, number | null>;
  },
});

const usualSet = { threshold: "otsu", invert: false } as const;

const isList = (history: Field | readonly Field[]): history is readonly Field[] => Array.isArray(history);
