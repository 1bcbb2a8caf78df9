import type { Channels, Detection } from "../define/detector";
import { choice, completeValues, num, type ValuesOf } from "../define/params";
import { isConstant, meanAndDeviation } from "../series/finite";
import { checkChannels, nothingToDivide } from "./channels";
import { noiseDeviation } from "../series/noise-deviation";
import type { Partitioner } from "./partition";
import { describeRegimes } from "./regime-labels";
import { shortestSegment, sumOfCosts, type CostKind } from "./segment-cost";
import { segmentCosts } from "./segment-costs";
import { betterTrend } from "./trend-gate";

/** What every detector that divides a series by cost and penalty may be told. */
export const segmentationParams = {
  cost: choice("mean", {
    options: ["mean", "normal", "slope", "rank", "poisson", "ar"],
    title: "Sensitive to",
    help: "mean: steps of the mean under equal noise. normal: steps of the mean, the variance, or both. slope: changes of level or slope of straight lines. rank: steps of the level whatever the distribution. poisson: steps of the rate of counts. ar: steps of level, variance or memory of a first-order autoregression, whose wandering is not taken for steps.",
  }),
  penalty: num(0, {
    title: "Penalty per change",
    unit: "variance",
    min: 0,
    max: 1e9,
    help: "How much a change must lower the cost to be believed, in units of the series' variance. 0 chooses 3 log n.",
  }),
  minLength: num(0, {
    title: "Shortest regime",
    unit: "samples",
    min: 0,
    max: 1e6,
    integer: true,
    help: "Samples each regime holds at least, the first and the last included. 0 chooses 2 for the mean, 5 for lines, 10 where the variance is free, 15 where memory is too.",
  }),
  scale: choice("deviation", {
    options: ["deviation", "noise", "none"],
    title: "Standardised by",
    help: "deviation: the series' standard deviation. noise: that of its sample-to-sample noise, by a median, which steps do not inflate. none: values as they are.",
  }),
  trend: choice("automatic", {
    options: ["automatic", "none", "line", "parabola"],
    title: "Unless a trend explains it",
    help: "automatic: a line where the penalty is automatic, none where it was chosen. Reports no change where a smooth trend explains the series better than the steps do, by the Bayesian information criterion. parabola: tries a line and a parabola.",
  }),
};

export type SegmentationOptions = ValuesOf<typeof segmentationParams>;

/**
 * The penalty chosen when none is given: 3 log n for one channel, the information criterion's price of a location, a level and a spread;
 * every further channel brings a level and a spread of its own, an autoregression a memory besides, a line a slope.
 */
export const automaticPenalty = (n: number, channels = 1, cost: CostKind = "mean"): number =>
  (1 + (cost === "ar" || cost === "slope" ? 3 : 2) * channels) * Math.log(n);

/** Changes beyond this share of the samples get a warning: such a penalty divides noise. */
const suspiciousShare = 1 / 20;

/**
 * Standardises every channel, divides them together at the least sum of costs, and describes what came out.
 * A constant series, or one too short for two regimes, has no change, and a warning that says why.
 * @throws WorkbenchError `data/not-finite` with the sample, `parameter/…` with the option.
 */
export function detectBy(method: string, partition: Partitioner, channels: Channels, given: Partial<SegmentationOptions> = {}): Detection {
  const options = completeValues(segmentationParams, given, ["options"]) as SegmentationOptions;
  const n = checkChannels(channels, true);
  const warnings: string[] = [];
  const minLength = options.minLength || shortestSegment[options.cost];
  const penalty = options.penalty || automaticPenalty(Math.max(n, 2), channels.length, options.cost);
  /** Ranks and counts have a unit of their own. */
  const hasScale = options.cost !== "rank" && options.cost !== "poisson";
  const scales = channels.map((channel) => scaleOf(channel, hasScale ? options.scale : "deviation", warnings));
  const report = (changePoints: number[], cost: number, more: Record<string, number> = {}): Detection => ({
    method,
    mode: "retrospective",
    n,
    changePoints,
    regimes: describeRegimes(channels, changePoints, {
      kind: options.cost === "normal" || options.cost === "ar" ? "normal" : "mean",
      penalty,
      scale: scales[0]!,
    }),
    evidence: { penalty, minLength, scale: scales[0]!, cost, changes: changePoints.length, ...more },
    warnings,
  });
  const nothing = nothingToDivide(channels, minLength);
  if (nothing !== null) {
    warnings.push(nothing);
    return report([], 0);
  }
  const standardised = channels.map((channel, c) => (hasScale ? standardise(channel, scales[c]!) : channel));
  const cost = sumOfCosts(standardised.filter((channel) => !isConstant(channel)).map(segmentCosts[options.cost]));
  const found = partition(cost, penalty, minLength);
  if (found.note) warnings.push(found.note);
  const changes = found.changePoints.length;
  const { cost: kind } = options;
  const canTrend = changes > 0 && channels.length === 1 && (kind === "mean" || kind === "normal");
  const trend = canTrend ? betterTrend(standardised[0]!, kind, found, gateOf(options)) : null;
  if (trend) {
    warnings.push(
      `A ${trend} explains the series better than ${changes === 1 ? "one step" : `${changes} steps`}: no change is reported. Set the trend to "none" to see the steps, or remove it from the series first.`,
    );
    return report([], cost.of(0, n), { stepsDismissed: changes });
  }
  if (changes > 5 && changes > suspiciousShare * n) {
    warnings.push(
      `${changes} changes in ${n} samples: the penalty of ${penalty.toPrecision(3)} divides noise. Raise it until the elbow of the curve.`,
    );
  }
  return report(found.changePoints, found.cost);
}

/** Whoever chooses a penalty asks for the optimal segments at that penalty, and gets them. */
const gateOf = ({ trend, penalty }: SegmentationOptions) => (trend !== "automatic" ? trend : penalty > 0 ? "none" : "line");

function standardise(series: Float64Array, scale: number): Float64Array {
  const { mean } = meanAndDeviation(series);
  return series.map((x) => (x - mean) / scale);
}

function scaleOf(series: Float64Array, rule: SegmentationOptions["scale"], warnings: string[]): number {
  if (rule === "none" || series.length < 2) return 1;
  const { deviation } = meanAndDeviation(series);
  if (rule === "noise") {
    const noise = noiseDeviation(series);
    if (noise > 1e-9 * deviation) return noise;
    warnings.push("More than half of the samples equal the one before, so the noise cannot be measured: standardised by the standard deviation.");
  }
  return deviation || 1;
}
