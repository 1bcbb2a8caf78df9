import type { PreparedImage } from "../core/metrics/prepare-image";
import type { ThresholdRule } from "../core/metrics/threshold-rule";
import type { ImageSetting } from "../state/measure-slice";

/** Rules by the name under which a person chooses them. */
export type RuleName = "value" | "otsu" | "triangle" | "adaptive" | "hysteresis" | "none";

export const ruleName = (rule: ThresholdRule): RuleName => (typeof rule === "number" ? "value" : typeof rule === "string" ? rule : rule.rule);

/** How the image is set, and what is known of its values and of the set. */
export interface ThresholdFacts {
  setting: Pick<ImageSetting, "threshold" | "invert">;
  seen: Pick<PreparedImage, "threshold" | "histogram"> | null;
}

/** The value above which a cell belongs to the set: what a person chose, else what was found; null while there is none, or no single one. */
export function effectiveThreshold({ setting: { threshold }, seen }: ThresholdFacts): number | null {
  if (typeof threshold === "number") return threshold;
  if (typeof threshold === "object") return null;
  return threshold === "none" ? 0 : (seen?.threshold.value ?? null);
}

/** Surroundings of an adaptive threshold span this share of the shortest side at first, and at least so many cells: more than noise. */
const surroundingsShare = 1 / 8;
const leastSurroundings = 11;
/** A hysteresis begins at thresholds so far, as shares, from the one that parted the values before towards the ends of the range. */
const hysteresisReach = 0.25;

/** What a rule begins with: near the threshold that was in force, so that choosing it changes the set little. */
export function firstRule(name: RuleName, facts: ThresholdFacts, shape: readonly number[]): ThresholdRule {
  const { edges } = facts.seen?.histogram ?? { edges: [0, 1] };
  const [low, high] = [edges[0]!, edges.at(-1)!];
  const value = tidied(effectiveThreshold(facts) ?? (low + high) / 2, high - low);
  switch (name) {
    case "value":
      return value;
    case "adaptive":
      return { rule: "adaptive", window: oddWindow(Math.max(leastSurroundings, Math.min(...shape) * surroundingsShare)), offset: 0 };
    case "hysteresis":
      return {
        rule: "hysteresis",
        low: tidied(value - hysteresisReach * Math.max(0, value - low), high - low),
        high: tidied(value + hysteresisReach * Math.max(0, high - value), high - low),
      };
    default:
      return name;
  }
}

/** The odd whole number nearest to it that an adaptive threshold takes. */
export const oddWindow = (cells: number): number => Math.max(3, 2 * Math.round((cells - 1) / 2) + 1);

/** Rounded to a thousandth of the range and no finer, so that the number can be read. */
function tidied(value: number, range: number): number {
  if (!(range > 0)) return value;
  const step = 10 ** Math.floor(Math.log10(range / 1000));
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** What a value of the histogram means for the set. */
export type Belonging = "in" | "out" | "when joined";

/** Whether cells of a value belong to the set; null where the value alone does not say. */
export function belonging(value: number, facts: ThresholdFacts): Belonging | null {
  const { threshold, invert } = facts.setting;
  const side = (above: boolean): Belonging => (above !== invert ? "in" : "out");
  if (typeof threshold === "object") {
    if (threshold.rule === "adaptive") return null;
    return value > threshold.low && value <= threshold.high ? "when joined" : side(value > threshold.high);
  }
  const one = effectiveThreshold(facts);
  return one === null ? null : side(value > one);
}
