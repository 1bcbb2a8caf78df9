import { defineDetector, type Channels, type Detection } from "../define/detector";
import { completeValues, num, type ValuesOf } from "../define/params";
import { uniformAt } from "../field/philox";
import { isConstant } from "../series/finite";
import { standardised } from "../series/usable";
import { checkChannels } from "./channels";
import { regimesOfStates, stateNames } from "./state-regimes";

const params = {
  states: num(2, { title: "States", min: 2, max: 6, integer: true, help: "How many kinds of regime there are." }),
  penalty: num(0, {
    title: "Penalty per jump",
    unit: "variance",
    min: 0,
    max: 1e9,
    help: "What a jump must gain in squared distance, in units of the variance. 0 chooses 3 log n.",
  }),
  restarts: num(10, { title: "Starts", min: 1, max: 200, integer: true, help: "Fits from different beginnings, of which the best is taken." }),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed begins at the same places." }),
};
type Options = ValuesOf<typeof params>;

const startStream = 0x6a756d70;
const mostIterations = 100;

/** A course of states and their centres, and what they cost: half the squared distances plus the penalty for each jump. */
export interface JumpFit {
  path: Int32Array;
  centres: number[][];
  objective: number;
  /** After each round: never rises. */
  course: number[];
}

const squaredDistance = (channels: Channels, t: number, centre: readonly number[]): number =>
  channels.reduce((sum, channel, c) => sum + (channel[t]! - centre[c]!) ** 2, 0);

/** The cheapest course of states for given centres, by dynamic programming. */
export function cheapestPath(channels: Channels, centres: readonly (readonly number[])[], penalty: number): { path: Int32Array; objective: number } {
  const n = channels[0]!.length;
  const K = centres.length;
  const from = centres.map(() => new Int32Array(n));
  let best = centres.map((centre) => squaredDistance(channels, 0, centre) / 2);
  for (let t = 1; t < n; t++) {
    const least = Math.min(...best);
    const cheapest = best.indexOf(least);
    best = best.map((stay, k) => {
      const jumps = least + penalty < stay;
      from[k]![t] = jumps ? cheapest : k;
      return (jumps ? least + penalty : stay) + squaredDistance(channels, t, centres[k]!) / 2;
    });
  }
  const path = new Int32Array(n);
  path[n - 1] = best.indexOf(Math.min(...best));
  for (let t = n - 1; t > 0; t--) path[t - 1] = from[path[t]!]![t]!;
  return { path, objective: Math.min(...best.slice(0, K)) };
}

/** Centres and course in turn, each the best for the other, from one beginning. */
export function fitJumpModel(channels: Channels, first: readonly (readonly number[])[], penalty: number): JumpFit {
  let centres = first.map((centre) => [...centre]);
  let { path, objective } = cheapestPath(channels, centres, penalty);
  const course = [objective];
  for (let round = 0; round < mostIterations; round++) {
    const visits = centres.map(() => 0);
    path.forEach((k) => visits[k]!++);
    const sums = centres.map((centre) => centre.map(() => 0));
    path.forEach((k, t) => channels.forEach((channel, c) => (sums[k]![c]! += channel[t]!)));
    // A state that is not visited keeps its place.
    centres = sums.map((sum, k) => (visits[k]! > 0 ? sum.map((value) => value / visits[k]!) : centres[k]!));
    ({ path, objective } = cheapestPath(channels, centres, penalty));
    const settled = !(objective < course.at(-1)! - 1e-12 * Math.abs(course.at(-1)!));
    course.push(objective);
    if (settled) break;
  }
  return { path, centres, objective, course };
}

/** Regimes as few centres between which jumps are dear. */
export const jumpModel = defineDetector({
  id: "jump-model",
  title: "Statistical jump model",
  source:
    "Nystrup, Lindström, Madsen 2020, Expert Systems with Applications 150:113307, doi:10.1016/j.eswa.2020.113307; Bemporad et al. 2018, doi:10.1016/j.automatica.2018.07.022",
  help: "Assigns each sample to one of a few centres, as k-means does, but pays for each jump between them: states that return are recognised, and short visits are not worth their price. Several channels, such as features of a series, make the centres.",
  params,
  mode: "retrospective",
  exact: false,
  several: true,
  detect(channels, given: Partial<Options> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as Options;
    const n = checkChannels(channels, true);
    const penalty = options.penalty || 3 * Math.log(Math.max(2, n));
    const varying = channels.filter((channel) => !isConstant(channel));
    const report = (path: Int32Array, names: readonly string[], evidence: Record<string, number>, warnings: string[] = []): Detection => {
      const regimes = regimesOfStates(channels, path, names);
      const changePoints = regimes.slice(1).map(({ start }) => start);
      return {
        method: "jump-model",
        mode: "retrospective",
        n,
        changePoints,
        regimes,
        evidence: { penalty, states: options.states, ...evidence, changes: changePoints.length },
        warnings,
      };
    };
    if (n < 2 * options.states) return report(new Int32Array(n), ["steady"], {}, [`${n} samples are too few for ${options.states} states.`]);
    if (varying.length === 0) return report(new Int32Array(n), ["steady"], {}, ["The series is constant: there is nothing to tell states apart by."]);
    const unit = varying.map(standardised);
    const fits = Array.from({ length: options.restarts }, (_, start) => fitJumpModel(unit, begin(unit, options, start), penalty));
    const best = fits.reduce((least, fit) => (fit.objective < least.objective ? fit : least));
    const order = best.centres.map((_, k) => k).sort((a, b) => best.centres[a]![0]! - best.centres[b]![0]!);
    const worst = Math.max(...fits.map(({ objective }) => objective));
    const path = best.path.map((state) => order.indexOf(state));
    return report(path, stateNames(options.states, "mean"), { objective: best.objective, worstStart: worst });
  },
});

/** One beginning at quantiles of the first channel; in the others a sample drawn, and each further centre drawn by its squared distance to the nearest (Arthur, Vassilvitskii 2007). */
function begin(channels: Channels, { states, seed }: Options, start: number): number[][] {
  const n = channels[0]!.length;
  const sample = (t: number) => channels.map((channel) => channel[t]!);
  if (start === 0) {
    const order = Array.from({ length: n }, (_, t) => t).sort((a, b) => channels[0]![a]! - channels[0]![b]! || a - b);
    return Array.from({ length: states }, (_, k) => sample(order[Math.floor(((k + 0.5) * n) / states)]!));
  }
  const centres = [sample(Math.floor(uniformAt(seed, start, 0, startStream) * n))];
  while (centres.length < states) {
    const far = Float64Array.from({ length: n }, (_, t) => Math.min(...centres.map((centre) => squaredDistance(channels, t, centre))));
    let left = uniformAt(seed, start, centres.length, startStream) * far.reduce((sum, d) => sum + d, 0);
    const drawn = far.findIndex((d) => (left -= d) < 0);
    centres.push(sample(drawn < 0 ? n - 1 : drawn));
  }
  return centres;
}
