import { choice, flag, num } from "../define/params";
import { defineFieldMetric, undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { cubicalPersistence } from "./cubical-persistence";
import type { Classes } from "./filtration";
import { ascendingOrder } from "./value-order";

/** Classes of one dimension: components (0), loops (1), voids or, in a plane that is periodic, the torus itself (2). Values in the field's unit. */
export type PersistenceClasses = {
  dimension: number;
  /** [birth, death], the longest-lived first, at most `mostListed` of them. Superlevel sets grow as the value falls: birth > death. */
  pairs: [birth: number, death: number][];
  /** Classes that are born and die at different values, listed or not. */
  total: number;
  /** Of these, those that live longer than the threshold. */
  prominent: number;
  /** Births of the classes that never die, in the order of birth: those of the domain, one component at least. */
  essential: number[];
  /** Sum of the lifetimes of all pairs. */
  totalPersistence: number;
  /** −Σ p ln p, p the share of each pair in that sum; null without pairs. */
  entropy: number | null;
  /** What of this dimension is not known, and why; null when all is. */
  reason: string | null;
};

export type PersistentHomologyDetail = {
  direction: "sublevel" | "superlevel";
  periodic: boolean;
  /** Smallest and largest value. */
  extremes: readonly [number, number];
  /** Lifetime beyond which a class counts. */
  threshold: number;
  classes: PersistenceClasses[];
};

/** Pairs listed in each dimension; all are counted. */
export const mostListed = 2000;

/**
 * Persistent homology of the height field: components, loops and (in a volume) voids of the sets {value ≤ t} as t rises, or of
 * {value ≥ t} as it falls, each with the values at which it is born and dies. Cells of such a set belong together across edges
 * and faces (4 or 6 neighbours), what is not in it across corners too (8 or 26): the V-construction of the cubical complex.
 *
 * The value is the number of classes of all dimensions that live longer than `minPersistence` of the range of values. Those that never
 * die are the domain's own (the component of the whole, the loops around a torus, the holes where there are no numbers) and are not
 * counted: a field with two equal hollows has one pair, in which one of them meets the other. A change of no value by more than ε moves no birth and
 * no death by more than ε (Cohen-Steiner, Edelsbrunner, Harer 2007, doi:10.1007/s00454-006-1276-5), so features that outlive twice the
 * noise are not its doing. There is no interval: how large the noise is, one field does not tell.
 *
 * Undefined for a field without finite values and for a constant one. Loops of volumes of more than 64³ cells are not computed, with a reason.
 */
export const persistentHomology = defineFieldMetric({
  id: "persistent-homology",
  title: "Persistent features",
  unit: "1",
  source:
    "Edelsbrunner, Letscher & Zomorodian 2002, Discrete Comput. Geom. 28:511, doi:10.1007/s00454-002-2885-2; entropy: Atienza et al. 2020, Pattern Recognit. 107:107509, doi:10.1016/j.patcog.2020.107509",
  help: "Hollows, ridges and enclosures of the height field that outlive a share of its range; noise makes many that live briefly.",
  formula: "\\#\\{(b, d) : |d - b| > \\varepsilon\\,(\\max f - \\min f)\\}",
  dimensions: [2, 3],
  nullModels: ["random-phase"],
  rangeOf: "values",
  params: {
    direction: choice("sublevel", {
      options: ["sublevel", "superlevel"],
      optionTitles: { sublevel: "from the hollows up", superlevel: "from the peaks down" },
      title: "Sets",
      help: "sublevel begins with the hollows, superlevel with the peaks.",
    }),
    minPersistence: num(0.05, {
      title: "Least lifetime",
      min: 0,
      max: 1,
      symbol: "\\varepsilon",
      help: "Share of the range of values that a class must outlive to count.",
    }),
    periodic: flag(false, { title: "Periodic", help: "Opposite sides are joined, as on a torus." }),
  },
  measure: (field, { direction = "sublevel", minPersistence = 0.05, periodic = false } = {}): MetricResult<PersistentHomologyDetail> =>
    measurePersistence(field, direction, minPersistence, periodic),
  knownAnswers: () => [
    { title: "1 for two hollows: the higher ends where they meet", field: { shape: [1, 5], values: [0, 3, 1, 4, 4] }, value: 1, tolerance: 0 },
    { title: "1 for a crater: the loop of its rim", field: { shape: [3, 3], values: [0, 0, 0, 0, 1, 0, 0, 0, 0] }, value: 1, tolerance: 0 },
    { title: "0 for a slope", field: { shape: [4, 4], values: Array.from({ length: 16 }, (_, i) => i) }, value: 0, tolerance: 0 },
    {
      title: "1 for a hollow shell: its void",
      field: { shape: [3, 3, 3], values: Array.from({ length: 27 }, (_, i) => (i === 13 ? 1 : 0)) },
      value: 1,
      tolerance: 0,
    },
  ],
});

function measurePersistence(
  { shape, values }: Field,
  direction: "sublevel" | "superlevel",
  minPersistence: number,
  periodic: boolean,
): MetricResult<PersistentHomologyDetail> {
  if (shape.length !== 2 && shape.length !== 3) return undefinedBecause(`a field of 2 or 3 axes is needed, this one has ${shape.length}`);
  const sign = direction === "sublevel" ? 1 : -1;
  const heights = new Float64Array(values.length);
  let [low, high, bad] = [Infinity, -Infinity, 0];
  for (let i = 0; i < heights.length; i++) {
    const value = values[i]!;
    const isNumber = Number.isFinite(value);
    heights[i] = isNumber ? sign * value : Infinity;
    if (isNumber) [low, high] = [Math.min(low, value), Math.max(high, value)];
    else bad++;
  }
  if (bad === heights.length) return undefinedBecause(bad === 0 ? "the field is empty" : "no value is finite");
  if (low === high) return undefinedBecause("the field is constant, so nothing is born or dies");

  const threshold = minPersistence * (high - low);
  const classes = cubicalPersistence({ shape, periodic, values: heights }).map((found, dimension) => summary(found, dimension, sign, threshold));
  const warnings = classes.flatMap(({ reason }) => reason ?? []);
  if (bad > 0) warnings.unshift(`${bad} of ${values.length} values are not finite; they are left out as holes, and loops around these never die`);
  return {
    value: classes.reduce((sum, { prominent }) => sum + prominent, 0),
    range: [threshold, high - low],
    ...(warnings.length > 0 && { warnings }),
    detail: { direction, periodic, extremes: [low, high], threshold, classes },
  };
}

function summary({ births, deaths, essential, missing }: Classes, dimension: number, sign: number, threshold: number): PersistenceClasses {
  const lifetimes = Float64Array.from(births, (birth, i) => birth - deaths[i]!);
  const order = ascendingOrder(lifetimes); // of the negative lifetimes: the longest first
  const totalPersistence = lifetimes.reduce((sum, negative) => sum - negative, 0);
  const terms = lifetimes.reduce((sum, negative) => sum - negative * Math.log(-negative), 0);
  return {
    dimension,
    pairs: Array.from(order.subarray(0, mostListed), (i) => [signed(sign, births[i]!), signed(sign, deaths[i]!)]),
    total: births.length,
    prominent: lifetimes.reduce((count, negative) => count + (-negative > threshold ? 1 : 0), 0),
    essential: Array.from(Float64Array.from(essential).sort(), (birth) => signed(sign, birth)),
    totalPersistence,
    // −Σ (l/L) ln(l/L) = ln L − Σ l ln l / L, which rounding may take below 0 for one pair
    entropy: births.length === 0 ? null : Math.max(0, Math.log(totalPersistence) - terms / totalPersistence),
    reason: missing ?? null,
  };
}

/** The field's own value; 0 without a sign. */
const signed = (sign: number, value: number): number => sign * value + 0;
