import type { Channels, Detection, DetectionCurve, OnlineDetector, OnlineStep } from "../define/detector";
import { meanAndDeviation } from "../series/finite";
import { checkChannels } from "./channels";
import { describeRegimes } from "./regime-labels";

/** A curve that an online detector leaves, without its values. */
export type WatchedCurve = Omit<DetectionCurve, "values">;

/**
 * What an online detector says of a whole series: sample after sample through the detector itself, so that both can only agree. The regimes begin
 * at the alarms, since nothing before an alarm knew of it.
 */
export function watch(
  method: string,
  channels: Channels,
  detector: OnlineDetector,
  curves: readonly WatchedCurve[],
  evidence: Record<string, number>,
): Detection {
  const n = checkChannels(channels, true);
  const steps: Pick<OnlineStep, "index" | "alarm" | "onset" | "watched">[] = [];
  for (let i = 0; i < n; i++) {
    const { index, alarm, onset, watched } = detector.push(channels.map((channel) => channel[i]!));
    steps.push({ index, alarm, onset, watched });
  }
  const alarms = steps.filter(({ alarm }) => alarm);
  const changePoints = alarms.map(({ index }) => index);
  const scale = n > 0 ? meanAndDeviation(channels[0]!).deviation || 1 : 1;
  return {
    method,
    mode: "online",
    n,
    changePoints,
    onsets: alarms.map(({ onset }) => onset),
    regimes: describeRegimes(channels, changePoints, { kind: "mean", penalty: 3 * Math.log(Math.max(n, 2)), scale }),
    evidence: { ...evidence, changes: changePoints.length },
    warnings: [],
    curves: curves.map((curve) => ({ ...curve, values: steps.map(({ watched }) => finiteOrNull(watched[curve.id])) })),
  };
}

const finiteOrNull = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);
