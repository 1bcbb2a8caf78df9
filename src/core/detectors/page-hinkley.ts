import { defineDetector } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { detectExcess, openExcess, type ExcessSettings } from "./excess";

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

const titles = { up: "Rise of the sum above its least", down: "Fall of the sum below its greatest" };

function settings(given: Partial<ValuesOf<typeof params>> = {}): ExcessSettings {
  const { tolerance, limit, burnIn } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
  return { from: "running", borne: tolerance, limit, burnIn };
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
  detect: (channels, options) => detectExcess("page-hinkley", channels, settings(options), titles),
  open: (_, options) => openExcess(settings(options)),
});
