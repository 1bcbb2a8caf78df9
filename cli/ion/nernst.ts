import { concentrationOf } from "../../src/core/membrane/concentration";
import { kelvinOf } from "../../src/core/membrane/document";
import { nernstPotential } from "../../src/core/membrane/nernst";
import { numberOf } from "../arguments";
import { facts } from "../table";
import { withWarnings, type Calculator } from "./calculator";

export const nernst: Calculator = {
  id: "nernst",
  title: "Equilibrium potential of one ion",
  usage: "nernst --z N --out C --in C [--celsius T]",
  help: "the potential at which an ion is in equilibrium, inside against outside",
  options: ["z", "out", "in", "celsius"],
  files: 0,
  async run(args, _, need) {
    const z = numberOf("z", need("z"));
    const [outside, inside] = [concentrationOf(need("out"), ["out"]), concentrationOf(need("in"), ["in"])];
    const early: string[] = [];
    const kelvin = kelvinOf(numberOf("celsius", args.value("celsius") ?? "37"), early);
    const { volts, warnings: late } = nernstPotential({ z, outside, inside, kelvin });
    const warnings = [...early, ...late];
    const json = { potentialMillivolts: 1000 * volts, z, outsideMolar: outside, insideMolar: inside, kelvin, warnings };
    const lines = {
      "potential (mV)": json.potentialMillivolts,
      "charge z": z,
      "outside (mol/L)": outside,
      "inside (mol/L)": inside,
      "temperature (K)": kelvin,
    };
    return { json, text: () => withWarnings([facts(lines)], warnings) };
  },
};
