import { defineExperiment, type ExperimentState } from "../../define/experiment";
import { choice, num } from "../../define/params";
import { fillNormals } from "../../field/philox";
import { aggregators } from "../aggregators/index";
import { attacks } from "../attacks/index";
import { sampleClients } from "../draw";
import { overSeeds } from "../exploration/explore";
import { samplingRisk } from "../sampling-risk";
import { meanOf } from "../updates";
import { titlesOf } from "./federation";

/** Stream of what honest clients send. */
const stream = 0x1eaa;
/** Every honest update is this, in every coordinate, with noise. */
const truth = 1;

/** One update from up to a million clients, of whom a sample is asked. */
export const aggregation = defineExperiment({
  id: "aggregation",
  title: "A million clients, by sampling",
  source: "Sampling: Bentley and Floyd 1987, doi:10.1145/30401.315746; the rules name their own",
  help: "Honest clients send the true update with noise. Each round asks a sample: how far is the aggregate from the truth, and how likely is a sample with more attackers than the rule tolerates?",
  params: {
    rule: choice("krum", { options: aggregators.ids, optionTitles: titlesOf(aggregators), title: "Rule of the server" }),
    attack: choice("colluding", {
      options: [...attacks].filter(({ of }) => of === "updates").map(({ id }) => id),
      optionTitles: titlesOf(attacks),
      title: "Attack",
    }),
    clients: num(1_000_000, { title: "Clients", unit: "1", min: 3, max: 1_000_000, integer: true }),
    attackerShare: num(0.2, { title: "Share of attackers", unit: "1", min: 0, max: 0.49 }),
    reckoned: num(24, {
      title: "Attackers reckoned with",
      unit: "1",
      min: 0,
      max: 149,
      integer: true,
      help: "In a sample; at most what the rule tolerates.",
    }),
    asked: num(60, { title: "Asked in each round", unit: "1", min: 3, max: 300, integer: true }),
    width: num(10, { title: "Coordinates", unit: "1", min: 1, max: 1000, integer: true }),
    sigma: num(0.3, { title: "Noise of the honest", unit: "1", min: 0, max: 10, symbol: "\\sigma" }),
    rounds: num(40, { title: "Rounds", unit: "1", min: 2, max: 1000, integer: true }),
    seed: num(1, { title: "Seed", unit: "1", min: 0, max: 2 ** 32 - 1, integer: true }),
  },
  async *run({ rule, attack: attackId, clients, attackerShare, reckoned: wish, asked: wanted, width, sigma, rounds, seed }) {
    const aggregator = aggregators.get(rule);
    const attack = attacks.get(attackId);
    const asked = Math.min(wanted, clients);
    const attackers = Math.round(attackerShare * clients);
    const tolerated = aggregator.tolerates(asked);
    const reckoned = Math.min(wish, tolerated);
    const risk = samplingRisk(clients, attackers, asked, reckoned);
    const [x, errors, honestErrors, inSample]: [number[], number[], number[], number[]] = [[], [], [], []];
    const errorOf = (value: Float64Array) => Math.sqrt(value.reduce((sum, v) => sum + (v - truth) ** 2, 0) / width);
    for (let round = 1; round <= rounds; round++) {
      const sample = sampleClients(clients, asked, seed, round);
      const sent = sample.map((client) => {
        const noise = new Float64Array(width);
        fillNormals(noise, seed, round, client * width, stream);
        return noise.map((value) => truth + sigma * value);
      });
      const bad = sample.map((client) => client < attackers);
      const honest = sent.filter((_, k) => !bad[k]);
      const own = sent.filter((_, k) => bad[k]);
      const forged = attack.of === "updates" && honest.length > 0 ? attack.forge({ own, honest, seed, round }) : own;
      let next = 0;
      const updates = sent.map((update, k) => (bad[k] ? forged[next++]! : update));
      const { value } = aggregator.aggregate(updates, reckoned);
      x.push(round);
      errors.push(errorOf(value));
      if (honest.length > 0) honestErrors.push(errorOf(meanOf(honest)));
      inSample.push(own.length);
      yield stateOf(x, errors, honestErrors, inSample, { rounds, reckoned, tolerated, risk });
    }
  },
});

function stateOf(
  x: readonly number[],
  errors: readonly number[],
  honestErrors: readonly number[],
  inSample: readonly number[],
  { rounds, reckoned, tolerated, risk }: { rounds: number; reckoned: number; tolerated: number; risk: number },
): ExperimentState {
  const n = errors.length;
  const fact = (name: string, values: readonly number[]) =>
    values.length > 1
      ? { name, value: overSeeds(values).mean, interval: overSeeds(values).interval }
      : { name, value: values[0] ?? null, note: "no client was honest" };
  return {
    share: n / rounds,
    facts: [
      fact("error of the aggregate, a coordinate", errors),
      fact("error of the honest mean", honestErrors),
      { name: "attackers reckoned with in a sample", value: reckoned },
      { name: "attackers the rule tolerates in a sample", value: tolerated },
      { name: "chance of a sample with more", value: risk },
      { name: "rounds that had more", value: inSample.filter((count) => count > reckoned).length },
    ],
    pictures: [
      {
        kind: "lines",
        title: "Error of the aggregate",
        xLabel: "round",
        yLabel: "a coordinate",
        series: [{ name: "error", x: [...x], y: [...errors] }],
      },
      {
        kind: "lines",
        title: "Attackers in the sample",
        xLabel: "round",
        yLabel: "clients",
        series: [
          { name: "in the sample", x: [...x], y: [...inSample] },
          { name: "reckoned with", x: [...x], y: x.map(() => reckoned) },
        ],
      },
    ],
  };
}
