import { detectors } from "../core/detectors/index";
import { elbow, penaltyPath, sampledPath, type PathStep, type Solved } from "../core/detectors/penalty-path";
import { automaticPenalty } from "../core/detectors/segmentation";

/** A stretch of penalties that give one number of changes. */
export interface CurveStep {
  from: number;
  to: number;
  changes: number;
}

/** How many changes a penalty leaves, between two penalties. */
export interface PenaltyCurve {
  low: number;
  high: number;
  /** The one used when none is chosen. */
  automatic: number;
  steps: readonly CurveStep[];
  /** Middle of the stretch that holds longest; null when every penalty gives no change. */
  elbow: number | null;
  /** Id of the detector that made the curve: a quick one where the chosen one would take too long. */
  method: string;
}

/** Samples up to which every corner of the curve is looked for. */
const exactUpTo = 20_000;
/** Calls of the detector for one curve. */
const mostCalls = 40;

/**
 * The curve of a series of n samples; null for a method that divides by no cost.
 * @param solve the division at a penalty by a method. What it throws ends the curve.
 */
export async function penaltyCurve(
  solve: (method: string, penalty: number) => Promise<Solved>,
  chosen: string,
  n: number,
): Promise<PenaltyCurve | null> {
  if (!("cost" in detectors.get(chosen).params) || n < 4) return null;
  const automatic = automaticPenalty(n);
  const low = automatic / 8;
  const high = Math.max(n, 8 * automatic);
  const exact = chosen !== "binary-segmentation" && n <= exactUpTo;
  // PELT finds what its reference finds, sooner.
  const method = exact ? "pelt" : "binary-segmentation";
  const ask = (penalty: number) => solve(method, penalty);
  const path = exact ? await penaltyPath(ask, low, high, mostCalls) : await sampledPath(ask, ratios(low, high, mostCalls));
  const best = elbow(path, low, high);
  const inside = path.map((step) => clip(step, low, high)).filter(({ from, to }) => to > from);
  return { low, high, automatic, method, steps: inside, elbow: best && Math.sqrt(clip(best, low, high).from * clip(best, low, high).to) };
}

const clip = ({ penaltyFrom, penaltyTo, changes }: PathStep, low: number, high: number): CurveStep => ({
  from: Math.max(penaltyFrom, low),
  to: Math.min(penaltyTo, high),
  changes,
});

const ratios = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)));
