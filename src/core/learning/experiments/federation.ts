import { defineExperiment } from "../../define/experiment";
import { choice, num } from "../../define/params";
import { aggregators } from "../aggregators/index";
import { attacks } from "../attacks/index";
import { examplesOfTable } from "../examples-of-table";
import { federate, linearBaseline, usualFederation as usual, type FederationRound } from "../federated/train";

/** A small model trained by many, some of whom lie. */
export const federation = defineExperiment({
  id: "federation",
  title: "Federation under attack",
  source: "McMahan et al. 2017, AISTATS, PMLR 54:1273; data: K. Gorman and Palmer Station LTER, by way of palmerpenguins, CC0",
  help: "Clients hold measurements of penguins and teach one classifier the species; attackers send what harms it. Judged on birds that no client has, beside a linear classifier.",
  params: {
    rule: choice("krum", { options: aggregators.ids, optionTitles: titlesOf(aggregators), title: "Rule of the server" }),
    attack: choice("sign-flip", { options: attacks.ids, optionTitles: titlesOf(attacks), title: "Attack" }),
    clients: num(usual.clients, { title: "Clients", unit: "1", min: 3, max: 100, integer: true }),
    attackers: num(usual.attackers, { title: "Attackers among them", unit: "1", min: 0, max: 99, integer: true }),
    reckoned: num(usual.reckoned, { title: "Attackers reckoned with", unit: "1", min: 0, max: 49, integer: true }),
    rounds: num(usual.rounds, { title: "Rounds", unit: "1", min: 1, max: 1000, integer: true }),
    rate: num(usual.rate, { title: "Rate", unit: "1", min: 0.001, max: 10 }),
    hidden: num(usual.hidden, { title: "Hidden units", unit: "1", min: 0, max: 64, integer: true, help: "0 for a linear classifier." }),
    skew: num(0, {
      title: "Sorted by species",
      unit: "1",
      min: 0,
      max: 1,
      help: "0: every client has birds of all species; 1: each of as few as can be.",
    }),
    seed: num(1, { title: "Seed", unit: "1", min: 0, max: 2 ** 32 - 1, integer: true }),
  },
  async *run({ rule, attack, ...numbers }, context) {
    const examples = examplesOfTable(await context.sample("tables/penguins.csv"), "species");
    const spec = { ...usual, ...numbers, asked: numbers.clients };
    const baseline = linearBaseline(examples, spec);
    const rounds: FederationRound[] = [];
    for (const round of federate(examples, spec, aggregators.get(rule), attacks.get(attack))) {
      rounds.push(round);
      yield stateOf(rounds, baseline, spec.rounds, aggregators.get(rule).tolerates(spec.clients));
    }
  },
});

function stateOf(rounds: readonly FederationRound[], baseline: FederationRound["heldOut"], of: number, tolerated: number) {
  const last = rounds.at(-1)!;
  const x = rounds.map(({ round }) => round);
  const led = rounds.filter(({ choseAttacker }) => choseAttacker).length;
  return {
    share: rounds.length / of,
    facts: [
      { name: "held-out accuracy", value: last.heldOut.accuracy },
      { name: "of a linear classifier", value: baseline.accuracy },
      { name: "held-out loss", value: last.heldOut.loss, unit: "nat" },
      { name: "of a linear classifier, loss", value: baseline.loss, unit: "nat", note: "its weights are held small by 0.001 of their square, half" },
      { name: "attackers the rule tolerates", value: tolerated },
      last.choseAttacker === null
        ? { name: "rounds with an attacker's update among the chosen", value: null, note: "the rule chooses none" }
        : { name: "rounds with an attacker's update among the chosen", value: led },
    ],
    pictures: [
      {
        kind: "lines" as const,
        title: "Held-out loss",
        xLabel: "round",
        yLabel: "nat",
        series: [
          { name: "held out", x, y: rounds.map(({ heldOut }) => heldOut.loss) },
          { name: "training", x, y: rounds.map(({ training }) => training.loss) },
          { name: "linear classifier", x, y: rounds.map(() => baseline.loss) },
        ],
      },
      {
        kind: "lines" as const,
        title: "How far the server was led from the honest mean",
        xLabel: "round",
        yLabel: "distance",
        series: [{ name: "distance", x, y: rounds.map((one) => one.led) }],
      },
    ],
  };
}

export function titlesOf(registry: Iterable<{ id: string; title: string }>): Record<string, string> {
  return Object.fromEntries([...registry].map(({ id, title }) => [id, title]));
}
