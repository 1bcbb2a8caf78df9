import { defineDetector, type Detection } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { isConstant, meanAndDeviation } from "../series/finite";
import { standardised } from "../series/usable";
import { checkChannels, nothingToDivide, refuseLonger } from "./channels";
import { kernelCost, medianDistance } from "./kernel-cost";
import { peltSegments } from "./pelt";
import { describeRegimes } from "./regime-labels";

/** Samples above which the Gram matrix takes more than 200 MB. */
const mostSamples = 5000;

const params = {
  penalty: num(0, {
    title: "Penalty per change",
    min: 0,
    max: 1e9,
    help: "How much a change must lower the scatter in the kernel's space, where each sample has length 1. 0 chooses 2 log n.",
  }),
  width: num(0, {
    title: "Width of the kernel",
    unit: "standard deviations",
    min: 0,
    max: 1e6,
    help: "Differences much below it count as none, much above it as one and the same. 0 chooses the median distance between samples.",
  }),
  minLength: num(0, { title: "Shortest regime", unit: "samples", min: 0, max: 1e6, integer: true, help: "0 chooses 5." }),
};

/** Changes of any kind in the distribution. */
export const kernelChangePoints = defineDetector({
  id: "kernel",
  title: "Kernel change points",
  source: "Arlot, Celisse, Harchaoui 2019, JMLR 20(162):1–56; dynamic programming after Harchaoui, Cappé 2007, doi:10.1109/SSP.2007.4301363",
  help: "Finds changes of the distribution, whether of level, spread or shape, as changes of the mean in the space of a Gaussian kernel; every division is searched. Up to 5000 samples.",
  params,
  mode: "retrospective",
  exact: true,
  several: true,
  detect(channels, given: Partial<ValuesOf<typeof params>> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const n = checkChannels(channels, true);
    refuseLonger("kernel change points take", n, mostSamples);
    const penalty = options.penalty || 2 * Math.log(Math.max(n, 2));
    const minLength = options.minLength || 5;
    const scale = meanAndDeviation(channels[0]!).deviation || 1;
    const report = (changePoints: number[], evidence: Record<string, number>, warnings: string[] = []): Detection => ({
      method: "kernel",
      mode: "retrospective",
      n,
      changePoints,
      regimes: describeRegimes(channels, changePoints, { kind: "normal", penalty: 3 * Math.log(Math.max(n, 2)), scale }),
      evidence: { penalty, minLength, ...evidence, changes: changePoints.length },
      warnings,
    });
    const nothing = nothingToDivide(channels, minLength);
    if (nothing !== null) return report([], {}, [nothing]);
    const varying = channels.filter((channel) => !isConstant(channel)).map(standardised);
    const width = options.width || medianDistance(varying);
    const found = peltSegments(kernelCost(varying, width), penalty, minLength);
    return report(found.changePoints, { width, cost: found.cost });
  },
});
