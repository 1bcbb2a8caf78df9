import { trueChanges } from "../../src/core/define/generator";
import { generatedCsv } from "../../src/core/generators/generated-csv";
import { generators } from "../../src/core/generators/index";
import { defineCommand } from "../command";
import { writeBytes } from "../files";
import { settingOption, settingsOf } from "../settings";
import { table } from "../table";

export const generate = defineCommand({
  id: "generate",
  title: "Series whose regimes are known",
  usage: "GENERATOR [--set name=value …] [--out F.csv]",
  help: `For holding detectors against the truth. Generators: ${generators.ids.join(", ")}.`,
  example: "mfn generate switching-market --set seed=7 --out market.csv",
  options: { set: settingOption, out: { kind: "value", value: "F.csv", help: "Writes the columns and the regime of each sample." } },
  arguments: [1, 1],
  async run(args, io) {
    const generator = generators.get(args.positionals[0]!);
    const options = settingsOf(args.list("set"));
    const made = generator.generate(options);
    const out = args.value("out");
    const facts = [`generator: ${generator.id}`, `options: ${JSON.stringify(options)}`, `source: ${generator.source}`];
    if (out !== undefined) await writeBytes(io, out, new TextEncoder().encode(generatedCsv(made, { withTruth: true, facts })));
    const changePoints = trueChanges(made.truth);
    const summary = {
      generator: generator.id,
      options,
      n: made.truth.length,
      columns: made.columns.map(({ name }) => name),
      regimes: made.regimes,
      changePoints,
    };
    return {
      // Without a file the series itself is what was asked for.
      json: out === undefined ? { ...summary, values: [...made.columns[0]!.values], truth: [...made.truth] } : { ...summary, file: out },
      text: () =>
        [
          `${generator.title}: ${made.truth.length} samples${out === undefined ? "" : `, written to ${out}`}`,
          table(
            [0, ...changePoints].map((start, i) => ({ start, end: changePoints[i] ?? made.truth.length, regime: made.regimes[made.truth[start]!]! })),
          ),
        ].join("\n"),
    };
  },
});
