import type { Params, ValuesOf } from "./params";
import type { Definition } from "./registry";

/** One client's update: its gradient, one value a coordinate. */
export type Update = ArrayLike<number>;

export interface Aggregate {
  /** What the server applies, one value a coordinate. */
  value: Float64Array<ArrayBuffer>;
  /** Indices of the updates that it was made of; absent where every update takes part in every coordinate. */
  chosen?: readonly number[];
}

/**
 * A rule by which a server makes one update of many, some of which may be sent by attackers. The result does not depend on the order of the
 * updates but where two are equally good, where the first one counts, and in rules that deal clients out by lot.
 */
export interface Aggregator<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  /** The defining formula in LaTeX. */
  formula: string;
  params: P;
  /** The most attackers among `clients` that the rule is proved for; 0 for a rule that one attacker can lead anywhere. */
  tolerates(clients: number, options?: Partial<ValuesOf<P>>): number;
  /** Why, in a sentence. */
  tolerance: string;
  /** Steps that it takes, about, where it compares clients with one another; the others take about one for each value. */
  work?(clients: number, length: number, options?: Partial<ValuesOf<P>>): number;
  /**
   * @param updates at least one, of equal length, every value finite.
   * @param attackers how many of them the server reckons with, 0 or more.
   * @throws WorkbenchError `learning/intolerable` when that is more than the rule tolerates.
   */
  aggregate(updates: readonly Update[], attackers: number, options?: Partial<ValuesOf<P>>): Aggregate;
}

export const defineAggregator = <P extends Params>(aggregator: Aggregator<P>): Aggregator<P> => aggregator;
