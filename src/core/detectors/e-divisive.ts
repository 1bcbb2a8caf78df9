import { defineDetector, type Detection } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { uniformAt } from "../field/philox";
import { isConstant, meanAndDeviation } from "../series/finite";
import { standardised } from "../series/usable";
import { checkChannels, nothingToDivide, refuseLonger } from "./channels";
import { distancesOf, greatestDivergence, type Divergence } from "./energy-divergence";
import { describeRegimes } from "./regime-labels";

const mostSamples = 2000;
/** Stream of the generator that only these permutations draw from. */
const permutationStream = 0x65646976;

const params = {
  level: num(0.05, {
    title: "Level of significance",
    min: 0.001,
    max: 0.5,
    help: "Share of series without change in which the first cut is a false one, at most.",
  }),
  permutations: num(199, { title: "Permutations", min: 19, max: 9999, integer: true, help: "Orders drawn at random to hold each cut against." }),
  minLength: num(10, {
    title: "Shortest regime",
    unit: "samples",
    min: 2,
    max: 1e6,
    integer: true,
    help: "Samples on either side of a cut at least.",
  }),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed draws the same permutations." }),
};

interface Tested extends Divergence {
  pValue: number;
}

/** Cuts by energy distance, each tested by permutation. */
export const eDivisive = defineDetector({
  id: "e-divisive",
  title: "E-divisive: energy distance",
  source: "Matteson, James 2014, JASA 109:334, doi:10.1080/01621459.2013.849605",
  help: "Cuts where the two sides differ most in distribution, of whatever kind, keeps a cut that few random orders of the same samples would beat, and goes on in the parts. Each cut is held against the rest of its segment; the paper's search for a nearer right end is left out. Samples are taken to be independent: what wanders is cut. Up to 2000 samples.",
  params,
  mode: "retrospective",
  exact: false,
  several: true,
  detect(channels, given: Partial<ValuesOf<typeof params>> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const n = checkChannels(channels, true);
    refuseLonger("E-divisive takes", n, mostSamples);
    const warnings: string[] = [];
    const cuts: Tested[] = [];
    const nothing = nothingToDivide(channels, options.minLength);
    if (nothing !== null) warnings.push(nothing);
    else cut(0, n, distancesOf(channels.filter((channel) => !isConstant(channel)).map(standardised)));
    cuts.sort((a, b) => a.at - b.at);
    const changePoints = cuts.map(({ at }) => at);
    const scale = meanAndDeviation(channels[0]!).deviation || 1;
    return {
      method: "e-divisive",
      mode: "retrospective",
      n,
      changePoints,
      regimes: describeRegimes(channels, changePoints, { kind: "normal", penalty: 3 * Math.log(Math.max(n, 2)), scale }),
      evidence: { ...options, changes: changePoints.length, ...Object.fromEntries(cuts.map(({ pValue }, i) => [`pValue${i + 1}`, pValue])) },
      warnings,
    };

    function cut(from: number, to: number, distances: Float64Array): void {
      const order = Int32Array.from({ length: to - from }, (_, i) => from + i);
      const found = greatestDivergence(distances, n, order, options.minLength);
      if (found.at === 0) return;
      const pValue = shareAsGreat(distances, order, found.statistic, from);
      if (pValue > options.level) return;
      const at = from + found.at;
      cuts.push({ ...found, at, pValue });
      cut(from, at, distances);
      cut(at, to, distances);
    }

    /** Share of random orders, the present one counted, whose best cut is as great; no more are drawn once it is above the level. */
    function shareAsGreat(distances: Float64Array, order: Int32Array, statistic: number, from: number): number {
      const { permutations, level, seed, minLength } = options;
      let asGreat = 1;
      for (let draw = 0; draw < permutations && asGreat <= level * (permutations + 1); draw++) {
        for (let last = order.length - 1; last > 0; last--) {
          const other = Math.floor(uniformAt(seed, draw * n + from, last, permutationStream) * (last + 1));
          [order[last], order[other]] = [order[other]!, order[last]!];
        }
        if (greatestDivergence(distances, n, order, minLength).statistic >= statistic) asGreat++;
      }
      return asGreat / (permutations + 1);
    }
  },
});
