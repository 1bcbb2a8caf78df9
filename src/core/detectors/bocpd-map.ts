import { defineDetector, type Detection } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { meanAndDeviation } from "../series/finite";
import { standardised } from "../series/usable";
import { checkChannels, nothingToDivide, refuseLonger } from "./channels";
import { normalGammaCost } from "./normal-gamma-cost";
import { optimalSegments } from "./optimal-partition";
import { describeRegimes } from "./regime-labels";
import type { NormalGamma } from "./run-lengths";

const mostSamples = 10_000;
/** In units of the series' standard deviation: the mean of a regime within some four of them, its variance about as large. */
const prior: NormalGamma = { mean: 0, kappa: 0.05, alpha: 1, beta: 0.5 };

const params = {
  expected: num(0, {
    title: "Expected length of a regime",
    unit: "samples",
    min: 0,
    max: 1e6,
    help: "A regime ends at each sample with a probability of one over this. 0 takes half the series.",
  }),
};

/** The most probable division under the model of BOCPD. */
export const bocpdMap = defineDetector({
  id: "bocpd-map",
  title: "Bayesian change points, most probable division",
  source:
    "Adams, MacKay 2007, arXiv:0710.3742 for the model; Fearnhead 2006, Statistics and Computing 16:203, doi:10.1007/s11222-006-8450-8 for the division",
  help: "The division of the whole series that is the most probable under the model of the Bayesian online detector: each regime has a mean and a variance of its own. Every division is searched. Up to 10 000 samples.",
  params,
  mode: "retrospective",
  exact: true,
  several: false,
  detect(channels, given: Partial<ValuesOf<typeof params>> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const n = checkChannels(channels, false);
    const series = channels[0]!;
    refuseLonger("the most probable division takes", n, mostSamples);
    const expected = options.expected || Math.max(2, n / 2);
    const scale = n > 0 ? meanAndDeviation(series).deviation || 1 : 1;
    const report = (changePoints: number[], evidence: Record<string, number>, warnings: string[] = []): Detection => ({
      method: "bocpd-map",
      mode: "retrospective",
      n,
      changePoints,
      regimes: describeRegimes(channels, changePoints, { kind: "normal", penalty: 3 * Math.log(Math.max(n, 2)), scale }),
      evidence: { expected, ...evidence, changes: changePoints.length },
      warnings,
    });
    const nothing = nothingToDivide(channels, 2);
    if (nothing !== null) return report([], {}, [nothing]);
    const cost = normalGammaCost(standardised(series), prior);
    const penalty = Math.log(expected) + Math.log1p(-1 / expected);
    const found = optimalSegments(cost, penalty, 1);
    const logProbability = -found.cost - penalty * found.changePoints.length + (n - 1) * Math.log1p(-1 / expected);
    return report(found.changePoints, { logProbability });
  },
});
