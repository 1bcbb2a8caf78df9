import { defineDetector, type Channels, type Detection } from "../define/detector";
import { choice, completeValues, num, type ValuesOf } from "../define/params";
import { isConstant, meanAndDeviation } from "../series/finite";
import { median } from "../series/median";
import { standardised } from "../series/usable";
import { blockMeans } from "./block-means";
import { checkChannels } from "./channels";
import { bestExplanation, mostChanges, type Comparison, type Explanation } from "./explanations";
import { refineSteps } from "./refine";
import { describeRegimes } from "./regime-labels";
import { seasonalPeriod, withoutSeason } from "./seasonality";
import { automaticPenalty } from "./segmentation";
import { withoutSpikes } from "./spikes";
import { spreadChanges } from "./spread-changes";

const params = {
  shape: choice("either", {
    options: ["either", "steps", "trends"],
    title: "Segments are",
    help: "steps: constant levels. trends: straight lines that need not meet. either: whichever explains the series in fewer numbers.",
  }),
  memory: choice("up to 0.7", {
    options: ["none", "up to 0.5", "up to 0.7", "up to 0.9"],
    title: "Noise remembers",
    help: "Largest autocorrelation of the noise that is tried before a change is believed. none: noise is taken as white, and a wandering series is divided.",
  }),
  resolution: num(0.1, {
    title: "Finest detail",
    unit: "standard deviations",
    min: 1e-4,
    max: 1,
    help: "Smallest noise believed. What is finer than this share of the series' standard deviation is not asked to be explained.",
  }),
  strictness: num(1, {
    title: "Strictness",
    unit: "1",
    min: 0.1,
    max: 100,
    help: "Factor on the price of a change. 1 is the modified Bayesian information criterion.",
  }),
  season: choice("removed", {
    options: ["removed", "kept"],
    title: "A repeating pattern is",
    help: "removed: found by itself, and taken away before.",
  }),
  spikes: choice("removed", {
    options: ["removed", "kept"],
    title: "Spikes are",
    help: "removed: one or two samples far off their neighbours are replaced by the median.",
  }),
  spread: choice("told", {
    options: ["told", "ignored"],
    title: "A change of spread alone is",
    help: "told: where neither level nor slope changes, changes of the spread are looked for.",
  }),
};

type Options = ValuesOf<typeof params>;

const memories: Readonly<Record<Options["memory"], readonly number[]>> = {
  none: [0],
  "up to 0.5": [0, 0.3, 0.5],
  "up to 0.7": [0, 0.3, 0.5, 0.7],
  "up to 0.9": [0, 0.3, 0.5, 0.7, 0.8, 0.9],
};

/** Time grows as n² √n: longer series are compared as means of blocks. */
const mostSamples = 1000;
/** Below this even one step has more free numbers than there are samples to spare. */
const fewestSamples = 6;

/**
 * Chooses between accounts of a series by one information criterion: levels or straight lines, noise without or with memory, no change or
 * many. A slope is then no staircase and a wandering no regime. Needs no tuning; figures and how they were cross-validated: docs/regime-protocol.md.
 */
export const ensemble = defineDetector({
  id: "ensemble",
  title: "Automatic: shortest explanation",
  source:
    "Zhang, Siegmund 2007, Biometrics 63:22, doi:10.1111/j.1541-0420.2006.00662.x; Davis, Lee, Rodriguez-Yam 2006, JASA 101:223, doi:10.1198/016214505000000745",
  help: "Tries steps and straight trends, with and without memory in the noise, after taking away a seasonal pattern and spikes, and keeps what explains the series in the fewest numbers. Needs no setting.",
  params,
  mode: "retrospective",
  exact: false,
  several: true,
  detect(channels, given) {
    const options = completeValues(params, given ?? {}, ["options"]) as Options;
    const n = checkChannels(channels, true);
    const warnings: string[] = [];
    const report = (changePoints: number[], more: Record<string, number> = {}, kind: "mean" | "normal" = "mean"): Detection => ({
      method: "ensemble",
      mode: "retrospective",
      n,
      changePoints,
      regimes: describeRegimes(channels, changePoints, {
        kind,
        penalty: automaticPenalty(Math.max(n, 2), channels.length),
        scale: n > 0 ? meanAndDeviation(channels[0]!).deviation || 1 : 1,
      }),
      evidence: { changes: changePoints.length, ...more },
      warnings,
    });
    if (n < fewestSamples) {
      warnings.push(`${n} samples are too few to tell a change from chance: at least ${fewestSamples} are needed.`);
      return report([]);
    }
    const block = Math.ceil(n / mostSamples);
    const means = channels.map((channel) => blockMeans(channel, block));
    const prepared = means.map((channel) => prepare(channel, options, warnings)).filter((x) => x !== null);
    if (prepared.length === 0) {
      warnings.push(
        channels.every(isConstant)
          ? "The series is constant: there is nothing to tell regimes apart by."
          : "Nothing varies but what was taken away: there is no change left to find.",
      );
      return report([]);
    }
    const comparison: Comparison = {
      shapes: options.shape === "either" ? ["steps", "trends"] : [options.shape],
      memories: memories[options.memory],
      resolution: options.resolution,
      strictness: options.strictness,
    };
    const best = bestExplanation(prepared, comparison);
    const evidence = evidenceOf(best, block);
    if (best.changePoints.length > mostChanges(prepared[0]!.length)) {
      warnings.push(
        `The series changes more than ${mostChanges(prepared[0]!.length)} times, in a cycle or on every scale: it is not divided into regimes. Ask PELT for its steps.`,
      );
      return report([], { ...evidence, stepsDismissed: best.changePoints.length });
    }
    const spread = options.spread === "told" ? spreadChanges(channels) : [];
    if (spread.length > 0 && (best.changePoints.length === 0 || levelsStay(prepared, spread, block, comparison))) {
      warnings.push("Neither level nor slope changes, but the spread does: the regimes are those of the spread.");
      return report(spread, evidence, "normal");
    }
    if (spread.length > 0 && best.changePoints.length > 0)
      warnings.push(
        `The spread changes as well, near ${spread.slice(0, 5).join(", ")}: levels in a loud stretch may be its noise. PELT with the cost "normal" divides by both.`,
      );
    const coarse = best.changePoints.map((at) => at * block);
    if (block === 1) return report(coarse, evidence);
    const steps = best.shape === "steps";
    warnings.push(
      `${n} samples were compared as means of ${block}` +
        (steps ? ", then each change was placed among the samples themselves." : `: changes are placed to within ${block} samples.`),
    );
    return report(steps ? refineSteps(channels, coarse, block) : coarse, evidence);
  },
});

/** Whether no level or slope changes once each stretch between changes of the spread is measured in its own deviation: a volatile stretch makes levels of its noise. */
function levelsStay(prepared: Channels, spread: readonly number[], block: number, comparison: Comparison): boolean {
  const edges = [0, ...spread.map((at) => Math.floor(at / block)), prepared[0]!.length];
  const even = prepared.map((channel) => {
    const scaled = Float64Array.from(channel);
    edges.slice(1).forEach((end, k) => {
      const { deviation } = meanAndDeviation(channel, edges[k]!, end);
      for (let t = edges[k]!; t < end; t++) scaled[t]! /= deviation || 1;
    });
    return standardised(scaled);
  });
  return bestExplanation(even, comparison).changePoints.length === 0;
}

const evidenceOf = ({ shape, memory, criterion, misfit }: Explanation, block: number) => ({
  criterion,
  misfit,
  memory,
  slopes: shape === "trends" ? 1 : 0,
  block,
});

/** In units in which one outlier, however far, leaves the others apart. */
function robustlyScaled(channel: Float64Array): Float64Array {
  const middle = median(channel);
  const spread = median(channel.map((x) => Math.abs(x - middle)));
  return spread > 0 ? channel.map((x) => (x - middle) / spread) : standardised(channel);
}

/** Without season and spikes, at mean 0 and deviation 1; null where nothing is left that varies. */
function prepare(channel: Float64Array, { season, spikes }: Options, warnings: string[]): Float64Array | null {
  if (isConstant(channel)) return null;
  const unit = robustlyScaled(channel);
  const period = season === "removed" ? seasonalPeriod(unit) : null;
  if (period) warnings.push(`A pattern that repeats every ${period} samples was taken away first.`);
  const steady = period ? withoutSeason(unit, period) : unit;
  const clean = spikes === "removed" ? withoutSpikes(steady) : { series: steady, spikes: 0 };
  if (clean.spikes > 0)
    warnings.push(`${clean.spikes} ${clean.spikes === 1 ? "sample" : "samples"} far off their neighbours were replaced by the median of five.`);
  return meanAndDeviation(clean.series).deviation > 1e-9 ? standardised(clean.series) : null;
}
