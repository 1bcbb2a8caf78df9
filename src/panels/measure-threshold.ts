import type { MeasureFacts } from "../state/measure-slice";

/** The value above which a cell belongs to the set: what a person chose, else what was found; null while there is none. */
export function effectiveThreshold({ threshold, result }: Pick<MeasureFacts, "threshold" | "result">): number | null {
  if (typeof threshold === "number") return threshold;
  return threshold === "none" ? 0 : (result?.threshold.value ?? null);
}
