import { defineDetector, type OnlineDetector, type OnlineStep } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { BurnIn } from "./burn-in";
import { checkChannels } from "./channels";
import { RunLengths } from "./run-lengths";
import { watch, type WatchedCurve } from "./watch";

const params = {
  expected: num(250, {
    title: "Expected length of a regime",
    unit: "samples",
    min: 2,
    max: 1e6,
    help: "A regime ends at each sample with a probability of one over this.",
  }),
  threshold: num(0.99, {
    title: "Alarm at a probability of",
    min: 0.5,
    max: 0.9999,
    help: "An alarm is raised once a change since the last one is as probable as this.",
  }),
  settle: num(3, {
    title: "Samples before an alarm",
    min: 1,
    max: 1000,
    integer: true,
    help: "Samples that a new regime holds before it can raise an alarm: single outliers raise none.",
  }),
  burnIn: num(30, {
    title: "Samples to learn from",
    min: 5,
    max: 1e5,
    integer: true,
    help: "The first samples, whose median and spread are the unit. No alarm is raised among them.",
  }),
};

/** Weak beliefs in units of the burn-in's spread: the mean of a regime within some four of them, its variance about as large. */
const prior = { mean: 0, kappa: 0.05, alpha: 2, beta: 2 };
/** Samples that "lately" means. */
const lately = 10;

const curves: WatchedCurve[] = [
  { id: "recent", title: `Probability of a change within the last ${lately} samples`, unit: "1" },
  { id: "runLength", title: "Most probable run length", unit: "samples" },
];

function open(_: number, given: Partial<ValuesOf<typeof params>> = {}): OnlineDetector {
  const { expected, threshold, settle, burnIn } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
  const unit = new BurnIn(burnIn);
  const runs = new RunLengths({ hazard: 1 / expected, prior });
  let index = -1;
  /** Sample at which the present regime is thought to have begun. */
  let onset = 0;
  return {
    push([x]): OnlineStep {
      index++;
      const ready = unit.push(x!);
      if (ready.length === 0) return { index, alarm: false, onset, watched: {} };
      for (const z of ready) runs.push(z);
      const { lengths, probabilities } = runs.posterior();
      const sum = (from: number, to: number) =>
        lengths.reduce((total, length, i) => (length >= from && length < to ? total + probabilities[i]! : total), 0);
      const likeliest = lengths[probabilities.indexOf(Math.max(...probabilities))]!;
      const sinceOnset = index + 1 - onset;
      const alarm = ready.length === 1 && sum(settle, sinceOnset - settle) >= threshold;
      if (alarm) onset = index + 1 - likeliest;
      return {
        index,
        alarm,
        onset,
        watched: { recent: Math.min(1, sum(1, lately + 1)), runLength: likeliest },
        runLengths: { lengths, probabilities },
      };
    },
  };
}

/** Bayesian online change points. */
export const bocpd = defineDetector({
  id: "bocpd",
  title: "Bayesian online change points (BOCPD)",
  source: "Adams, MacKay 2007, arXiv:0710.3742; Fearnhead, Liu 2007, doi:10.1111/j.1467-9868.2007.00601.x",
  help: "Keeps the probability of every length of the present regime, and raises an alarm when a change since the last alarm has become near certain. Works sample by sample; nothing it has said is taken back. Samples within a regime are taken to be independent and normal.",
  params,
  mode: "online",
  exact: true,
  several: false,
  detect(channels, options = {}) {
    checkChannels(channels, false);
    const { expected, threshold, settle, burnIn } = completeValues(params, options, ["options"]) as ValuesOf<typeof params>;
    const found = watch("bocpd", channels, open(1, options), curves, { expected, threshold, settle, burnIn });
    if (found.n <= burnIn) found.warnings.push(`${found.n} samples are too few: the first ${burnIn} only set the unit.`);
    return found;
  },
  open,
});
