import type { PlainValue } from "../../core/define/params";
import { WorkbenchError } from "../../core/errors";
import { aggregators } from "../../core/learning/aggregators/index";
import { attacks } from "../../core/learning/attacks/index";
import { explore, overSeeds, type ExplorationSpec, type OverSeeds } from "../../core/learning/exploration/explore";
import { explorers } from "../../core/learning/exploration/index";
import type { Examples } from "../../core/learning/federated/classifier";
import { federate, linearBaseline, usualFederation, type FederationRound, type FederationSpec } from "../../core/learning/federated/train";
import { SpikingNetwork, type SpikingSpec } from "../../core/learning/spiking-network";
import type { Row } from "../pictures";
import { breather } from "./breather";
import type { Family } from "./family";
import { learningRoom, type LearningRoom } from "./learning-room";

type Options = Record<string, PlainValue>;
type Numbers = ArrayLike<number>;
type Assessed = FederationRound["heldOut"];

export interface LearningApi {
  learning: LearningRoom;
  aggregate(
    rule: string,
    updates: readonly Numbers[],
    attackers?: number,
    options?: Options,
  ): { value: number[]; chosen: number[] | null; tolerates: number };
  forge(attack: string, scene: { own: readonly Numbers[]; honest: readonly Numbers[]; seed?: number; round?: number }, options?: Options): number[][];
  federate(
    rows: readonly Row[],
    classColumn: string,
    options?: Partial<FederationSpec> & { rule?: string; attack?: string },
  ): Promise<{ rounds: FederationRound[]; baseline: Assessed }>;
  explore(explorer: string, options?: Partial<ExplorationSpec> & { seed?: number }): Explored;
  overSeeds(values: readonly number[]): OverSeeds;
  spiking(
    seconds: number,
    spec?: Partial<SpikingSpec>,
  ): Promise<{ spikes: { time: number; neuron: number }[]; weights: number[]; inputs: number; outputs: number }>;
}

interface Explored extends Omit<ReturnType<typeof explore>, "world" | "visits"> {
  size: number;
  blocked: number[];
  visits: number[];
}

export const learningFamily: Family<LearningApi> = ({ services, progress }) => ({
  learning: learningRoom({ services, progress }),

  aggregate(rule, updates, attackers = 0, options = {}) {
    const aggregator = aggregators.get(rule);
    const { value, chosen } = aggregator.aggregate(updates, attackers, options);
    return { value: [...value], chosen: chosen ? [...chosen] : null, tolerates: aggregator.tolerates(updates.length, options) };
  },

  forge(id, { own, honest, seed = 1, round = 0 }, options = {}) {
    const attack = attacks.get(id);
    if (attack.of !== "updates")
      throw new WorkbenchError("usage", ["attack"], `"${id}" changes labels, so it forges no updates; give it to federate`);
    return attack.forge({ own, honest, seed, round }, options).map((update) => [...update]);
  },

  async federate(rows, classColumn, { rule = "mean", attack = "sign-flip", ...spec } = {}) {
    const examples = examplesOf(rows, classColumn);
    const wanted = { ...usualFederation, ...spec };
    const breathe = breather();
    const rounds: FederationRound[] = [];
    for (const round of federate(examples, wanted, aggregators.get(rule), attacks.get(attack))) {
      rounds.push(round);
      progress(rounds.length / wanted.rounds);
      await breathe();
    }
    return { rounds, baseline: linearBaseline(examples, wanted) };
  },

  explore(id, { seed = 1, ...spec } = {}) {
    const { world, visits, ...rest } = explore(explorers.get(id), seed, spec);
    return { ...rest, size: world.size, blocked: [...world.blocked], visits: [...visits] };
  },

  overSeeds,

  async spiking(seconds, spec = {}) {
    const network = new SpikingNetwork(spec);
    const breathe = breather();
    const spikes: { time: number; neuron: number }[] = [];
    while (network.time < seconds - 1e-9) {
      for (const neuron of network.step().post) spikes.push({ time: network.time, neuron });
      if (await breathe()) progress(network.time / seconds);
    }
    const { inputs, outputs } = network.spec;
    return { spikes, weights: [...network.weights], inputs, outputs };
  },
});

/** Columns of numbers as features; rows with a gap are left out. */
function examplesOf(rows: readonly Row[], classColumn: string): Examples {
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== classColumn && rows.some((row) => typeof row[name] === "number"));
  if (columns.length === 0 || !(classColumn in rows[0]!))
    throw new WorkbenchError("data/empty", ["rows"], `expected rows with numbers and a column "${classColumn}"`);
  const whole = rows.filter((row) => row[classColumn] != null && columns.every((name) => Number.isFinite(row[name])));
  const classes = [...new Set(whole.map((row) => String(row[classColumn])))].sort();
  return {
    width: columns.length,
    features: Float64Array.from(whole.flatMap((row) => columns.map((name) => row[name] as number))),
    labels: Int32Array.from(whole, (row) => classes.indexOf(String(row[classColumn]))),
    classes,
  };
}
