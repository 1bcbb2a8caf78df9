import type { Aggregator } from "../../define/aggregator";
import type { Attack } from "../../define/attack";
import type { PlainValue } from "../../define/params";
import { WorkbenchError } from "../../errors";
import { sampleClients, shuffled } from "../draw";
import { meanOf, squaredDistance } from "../updates";
import { Classifier, type Examples } from "./classifier";
import { shardsOf, splitExamples, standardised } from "./split";

export interface FederationSpec {
  clients: number;
  /** How many clients attack; which ones is drawn by lot. */
  attackers: number;
  /** How many attackers the server reckons with in a round; more than the rule tolerates is refused. */
  reckoned: number;
  /** Clients asked in each round, drawn by lot. */
  asked: number;
  rounds: number;
  rate: number;
  hidden: number;
  /** 0 … 1: how much of the data is handed out sorted by class. */
  skew: number;
  heldOutShare: number;
  seed: number;
}

export const usualFederation: FederationSpec = {
  clients: 20,
  attackers: 4,
  reckoned: 4,
  asked: 20,
  rounds: 60,
  rate: 0.5,
  hidden: 8,
  skew: 0,
  heldOutShare: 0.3,
  seed: 1,
};

export interface FederationRound {
  round: number;
  /** Over the examples that no client has. */
  heldOut: { loss: number; accuracy: number };
  /** Over all examples of the clients. */
  training: { loss: number; accuracy: number };
  /** Distance of what the server applied from the mean of the honest updates of the round. */
  led: number;
  /** Whether the rule took an attacker's update as one of those that count; null for rules that choose none. */
  choseAttacker: boolean | null;
}

/**
 * Trains one classifier over clients that each hold a share of the examples. In each round those asked send the gradient over all they hold; attackers forge theirs,
 * or train on wrong labels; the server aggregates and takes a step. Yields after each round; the same spec gives the same numbers.
 * @throws WorkbenchError `parameter/out-of-range` for numbers that do not fit together, `learning/intolerable` by the rule.
 */
export function* federate(
  raw: Examples,
  given: Partial<FederationSpec>,
  aggregator: Aggregator,
  attack: Attack,
  options: { aggregator?: Record<string, PlainValue>; attack?: Record<string, PlainValue> } = {},
): Generator<FederationRound> {
  const spec = { ...usualFederation, ...given };
  const count = raw.labels.length;
  refuseUnfit(spec, count);
  const split = splitExamples(count, spec.heldOutShare, spec.seed);
  const data = standardised(raw, split);
  const shards = shardsOf(data, split, spec.clients, spec.skew);
  const model = new Classifier(data.width, spec.hidden, data.classes.length);
  const parameters = model.start(spec.seed);
  // Another seed than that of the split, so that the two lots have nothing to do with each other.
  const attackers = new Set(shuffled(spec.clients, spec.seed + 1).slice(0, spec.attackers));
  for (let round = 1; round <= spec.rounds; round++) {
    const asked = sampleClients(spec.clients, spec.asked, spec.seed, round);
    const relabel = attack.of === "labels" ? (label: number) => attack.relabel(label, data.classes.length) : undefined;
    const trained = asked.map((client) => model.gradient(parameters, data, shards[client]!, attackers.has(client) ? relabel : undefined));
    const isAttacker = asked.map((client) => attackers.has(client));
    const honest = trained.filter((_, k) => !isAttacker[k]);
    const own = trained.filter((_, k) => isAttacker[k]);
    const forged = attack.of === "updates" && honest.length > 0 ? attack.forge({ own, honest, seed: spec.seed, round }, options.attack) : own;
    let next = 0;
    const updates = trained.map((update, k) => (isAttacker[k] ? forged[next++]! : update));
    const { value, chosen } = aggregator.aggregate(updates, spec.reckoned, options.aggregator);
    for (let d = 0; d < parameters.length; d++) parameters[d]! -= spec.rate * value[d]!;
    yield {
      round,
      heldOut: model.assess(parameters, data, split.heldOut),
      training: model.assess(parameters, data, split.training),
      led: honest.length > 0 ? Math.sqrt(squaredDistance(value, meanOf(honest))) : 0,
      choseAttacker: chosen ? chosen.some((k) => isAttacker[k]) : null,
    };
  }
}

/**
 * What a linear classifier reaches on the same split when one place holds all the training data: softmax regression by gradient descent to rest. A network that
 * does not beat it has learnt nothing that needs a network.
 */
export function linearBaseline(
  raw: Examples,
  { heldOutShare, seed }: Pick<FederationSpec, "heldOutShare" | "seed">,
): { loss: number; accuracy: number } {
  const split = splitExamples(raw.labels.length, heldOutShare, seed);
  const data = standardised(raw, split);
  const model = new Classifier(data.width, 0, data.classes.length);
  const parameters = new Float64Array(model.length);
  for (let step = 0; step < baselineSteps; step++) {
    const gradient = model.gradient(parameters, data, split.training);
    for (let d = 0; d < parameters.length; d++) parameters[d]! -= gradient[d]! + shrinkage * parameters[d]!;
  }
  return model.assess(parameters, data, split.heldOut);
}

const baselineSteps = 1000;
/** Holds weights of classes that can be parted cleanly, which would otherwise grow without end. */
const shrinkage = 1e-3;

function refuseUnfit(spec: FederationSpec, count: number): void {
  const refuse = (name: keyof FederationSpec, wanted: string) => {
    throw new WorkbenchError("parameter/out-of-range", [name], `expected ${wanted}, got ${spec[name]}`);
  };
  const whole = (name: keyof FederationSpec, from: number, to: number) => {
    if (!Number.isInteger(spec[name]) || spec[name] < from || spec[name] > to) refuse(name, `a whole number from ${from} to ${to}`);
  };
  whole("clients", 1, Math.max(1, Math.floor(count * (1 - spec.heldOutShare))));
  whole("attackers", 0, spec.clients - 1);
  whole("asked", 1, spec.clients);
  whole("reckoned", 0, spec.asked);
  whole("rounds", 1, 10_000);
  whole("hidden", 0, 256);
  if (!(spec.rate > 0 && spec.rate <= 100)) refuse("rate", "a number above 0, at most 100");
  if (!(spec.skew >= 0 && spec.skew <= 1)) refuse("skew", "a number from 0 to 1");
  if (!(spec.heldOutShare > 0 && spec.heldOutShare < 1)) refuse("heldOutShare", "a number between 0 and 1");
}
