import { WorkbenchError } from "../../src/core/errors";
import { measureImage } from "../../src/core/metrics/measure-image";
import { referenceDimension, referenceField, statistics } from "./field";
import type { SimulateAnswer, SimulateRequest } from "./schemas";

/** Above it the explicit scheme of MFN v4.1 is unstable. */
const largestStableAlpha = 0.25;

/**
 * POST /simulate.
 * @throws WorkbenchError `parameter/out-of-range` in mode correct for an α beyond the stability limit.
 */
export function simulate({ mode, ...request }: SimulateRequest): SimulateAnswer {
  const unstable = request.alpha > largestStableAlpha;
  if (mode === "correct" && (unstable || request.alpha === 0)) {
    throw new WorkbenchError("parameter/out-of-range", ["alpha"], `expected a number in (0, ${largestStableAlpha}], got ${request.alpha}`, {
      limit: largestStableAlpha,
      actual: request.alpha,
    });
  }
  const field = referenceField(request);
  const { min, max, mean, std } = statistics(field.values);
  const potentials = {
    growth_events: field.growthEvents,
    pot_min_mV: min * 1000,
    pot_max_mV: max * 1000,
    pot_mean_mV: mean * 1000,
    pot_std_mV: std * 1000,
  };
  if (mode === "reference") {
    const warnings = unstable
      ? [`alpha ${request.alpha} is above the stability limit ${largestStableAlpha}: the field is numerical noise between its clamps`]
      : [];
    return { ...potentials, fractal_dimension: referenceDimension(field), mode, warnings };
  }
  const { boxCounting, null: noise } = measureImage({
    shape: [field.n, field.n],
    values: field.values,
    threshold: "otsu",
    invert: false,
    periodic: true,
  });
  return {
    ...potentials,
    fractal_dimension: boxCounting.value,
    ...(boxCounting.value === null && { fractal_dimension_reason: boxCounting.reason }),
    noise_dimension: noise.dimension,
    mode,
    warnings: ["the field is that of MFN v4.1, which forms no pattern; the model mfn of POST /api/v1/runs does"],
  };
}
