import type { MetricResult } from "../define/metric";
import type { FieldValues } from "../simulation";
import type { FeatureName } from "./feature-names";
import { levelledOutside } from "./inside";
import { analyseFrame, type FieldKind } from "./mfn-features";
import { nullDimension } from "./null-mask";
import { rangeOfEdges } from "./range-of-edges";
import { radialSpectrum, type RadialSpectrum } from "./radial-spectrum";

/** Which frame is measured: what `EngineApi.measure` is asked. */
export interface FrameToMeasure extends FieldKind {
  stream: string;
  step: number;
  /** The last frame of the history. */
  values: FieldValues;
  /** Distance between neighbouring cells along each axis, in the order of `shape`. */
  spacing: readonly number[];
}

/** The metrics of one frame; the same as the engine's `Measurement`. */
export interface FrameMeasurement {
  stream: string;
  step: number;
  boxCounting: MetricResult;
  nullDimension: MetricResult;
  threshold: { value: number; rule: string };
  features: Record<FeatureName, MetricResult>;
  spectrum: RadialSpectrum;
}

/** Enough for a spread, few enough for a live display. */
const nullDraws = 2;
const nullSeed = 1;

/**
 * Measures the last frame of a history, of a field with a mask the domain alone: for its spectrum, a matter of the rectangle, the
 * cells outside take the mean of the domain.
 * @throws WorkbenchError as `mfnFeatures`.
 */
export function measureFrame(history: readonly FieldValues[], request: FrameToMeasure): FrameMeasurement {
  const { stream, step, mask = null } = request;
  const { threshold, active, boxCounting, features } = analyseFrame(history, request);
  const noise: MetricResult =
    boxCounting.value === null ? { value: null, reason: boxCounting.reason } : nullDimension(active, boxCounting.detail!, nullSeed, nullDraws, mask);
  const levelled = { shape: request.shape, values: levelledOutside(request.values, mask) };
  return {
    stream,
    step,
    boxCounting: rangeOfEdges(boxCounting) as MetricResult,
    nullDimension: noise,
    threshold,
    features,
    spectrum: radialSpectrum(levelled, request),
  };
}
