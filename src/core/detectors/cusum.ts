import { defineDetector } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { detectExcess, openExcess, type ExcessSettings } from "./excess";

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

const titles = { up: "Sum of what lies above", down: "Sum of what lies below" };

function settings(given: Partial<ValuesOf<typeof params>> = {}): ExcessSettings {
  const { slack, limit, burnIn } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
  return { from: "learnt", borne: slack, limit, burnIn };
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
  detect: (channels, options) => detectExcess("cusum", channels, settings(options), titles),
  open: (_, options) => openExcess(settings(options)),
});
