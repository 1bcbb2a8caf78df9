import { nearest } from "../../src/core/errors";
import { usage } from "../arguments";
import { defineCommand } from "../command";
import type { Calculator } from "../ion/calculator";
import { ghk } from "../ion/ghk";
import { iv } from "../ion/iv";
import { list } from "../ion/list";
import { nernst } from "../ion/nernst";
import { pump } from "../ion/pump";
import { simulate } from "../ion/simulate";

/** The order here is the order in the help. */
const calculators: readonly Calculator[] = [nernst, ghk, pump, iv, simulate, list];
const known = calculators.map(({ id }) => id);

export const ion = defineCommand({
  id: "ion",
  title: "Membrane calculators",
  usage: calculators.map((calculator) => calculator.usage).join(" | "),
  help: `${calculators.map(({ id, help }) => `${id}: ${help}.`).join(" ")} Concentrations in M, mM, uM, µM or nM; a bare number is mol/L. The file's form is in docs/how-to/membrane-potentials.md.`,
  example: "mfn ion nernst --z 1 --out 5mM --in 140mM --celsius 37",
  options: {
    z: { kind: "value", value: "N", help: "Charge of the ion in elementary charges, not 0." },
    out: { kind: "value", value: "C|F", help: "nernst: concentration outside, such as 5mM. iv, simulate: the file to write." },
    in: { kind: "value", value: "C", help: "Concentration inside, such as 140mM." },
    celsius: { kind: "value", value: "T", help: "Temperature in °C for nernst; 37 when left out." },
  },
  arguments: [1, 2],
  async run(args, io) {
    const [which, ...files] = args.positionals;
    const calculator = calculators.find(({ id }) => id === which);
    if (!calculator) {
      const guess = nearest(which!, known);
      throw usage(ion, `there is no calculator "${which}"; ${guess ? `did you mean "${guess}"?` : `known: ${known.join(", ")}`}`);
    }
    if (files.length !== calculator.files) throw usage(ion, `${which} takes ${calculator.files === 0 ? "no file" : "1 file"}, got ${files.length}`);
    const strange = Object.keys(ion.options).find((option) => args.value(option) !== undefined && !calculator.options.includes(option));
    if (strange !== undefined)
      throw usage(
        ion,
        `${which} has no --${strange}; ${calculator.files === 1 ? "what it needs stands in its file" : "its usage is: " + calculator.usage}`,
      );
    return calculator.run(args, io, (option) => {
      const text = args.value(option);
      if (text === undefined) throw usage(ion, `${which} needs --${option}`);
      return text;
    });
  },
});
