import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExperimentState, Fact } from "../../src/core/define/experiment";
import { completeValues } from "../../src/core/define/params";
import { experiments } from "../../src/core/learning/experiments/index";
import { defineCommand } from "../command";
import { withProgress } from "../progress";
import { settingOption, settingsOf } from "../settings";
import { facts } from "../table";

export const learn = defineCommand({
  id: "learn",
  title: "Experiments of the learning room",
  usage: "EXPERIMENT [--set name=value …]",
  help: `Runs one of: ${[...experiments].map(({ id, title }) => `${id} (${title})`).join(", ")}. Prints the numbers it came to; --json also what its pictures are drawn from. The same options give the same numbers.`,
  example: "mfn learn federation --set rule=mean --set attack=sign-flip --set attackers=4",
  options: { set: settingOption },
  arguments: [1, 1],
  async run(args, io) {
    const experiment = experiments.get(args.positionals[0]!);
    const options = completeValues(experiment.params, settingsOf(args.list("set")), ["set"]);
    const sample = (path: string) => readFile(join(io.packageRoot, "public/samples", path), "utf8");
    let state: ExperimentState = { share: 0, facts: [], pictures: [] };
    const follow = async () => {
      for await (const next of experiment.run(options, { sample })) {
        state = next;
        // So that the progress can be told.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return state;
    };
    const end = await withProgress(io, async () => `${Math.round(100 * state.share)} %`, follow());
    const json = { experiment: experiment.id, options, facts: end.facts, pictures: end.pictures };
    return { json, text: () => facts(Object.fromEntries(end.facts.map((fact) => [label(fact), shown(fact)]))) };
  },
});

const label = ({ of, name, unit }: Fact): string => `${of ? `${of}: ` : ""}${name}${unit ? ` (${unit})` : ""}`;

const short = (value: number | string): number | string => (typeof value === "number" ? Number(value.toPrecision(7)) : value);

function shown({ value, interval, note }: Fact): number | string {
  if (value === null) return `none: ${note ?? "not defined"}`;
  return interval ? `${short(value)}  [${short(interval[0])}, ${short(interval[1])}]` : value;
}
