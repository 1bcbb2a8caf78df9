import { nernstPotential } from "../../src/core/membrane/nernst";
import { WorkbenchError } from "../../src/core/errors";
import { numberOf, usage } from "../arguments";
import { defineCommand } from "../command";
import { concentrationOf } from "../concentration";
import { facts } from "../table";

/** 0 °C in kelvin, exactly. */
const iceKelvin = 273.15;

export const ion = defineCommand({
  id: "ion",
  title: "Membrane calculators",
  usage: "nernst --z N --out C --in C [--celsius T]",
  help: "nernst: the potential at which an ion is in equilibrium, inside against outside. Concentrations in M, mM, uM, µM or nM; a bare number is mol/L.",
  example: "mfn ion nernst --z 1 --out 5mM --in 140mM --celsius 37",
  options: {
    z: { kind: "value", value: "N", help: "Charge of the ion in elementary charges, not 0." },
    out: { kind: "value", value: "C", help: "Concentration outside, such as 5mM." },
    in: { kind: "value", value: "C", help: "Concentration inside, such as 140mM." },
    celsius: { kind: "value", value: "T", help: "Temperature in °C; 37 when left out." },
  },
  arguments: [1, 1],
  async run(args) {
    const [which] = args.positionals;
    if (which !== "nernst") throw usage(ion, `there is no calculator "${which}"; known: nernst`);
    const need = (name: string): string => {
      const text = args.value(name);
      if (text === undefined) throw usage(ion, `nernst needs --${name}`);
      return text;
    };
    const z = numberOf("z", need("z"));
    const [outside, inside] = [concentrationOf("out", need("out")), concentrationOf("in", need("in"))];
    const celsius = numberOf("celsius", args.value("celsius") ?? "37");
    if (celsius <= -iceKelvin)
      throw new WorkbenchError("parameter/out-of-range", ["celsius"], `expected a temperature above −273.15 °C, got ${celsius}`);
    const kelvin = celsius + iceKelvin;
    const { volts, warnings } = nernstPotential({ z, outside, inside, kelvin });
    const json = { potentialMillivolts: 1000 * volts, z, outsideMolar: outside, insideMolar: inside, kelvin, warnings };
    const lines = {
      "potential (mV)": json.potentialMillivolts,
      "charge z": z,
      "outside (mol/L)": outside,
      "inside (mol/L)": inside,
      "temperature (K)": kelvin,
    };
    return { json, text: () => [facts(lines), ...warnings.map((warning) => `warning: ${warning}`)].join("\n") };
  },
});
