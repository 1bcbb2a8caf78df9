import { undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { insideValues } from "../metrics/inside";
import { minkowskiFunctionals, type PlaneFunctionals, type SpaceFunctionals } from "../metrics/minkowski-functionals";
import { cellsIn, maskAbove, otsu } from "../metrics/threshold";
import type { FieldValues } from "../simulation";

/** What the last state of a run looks like. */
export const regimeNames = ["homogeneous", "oscillating", "spots", "holes", "stripes", "changing", "blown-up"] as const;
export type RegimeName = (typeof regimeNames)[number];

export const regimeWords: Record<RegimeName, string> = {
  homogeneous: "uniform and at rest",
  oscillating: "uniform, changing in time",
  spots: "spots: separate round pieces above the threshold",
  holes: "holes: separate round pieces below the threshold",
  stripes: "stripes or a labyrinth",
  changing: "a pattern that changes: waves, turbulence, or still growing",
  "blown-up": "left the finite range",
};

/** A field is uniform when its spread is below this share of the size of its values. */
const uniformShare = 1e-3;
/** A pattern changes when at least this share of its variance is variance in time. */
const changingShare = 0.1;
/** The isoperimetric quotient from which pieces are round: 1 for discs and balls, about πw/L for a stripe of width w and length L, so 0.4 is six times as long as wide. */
const roundFrom = 0.4;

/** The evidence for a regime. */
export interface RegimeEvidence {
  regime: RegimeName;
  /** Standard deviation over the cells of the last frame. */
  spread: number;
  /** Share of the variance over cells and frames that is variance in time, 0 … 1; undefined for a single frame or no variance. */
  temporal: MetricResult;
  /** Isoperimetric quotient of what is above Otsu's threshold, and of what is not. */
  roundness: MetricResult;
}

/** What the classification must know beside the frames. */
export interface RegimeOptions {
  shape: readonly number[];
  periodic: boolean;
  mask: Uint8Array | null;
  /** The size that a value of the field has: the width of its range, the spread of the start. */
  scale: number;
}

/**
 * Names the state of a field from frames of the last part of a run, oldest first:
 *
 * 1. *homogeneous*: the spread over cells and time is below 0.1 % of the field's size; *oscillating*: over cells alone.
 * 2. *changing*: at least a tenth of the variance is within cells over time (law of total variance).
 * 3. Else by the Minkowski functionals of the last frame above Otsu's threshold, after Mecke 1996, Phys. Rev. E 53:4794,
 *    doi:10.1103/PhysRevE.53.4794: with Euler number χ, area F and perimeter U the quotient 4πFχ/U² (in space 36πV²χ/S³) is 1 for discs
 *    (balls) of one size and near 0 for stripes and labyrinths, whose χ is small. *spots* where that of the set is at least 0.4, *holes* where
 *    that of the rest is, the larger one where both are, *stripes* where neither is.
 */
export function regimeOf(frames: readonly FieldValues[], options: RegimeOptions): RegimeEvidence {
  const { shape, mask } = options;
  const inside = frames.map((frame) => insideValues(frame, mask));
  const last = inside.at(-1)!;
  const { mean, variance } = momentsOf(last);
  const spread = Math.sqrt(variance);
  const { within, total } = variances(inside);
  const tolerance = uniformShare * Math.max(Math.abs(mean), options.scale);
  const temporal: MetricResult =
    frames.length < 2
      ? undefinedBecause("a change needs at least two frames")
      : total > 0
        ? { value: within / total }
        : undefinedBecause("nothing varies, in space or time");
  const of = (regime: RegimeName, roundness: MetricResult): RegimeEvidence => ({ regime, spread, temporal, roundness });
  const flat = undefinedBecause("the field is uniform");
  if (!(spread > tolerance)) return of(Math.sqrt(total) > tolerance ? "oscillating" : "homogeneous", flat);
  const shares = roundnessOf({ shape, values: frames.at(-1)! }, last, options);
  const roundness: MetricResult = shares ? { value: Math.max(shares.above, shares.below) } : undefinedBecause("no threshold parts the field");
  if (temporal.value !== null && temporal.value >= changingShare) return of("changing", roundness);
  if (!shares || Math.max(shares.above, shares.below) < roundFrom) return of("stripes", roundness);
  return of(shares.above >= shares.below ? "spots" : "holes", roundness);
}

/** Quotients of the set above Otsu's threshold of the domain and of the rest of the domain. */
function roundnessOf(
  field: { shape: readonly number[]; values: FieldValues },
  domain: FieldValues,
  { periodic, mask }: RegimeOptions,
): { above: number; below: number } | null {
  const threshold = otsu(domain);
  if (threshold === null) return null;
  const above = maskAbove(field, threshold, mask);
  const below: Mask = { shape: field.shape, cells: above.cells.map((cell, i) => (cell === 0 && mask?.[i] !== 0 ? 1 : 0)) };
  const quotients = { above: quotient(above, "all", periodic), below: quotient(below, "faces", periodic) };
  if (field.shape.length === 2) return quotients;
  // In space what surrounds balls has a cavity for each, which count as pieces do: only the smaller part can be pieces.
  return cellsIn(above) <= cellsIn(below) ? { ...quotients, below: 0 } : { ...quotients, above: 0 };
}

/** Neighbours differ for a set and its complement, so that what parts one joins not the other (Kong, Rosenfeld 1989). */
function quotient(set: Mask, connectivity: "all" | "faces", periodic: boolean): number {
  const { detail } = minkowskiFunctionals.measure(set, { connectivity, periodic });
  const totals = detail?.totals as PlaneFunctionals | SpaceFunctionals | undefined;
  if (!totals) return 0;
  if ("area" in totals) return totals.smoothPerimeter > 0 ? (4 * Math.PI * totals.area * totals.euler) / totals.smoothPerimeter ** 2 : 0;
  return totals.smoothSurface > 0 ? (36 * Math.PI * totals.volume ** 2 * totals.euler) / totals.smoothSurface ** 3 : 0;
}

function momentsOf(values: FieldValues): { mean: number; variance: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, variance: squares / values.length };
}

/** Mean over the cells of the variance in time, and the variance over cells and frames together. */
function variances(frames: readonly FieldValues[]): { within: number; total: number } {
  const cells = frames[0]!.length;
  const count = frames.length;
  let grand = 0;
  for (const frame of frames) for (let i = 0; i < cells; i++) grand += frame[i]!;
  grand /= cells * count;
  let [within, total] = [0, 0];
  for (let i = 0; i < cells; i++) {
    let sum = 0;
    for (const frame of frames) sum += frame[i]!;
    const mean = sum / count;
    for (const frame of frames) {
      within += (frame[i]! - mean) ** 2;
      total += (frame[i]! - grand) ** 2;
    }
  }
  return { within: within / (cells * count), total: total / (cells * count) };
}
