import type { Surroundings } from "../define/membrane";
import { WorkbenchError } from "../errors";
import { log } from "../field/elementary";
import type { MembraneDocument } from "./document";
import { ghkPotential, ghkTotal, zeroOfRising } from "./ghk";
import { absoluteIons } from "./ghk-report";
import { transporters } from "./index";
import { thermalVoltage } from "./nernst";
import { chargeOutward, ionsOf, transportCurrent, transportOptions, transportReversal } from "./transport";

export interface PumpReport {
  /** Where the current of the ions and that of the pump cancel; null, with a reason, where no ion is permeant. */
  potentialMillivolts: number | null;
  reason?: string;
  /** Where the ions' currents cancel without it. */
  withoutPumpMillivolts: number | null;
  /** Where the cycle neither needs nor yields free energy; null for a carrier that moves no net charge. */
  reversalMillivolts: number | null;
  /** For the sodium–potassium pump: the potential at which it makes up for the leak of both (Mullins, Noda 1963, doi:10.1085/jgp.47.1.117). */
  steadyStateMillivolts?: number;
  pump: string;
  options: Record<string, number | boolean | string>;
  celsius: number;
  kelvin: number;
  unitPermeability: number;
  atMillivolts: number;
  /** pmol/(cm² s) of cycles. */
  turnover: number;
  /** µA/cm², outward positive. */
  pumpCurrent: number;
  /** pmol/(cm² s) that the pump carries into the cell. */
  fluxes: Record<string, number>;
  chargesOutPerCycle: number;
  warnings: string[];
}

/**
 * What a pump or exchanger does at a membrane; the sodium–potassium pump, with a warning, where none is named and its ions are there.
 * @throws WorkbenchError where an ion that it carries is missing.
 */
export function pumpReport(given: MembraneDocument): PumpReport {
  const document = withPump(given);
  const { celsius, kelvin, unitPermeability, millivolts, pump } = document;
  const { transporter, options } = pump;
  const at = pumpSurroundings(document);
  const ions = absoluteIons(document);
  const pumpCurrent = (volts: number) => transportCurrent(transporter, transporter.turnover({ ...at, volts }, options));
  const leaky = ions.some(({ permeability }) => permeability > 0);
  if (!leaky && millivolts === null)
    throw new WorkbenchError("spec/malformed", ["millivolts"], "expected a potential in mV, for no ion has a permeability and so none follows");
  // First, for it tells when the leak could not balance any pump.
  const withoutPump = leaky ? ghkPotential(ions, kelvin).volts : null;
  const volts = leaky ? zeroOfRising((v) => ghkTotal(ions, v, kelvin) + pumpCurrent(v), thermalVoltage(kelvin)) : null;
  const asked = millivolts === null ? volts! : millivolts / 1e3;
  const turnover = transporter.turnover({ ...at, volts: asked }, options);
  // A pump whose kinetics know the energy of ATP reverses by that one.
  const energy = options["G_ATP"];
  const reversal = transportReversal(transporter, at, typeof energy === "number" ? energy : undefined);
  const steady = transporter.id === "sodium-potassium-pump" ? steadyState(document) : null;
  return {
    potentialMillivolts: volts === null ? null : 1e3 * volts,
    ...(volts === null ? { reason: "no ion is permeant, so nothing balances the pump" } : {}),
    withoutPumpMillivolts: withoutPump === null ? null : 1e3 * withoutPump,
    reversalMillivolts: Number.isFinite(reversal) ? 1e3 * reversal : null,
    ...(steady === null ? {} : { steadyStateMillivolts: steady }),
    pump: transporter.id,
    options: { ...options },
    celsius,
    kelvin,
    unitPermeability,
    atMillivolts: 1e3 * asked,
    turnover,
    pumpCurrent: transportCurrent(transporter, turnover),
    fluxes: Object.fromEntries(Object.entries(transporter.carries).map(([name, n]) => [name, n * turnover])),
    chargesOutPerCycle: chargeOutward(transporter),
    warnings: document.warnings,
  };
}

type Pumped = MembraneDocument & { pump: NonNullable<MembraneDocument["pump"]> };

function withPump(document: MembraneDocument): Pumped {
  const { pump, ions } = document;
  if (pump) return { ...document, pump };
  const usual = transporters.get("sodium-potassium-pump");
  if (!ionsOf(usual).every((name) => ions.some((ion) => ion.name === name)))
    throw new WorkbenchError("spec/malformed", ["pump"], `expected the id of a pump: ${transporters.ids.join(", ")}`);
  return {
    ...document,
    pump: { transporter: usual, options: transportOptions(usual) },
    warnings: [...document.warnings, `no pump was named: it was taken to be the ${usual.id}`],
  };
}

/** The concentrations that a pump meets. @throws WorkbenchError `parameter/out-of-range` for an ion that it carries and that is not on both sides. */
export function pumpSurroundings({ ions, kelvin, pump }: Pumped): Omit<Surroundings, "volts"> {
  for (const name of ionsOf(pump.transporter)) {
    const i = ions.findIndex((ion) => ion.name === name);
    if (i < 0)
      throw new WorkbenchError(
        "parameter/out-of-range",
        ["ions"],
        `expected ${name} among the ions, for the ${pump.transporter.title.toLowerCase()} carries it`,
      );
    for (const key of ["in", "out"] as const)
      if (!(ions[i]![key === "in" ? "inside" : "outside"] > 0))
        throw new WorkbenchError(
          "parameter/out-of-range",
          ["ions", i, key],
          `expected a concentration above 0, for the ${pump.transporter.title.toLowerCase()} carries ${name}`,
        );
  }
  const side = (key: "inside" | "outside") => Object.fromEntries(ions.map((ion) => [ion.name, ion[key]]));
  return { kelvin, inside: side("inside"), outside: side("outside") };
}

/** Mullins and Noda's equation with 3 Na⁺ against 2 K⁺, mV; null where neither leaks. */
function steadyState({ ions, kelvin }: MembraneDocument): number | null {
  const [na, k] = [ions.find(({ name }) => name === "Na+")!, ions.find(({ name }) => name === "K+")!];
  const r = 3 / 2;
  const quotient = (r * k.permeability * k.outside + na.permeability * na.outside) / (r * k.permeability * k.inside + na.permeability * na.inside);
  return quotient > 0 ? 1e3 * thermalVoltage(kelvin) * log(quotient) : null;
}
