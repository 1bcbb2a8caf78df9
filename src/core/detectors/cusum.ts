import { defineDetector, type OnlineDetector, type OnlineStep } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { BurnIn } from "./burn-in";
import { checkChannels } from "./channels";
import { watch, type WatchedCurve } from "./watch";

const params = {
  slack: num(0.5, {
    title: "Slack k",
    unit: "standard deviations",
    min: 0,
    max: 10,
    help: "Drift that is borne: half of the smallest step that matters.",
  }),
  limit: num(10, {
    title: "Limit h",
    unit: "standard deviations",
    min: 0.5,
    max: 1000,
    help: "Sum at which the alarm is raised. With a slack of 0.5, white noise of known mean and spread reaches 5 every 465 samples; what the burn-in misses of the level costs the rest.",
  }),
  burnIn: num(100, {
    title: "Samples to learn from",
    min: 5,
    max: 1e5,
    integer: true,
    help: "The first samples of each regime, whose median and spread are the unit. No alarm is raised among them.",
  }),
};

const curvesOf = (limit: number): WatchedCurve[] => [
  { id: "up", title: "Sum of what lies above", unit: "standard deviations", limit },
  { id: "down", title: "Sum of what lies below", unit: "standard deviations", limit },
];

type Options = Partial<ValuesOf<typeof params>>;
const complete = (given: Options) => completeValues(params, given, ["options"]) as ValuesOf<typeof params>;

function open(_: number, given: Options = {}): OnlineDetector {
  const { slack, limit, burnIn } = complete(given);
  let unit = new BurnIn(burnIn);
  let index = -1;
  let onset = 0;
  let [up, down] = [0, 0];
  /** Where each sum was last 0: the change, if it is one, began after. */
  let [upFrom, downFrom] = [0, 0];
  return {
    push([x]): OnlineStep {
      index++;
      const ready = unit.push(x!);
      if (ready.length !== 1) {
        [up, down, upFrom, downFrom] = [0, 0, index + 1, index + 1];
        return { index, alarm: false, onset, watched: {} };
      }
      const z = ready[0]!;
      up = Math.max(0, up + z - slack);
      down = Math.max(0, down - z - slack);
      if (up === 0) upFrom = index + 1;
      if (down === 0) downFrom = index + 1;
      const alarm = up > limit || down > limit;
      const watched = { up, down };
      if (alarm) {
        onset = up > limit ? upFrom : downFrom;
        unit = new BurnIn(burnIn);
      }
      return { index, alarm, onset, watched };
    },
  };
}

/** Cumulative sums on both sides. */
export const cusum = defineDetector({
  id: "cusum",
  title: "CUSUM",
  source: "Page 1954, Biometrika 41:100, doi:10.1093/biomet/41.1-2.100; run lengths after Hawkins, Olwell 1998",
  help: "Adds up what lies further from the level than the slack, on either side, and raises an alarm when a sum passes the limit; then it learns the new level. The quickest detector of a step of known size.",
  params,
  mode: "online",
  exact: true,
  several: false,
  detect(channels, options = {}) {
    checkChannels(channels, false);
    const { slack, limit, burnIn } = complete(options);
    const found = watch("cusum", channels, open(1, options), curvesOf(limit), { slack, limit, burnIn });
    if (found.n <= burnIn) found.warnings.push(`${found.n} samples are too few: the first ${burnIn} only set the level.`);
    return found;
  },
  open,
});
