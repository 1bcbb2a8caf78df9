import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { chooseEmbedding, distance, meanPeriod, vectorsOf, type Embedding } from "./embedding";
import { fitLine } from "./line-fit";
import { divergenceParams, withoutNeighbours } from "./lyapunov";
import { intervalByBlocks } from "./moving-blocks";
import { slopeWeights } from "./scaling-fit";
import { divergenceWarnings, straightPart } from "./straight-part";
import { standardised } from "./usable";

const params = {
  ...divergenceParams,
  neighbours: num(10, {
    title: "Neighbours of a typical state",
    unit: "states",
    min: 3,
    max: 200,
    integer: true,
    help: "Sets the radius: half of the states have so many others within it. The slope is told for two and four times as many too.",
  }),
};

/** States with fewer neighbours within the radius are passed over. */
const fewestNeighbours = 3;
/** States looked at for the radius. */
const looked = 300;
/** Share by which the slopes of two radii may differ and still be called the same. */
const steady = 0.25;

/** Where on its rise the curve is fitted: below, neighbours have not yet turned into the direction in which they part. */
const straightShares = [0.3, 0.7] as const;

/** For each state those that began near it. */
type Neighbourhoods = { state: number; distance: number }[][];

/**
 * Mean over states of the logarithm of the mean distance, one coordinate alone, to all states that began within a radius: `S(k) = ⟨ln ⟨|x_{i+k} − x_{j+k}|⟩_j⟩_i`, k counted from
 * the last coordinate of the state. Its straight part has the exponent for its slope. Averaged before the logarithm, unlike Rosenstein's, and over a radius instead of the nearest.
 */
export const lyapunovKantz = defineSeriesMetric({
  id: "lyapunov-kantz",
  title: "Largest Lyapunov exponent (Kantz)",
  unit: "1/time, base e",
  source: "Kantz 1994, Physics Letters A 185:77, doi:10.1016/0375-9601(94)90991-1",
  help: "How fast courses that began within a radius of each other part. Chaos has the same slope whatever the radius; where the slope follows the radius, as it does for noise, it is no exponent, and a warning says so.",
  params,
  measure(series, given = {}) {
    const { dt, neighbours, ...wish } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = withoutNeighbours(series);
    if (refusal) return refusal;
    const x = standardised(series);
    const embedding = chooseEmbedding(x, wish);
    const ahead = Math.max(12, Math.round(3 * meanPeriod(x)));
    const count = vectorsOf(x.length, embedding) - ahead;
    if (count < 50)
      return undefinedBecause(`${series.length} samples leave too few states of dimension ${embedding.dimension} and lag ${embedding.lag}`);
    const radii = typicalRadii(
      x,
      embedding,
      count,
      [1, 2, 4].map((times) => times * neighbours),
    );
    const near = within(x, embedding, count, Math.max(...radii));
    const found = radii.map((radius) => partingWithin(x, embedding, near, radius, ahead));
    const own = found[0]!;
    if (own === null)
      return undefinedBecause("hardly any state has neighbours that are near without being equal: the series is quantised or repeats itself");
    const { blockLength, warnings, ...sure } = intervalByBlocks(
      own.slope / dt,
      own.influence.map((of) => of / dt),
    );
    const others = found
      .slice(1)
      .flatMap((one, i) => (one ? [{ neighbours: 2 ** (i + 1) * neighbours, radius: one.radius, slope: one.slope / dt }] : []));
    const differ = others.some(({ slope }) => Math.abs(slope * dt - own.slope) > steady * Math.abs(own.slope));
    return {
      value: own.slope / dt,
      ...sure,
      range: [own.part.from * dt, own.part.to * dt] as const,
      warnings: [
        ...divergenceWarnings(own.part),
        ...(differ ? [`The slope follows the radius (${others.map(({ slope }) => slope.toPrecision(3)).join(", ")} in wider ones): neighbours do not part exponentially, or the smallest radius holds noise.`] : []), // prettier-ignore
        ...warnings,
      ],
      detail: {
        ...embedding,
        dt,
        radius: own.radius,
        divergence: Array.from(own.curve),
        straight: [own.part.from, own.part.to],
        states: own.states,
        otherRadii: others,
        otherDivergences: found.slice(1).flatMap((one) => (one ? [Array.from(one.curve)] : [])),
        blockLength,
      },
    };
  },
});

/** Null where too few states have neighbours. */
function partingWithin(x: Float64Array, { lag, dimension }: Embedding, near: Neighbourhoods, radius: number, ahead: number) {
  const last = (dimension - 1) * lag;
  const companions = near.map((of) => of.flatMap(({ state, distance: d }) => (d < radius ? [state] : [])));
  const used = companions.flatMap((of, i) => (of.length >= fewestNeighbours ? [i] : []));
  const logMean = (i: number, k: number) => {
    const here = x[i + last + k]!;
    let sum = 0;
    for (const j of companions[i]!) sum += Math.abs(here - x[j + last + k]!);
    return Math.log(sum / companions[i]!.length);
  };
  const curve = new Float64Array(ahead + 1);
  for (let k = 0; k <= ahead; k++) {
    let [sum, states] = [0, 0];
    for (const i of used) {
      const log = logMean(i, k);
      if (log === -Infinity) continue;
      sum += log;
      states++;
    }
    if (states < 20) return null;
    curve[k] = sum / states;
  }
  const part = straightPart(curve, ...straightShares);
  const steps = Array.from({ length: part.to - part.from + 1 }, (_, i) => part.from + i);
  const slope = fitLine(
    steps,
    steps.map((k) => curve[k]!),
  ).slope;
  const weights = slopeWeights(steps);
  // What each state moves the slope by: through its own mean, and through the means of those that it is near to.
  const influence = new Float64Array(near.length);
  for (const i of used) {
    const own = companions[i]!;
    steps.forEach((k, at) => {
      const log = logMean(i, k);
      if (log === -Infinity) return;
      influence[i]! += weights[at]! * (log - curve[k]!);
      const mean = Math.exp(log);
      for (const j of own) influence[j]! += (weights[at]! * (Math.abs(x[i + last + k]! - x[j + last + k]!) / mean - 1)) / own.length;
    });
  }
  const share = near.length / used.length;
  return { radius, curve, part, slope, influence: influence.map((of) => of * share), states: used.length };
}

/** Medians over states of the distance to the neighbour of each rank; equal states do not count. 0 where states have no such neighbour. */
function typicalRadii(x: Float64Array, embedding: Embedding, count: number, ranks: readonly number[]): number[] {
  const stride = Math.max(1, Math.floor(count / looked));
  const sorted: Float64Array[] = [];
  for (let i = 0; i < count; i += stride) {
    const distances: number[] = [];
    for (let j = 0; j < count; j++) {
      if (Math.abs(i - j) <= embedding.theiler) continue;
      const d = distance(x, i, j, embedding, Infinity);
      if (d > 0) distances.push(d);
    }
    sorted.push(Float64Array.from(distances).sort());
  }
  return ranks.map((rank) => {
    const radii = Float64Array.from(sorted.filter(({ length }) => length >= rank).map((of) => of[rank - 1]!)).sort();
    return radii[radii.length >> 1] ?? 0;
  });
}

function within(x: Float64Array, embedding: Embedding, count: number, radius: number): Neighbourhoods {
  const near: Neighbourhoods = Array.from({ length: count }, () => []);
  for (let i = 0; i < count; i++) {
    for (let j = i + embedding.theiler + 1; j < count; j++) {
      const d = distance(x, i, j, embedding, radius);
      if (d >= radius) continue;
      near[i]!.push({ state: j, distance: d });
      near[j]!.push({ state: i, distance: d });
    }
  }
  return near;
}
