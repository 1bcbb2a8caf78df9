import type { Field } from "../../core/define/metric";
import type { PlainValue } from "../../core/define/params";
import { featureNames, type FeatureName } from "../../core/metrics/feature-names";
import { metrics } from "../../core/metrics/index";
import { measureImage, type ImageMeasurement } from "../../core/metrics/measure-image";
import { measureMetric, type MetricReport } from "../../core/metrics/measure-metric";
import { mfnFeatures } from "../../core/metrics/mfn-features";
import { prepareImage } from "../../core/metrics/prepare-image";
import { measureWavelength } from "../../core/metrics/wavelength";
import type { FieldValues } from "../../core/simulation";
import type { Measured } from "../describe-value";
import type { Family } from "./family";
import type { RunField } from "./simulate";

export interface MeasureOptions {
  threshold?: number | "otsu";
  invert?: boolean;
  options?: Record<string, PlainValue>;
  /** Draws of noise to hold the value against; none when left out. */
  draws?: number;
}

export interface MeasureApi {
  measure(
    field: Field & Partial<RunField>,
    metric: string,
    options?: MeasureOptions,
  ): Measured & { range: readonly [number, number] | null; noise: MetricReport["noise"] };
  dimension(
    field: Field,
    options?: { threshold?: number | "otsu"; invert?: boolean },
  ): Measured & { noise: number | null; threshold: number | null; boxCounting: ImageMeasurement["boxCounting"] };
  wavelength(field: Field & Partial<RunField>): Measured & { k: number[]; power: number[] };
  features(
    history: Field | readonly Field[],
    options?: { millivoltsPerUnit?: number | null; periodic?: boolean },
  ): Record<FeatureName, number | null>;
}

export const measureFamily: Family<MeasureApi> = () => ({
  measure({ shape, values, periodic = false }, id, { threshold = "otsu", invert = false, options = {}, draws = 0 } = {}) {
    const image = prepareImage({ shape, values, threshold, invert, periodic });
    const { unit, result, noise } = measureMetric(image, { metric: id, options, draws });
    const known = result.value !== null;
    return {
      label: metrics.get(id).title,
      unit,
      value: result.value,
      interval: known ? (result.interval ?? null) : null,
      note: known ? (result.warnings?.[0] ?? null) : result.reason,
      range: known ? (result.range ?? null) : null,
      noise,
    };
  },

  dimension({ shape, values }, { threshold = "otsu", invert = false } = {}) {
    const measured = measureImage({ shape, values, threshold, invert });
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

const isList = (history: Field | readonly Field[]): history is readonly Field[] => Array.isArray(history);
