import { defineDetector, type OnlineDetector, type OnlineStep } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { BurnIn } from "./burn-in";
import { checkChannels } from "./channels";
import { watch, type WatchedCurve } from "./watch";

const params = {
  tolerance: num(0.5, { title: "Tolerance δ", unit: "standard deviations", min: 0, max: 10, help: "Drift from the mean so far that is borne." }),
  limit: num(12, {
    title: "Limit λ",
    unit: "standard deviations",
    min: 0.5,
    max: 1e4,
    help: "How far the sum may rise from its least value before the alarm.",
  }),
  burnIn: num(50, {
    title: "Samples to learn from",
    min: 5,
    max: 1e5,
    integer: true,
    help: "The first samples of each regime, whose spread is the unit. No alarm is raised among them.",
  }),
};

const curvesOf = (limit: number): WatchedCurve[] => [
  { id: "up", title: "Rise of the sum above its least", unit: "standard deviations", limit },
  { id: "down", title: "Fall of the sum below its greatest", unit: "standard deviations", limit },
];

type Options = Partial<ValuesOf<typeof params>>;
const complete = (given: Options) => completeValues(params, given, ["options"]) as ValuesOf<typeof params>;

/** A sum of deviations in one direction from the mean so far, and its excess over its own minimum. */
class Excess {
  value = 0;
  private sum = 0;
  private least = 0;
  /** The sample after the minimum. */
  from = 0;

  push(deviation: number, index: number): void {
    this.sum += deviation;
    if (this.sum <= this.least) {
      this.least = this.sum;
      this.from = index + 1;
    }
    this.value = this.sum - this.least;
  }
}

function open(_: number, given: Options = {}): OnlineDetector {
  const { tolerance, limit, burnIn } = complete(given);
  let unit = new BurnIn(burnIn);
  let index = -1;
  let onset = 0;
  let [mean, seen] = [0, 0];
  let [up, down] = [new Excess(), new Excess()];
  const begin = () => {
    unit = new BurnIn(burnIn);
    [mean, seen, up, down] = [0, 0, new Excess(), new Excess()];
  };
  return {
    push([x]): OnlineStep {
      index++;
      const ready = unit.push(x!);
      for (const z of ready) mean += (z - mean) / ++seen;
      if (ready.length !== 1) return { index, alarm: false, onset, watched: {} };
      const z = ready[0]!;
      up.push(z - mean - tolerance, index);
      down.push(mean - z - tolerance, index);
      const alarm = up.value > limit || down.value > limit;
      const watched = { up: up.value, down: down.value };
      if (alarm) {
        onset = up.value > limit ? up.from : down.from;
        begin();
      }
      return { index, alarm, onset, watched };
    },
  };
}

/** The Page–Hinkley test on both sides. */
export const pageHinkley = defineDetector({
  id: "page-hinkley",
  title: "Page–Hinkley",
  source: "Page 1954, Biometrika 41:100, doi:10.1093/biomet/41.1-2.100; Hinkley 1971, Biometrika 58:509, doi:10.1093/biomet/58.3.509",
  help: "Holds each sample against the mean of the regime so far, adds up what exceeds the tolerance, and raises an alarm when the sum has risen from its least value by the limit.",
  params,
  mode: "online",
  exact: true,
  several: false,
  detect(channels, options = {}) {
    checkChannels(channels, false);
    const { tolerance, limit, burnIn } = complete(options);
    const found = watch("page-hinkley", channels, open(1, options), curvesOf(limit), { tolerance, limit, burnIn });
    if (found.n <= burnIn) found.warnings.push(`${found.n} samples are too few: the first ${burnIn} only set the level.`);
    return found;
  },
  open,
});
