import { defineExperiment, type ExperimentState } from "../../define/experiment";
import { choice, num } from "../../define/params";
import { fillNormals } from "../../field/philox";
import { studentQuantile } from "../../metrics/student-quantile";
import { aggregators } from "../aggregators/index";
import { attacks } from "../attacks/index";
import { sampleClients } from "../draw";
import { samplingRisk } from "../sampling-risk";
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
    asked: num(60, { title: "Asked in each round", unit: "1", min: 3, max: 300, integer: true }),
    width: num(10, { title: "Coordinates", unit: "1", min: 1, max: 1000, integer: true }),
    sigma: num(0.3, { title: "Noise of the honest", unit: "1", min: 0, max: 10, symbol: "\\sigma" }),
    rounds: num(40, { title: "Rounds", unit: "1", min: 2, max: 1000, integer: true }),
    seed: num(1, { title: "Seed", unit: "1", min: 0, max: 2 ** 32 - 1, integer: true }),
  },
  async *run({ rule, attack: attackId, clients, attackerShare, asked: wanted, width, sigma, rounds, seed }) {
    const aggregator = aggregators.get(rule);
    const attack = attacks.get(attackId);
    const asked = Math.min(wanted, clients);
    const attackers = Math.floor(attackerShare * clients);
    const tolerated = aggregator.tolerates(asked);
    const risk = samplingRisk(clients, attackers, asked, tolerated);
    const [x, errors, inSample]: [number[], number[], number[]] = [[], [], []];
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
      const { value } = aggregator.aggregate(updates, tolerated);
      x.push(round);
      errors.push(Math.sqrt(value.reduce((sum, v) => sum + (v - truth) ** 2, 0) / width));
      inSample.push(own.length);
      yield stateOf(x, errors, inSample, { rounds, tolerated, risk, honestError: sigma / Math.sqrt(Math.max(1, asked - own.length)) });
    }
  },
});

function stateOf(
  x: readonly number[],
  errors: readonly number[],
  inSample: readonly number[],
  { rounds, tolerated, risk, honestError }: { rounds: number; tolerated: number; risk: number; honestError: number },
): ExperimentState {
  const n = errors.length;
  const mean = errors.reduce((sum, v) => sum + v, 0) / n;
  const half = n > 1 ? studentQuantile(n - 1) * Math.sqrt(errors.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1) / n) : null;
  return {
    share: n / rounds,
    facts: [
      { name: "error of the aggregate, a coordinate", value: mean, ...(half !== null && { interval: [mean - half, mean + half] as const }) },
      { name: "error of the honest mean", value: honestError },
      { name: "attackers the rule tolerates in a sample", value: tolerated },
      { name: "chance of a sample with more", value: risk },
      { name: "rounds that had more", value: inSample.filter((count) => count > tolerated).length },
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
          { name: "tolerated", x: [...x], y: x.map(() => tolerated) },
        ],
      },
    ],
  };
}
