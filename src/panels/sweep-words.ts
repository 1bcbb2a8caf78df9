import { cellCount } from "../core/field/grid";
import type { RunSpec } from "../core/spec/run-spec";
import type { RunFacts } from "../state/run-slice";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";

/** A length of time as one says it. */
export function durationWords(seconds: number): string {
  if (seconds < 1) return t("a second");
  if (seconds < 90) return t("{{count}} s", { count: Math.ceil(seconds) });
  if (seconds < 5400) return t("{{count}} min", { count: Math.round(seconds / 60) });
  return t("{{hours}} h", { hours: formatNumber(seconds / 3600, 2) });
}

/**
 * What a sweep will take, from the speed of the run on screen: stepping alone. Null where that says nothing, as of a run that has not begun or
 * one on a graphics processor, which single runs do not use.
 */
export function estimateSeconds(
  runs: number,
  steps: number,
  spec: RunSpec,
  { cellUpdatesPerSecond, backend, threads }: RunFacts,
  cores: number,
): number | null {
  if (cellUpdatesPerSecond <= 0 || backend === "webgpu") return null;
  const perThread = cellUpdatesPerSecond / Math.max(1, threads);
  return (runs * steps * cellCount(spec.grid.shape)) / (perThread * Math.min(cores, runs));
}

/** "25 runs of 2 000 steps, at least 40 s …": measuring and the run on screen take their part too. */
export function planWords(runs: number, steps: number, seconds: number | null): string {
  const plan = t("{{runs}} runs of {{steps}} steps", { runs: formatCount(runs), steps: formatCount(steps) });
  return seconds === null
    ? `${plan}; ${t("how long it takes shows after the first")}`
    : `${plan}, ${t("at least {{time}} at the speed of the run on screen", { time: durationWords(seconds) })}`;
}
