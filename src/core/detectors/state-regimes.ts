import type { Channels, Detection, Regime } from "../define/detector";
import { isConstant, meanAndDeviation } from "../series/finite";

/** Names of states in their order. */
export function stateNames(count: number, order: "mean" | "spread"): string[] {
  const words = order === "mean" ? ["low", "middle", "high"] : ["calm", "moderate", "volatile"];
  if (count === 2) return [words[0]!, words[2]!];
  if (count === 3) return words;
  return Array.from({ length: count }, (_, k) => `state ${k + 1}`);
}

/** The stretches in which a course of states stays the same, in the series' own units. */
export function regimesOfStates(channels: Channels, path: Int32Array, names: readonly string[]): Regime[] {
  const n = path.length;
  const regimes: Regime[] = [];
  for (let start = 0; start < n;) {
    let end = start + 1;
    while (end < n && path[end] === path[start]) end++;
    const of = channels.map((channel) => meanAndDeviation(channel, start, end));
    const several = channels.length > 1 ? { means: of.map(({ mean }) => mean), stds: of.map(({ deviation }) => deviation) } : {};
    regimes.push({ start, end, label: names[path[start]!]!, mean: of[0]!.mean, std: of[0]!.deviation, ...several });
    start = end;
  }
  return regimes;
}

/** Why states cannot be fitted to a series: one steady regime, and the reason. */
export function withoutStates(method: string, channels: Channels, states: number, reason: string): Detection {
  const n = channels[0]!.length;
  const regimes = regimesOfStates(channels, new Int32Array(n), ["steady"]);
  return { method, mode: "retrospective", n, changePoints: [], regimes, evidence: { states, changes: 0 }, warnings: [reason] };
}

/** Samples for each state at least. */
export const samplesAState = 10;

/** Why a series is too short for so many states, or too flat; null where it is neither. */
export function noStatesIn(channels: Channels, states: number): string | null {
  const n = channels[0]!.length;
  const enough = samplesAState * states;
  if (n < enough) return `${n} samples are too few for ${states} states: at least ${enough} are needed.`;
  return channels.every(isConstant) ? "The series is constant: there is nothing to tell states apart by." : null;
}
