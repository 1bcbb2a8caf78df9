import { WorkbenchError, type ErrorPath } from "../errors";
import type { MembraneIon } from "../define/membrane";
import { bernoulli, bernoulliSlope } from "../field/bernoulli";
import { log } from "../field/elementary";
import { bracketedRoot } from "./bracketed-root";
import { FARADAY } from "./constants";
import { thermalVoltage } from "./nernst";

/** Makes µA/cm² of (cm/s) · (C/mol) · (mol/L). */
const MICROAMPERES = 1e3;

/**
 * Current that one ion carries through a membrane of constant field, outward positive:
 * I = P z² (VF²/RT) (c_in − c_out e^(−zVF/RT)) / (1 − e^(−zVF/RT)) (Goldman 1943, J. Gen. Physiol. 27:37, doi:10.1085/jgp.27.1.37),
 * written as PzF·(c_in·B(−x) − c_out·B(x)) with x = zVF/RT, which has no 0/0 at V = 0 and stays finite for every V.
 * @returns µA/cm² for a permeability in cm/s.
 */
export function ghkCurrent({ z, inside, outside, permeability }: MembraneIon, volts: number, kelvin: number): number {
  const x = (z * volts) / thermalVoltage(kelvin);
  return MICROAMPERES * FARADAY * permeability * z * (inside * bernoulli(-x) - outside * bernoulli(x));
}

/** dI/dV of that current, mS/cm²: never below 0. */
export function ghkSlope({ z, inside, outside, permeability }: MembraneIon, volts: number, kelvin: number): number {
  const perVolt = z / thermalVoltage(kelvin);
  const x = perVolt * volts;
  const siemens = MICROAMPERES * FARADAY * permeability * z * perVolt * (-inside * bernoulliSlope(-x) - outside * bernoulliSlope(x));
  return siemens / 1e3;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** µA/cm² through all of them. */
export const ghkTotal = (ions: readonly MembraneIon[], volts: number, kelvin: number): number =>
  sum(ions.map((ion) => ghkCurrent(ion, volts, kelvin)));

/** How a potential was found. */
export type PotentialMethod = "closed form" | "root of the current";

/**
 * The potential at which the ions' currents cancel, inside against outside. For ions of charge ±1 alone it is Hodgkin and Katz's
 * RT/F · ln((ΣP c_out + ΣP′ c′_in)/(ΣP c_in + ΣP′ c′_out)), anions primed (1949, J. Physiol. 108:37, doi:10.1113/jphysiol.1949.sp004310);
 * for any other charges the one root of the total current, which rises with V throughout.
 * @throws WorkbenchError `parameter/out-of-range` with the path of a value that cannot be, or at `ions` where no finite potential stops
 * the current.
 */
export function ghkPotential(ions: readonly MembraneIon[], kelvin: number, path: ErrorPath = ["ions"]): { volts: number; method: PotentialMethod } {
  checkIons(ions, path);
  if (!(kelvin > 0 && kelvin < Infinity))
    throw new WorkbenchError("parameter/out-of-range", ["kelvin"], `expected a temperature above 0 K, got ${kelvin}`);
  const open = ions.filter(({ permeability }) => permeability > 0);
  if (open.length === 0) throw unbalanced(path, "no ion is permeant: give at least one a permeability above 0");
  // What drives charge inward where V is very negative, and outward where it is very positive: both must be there.
  const inward = open.some(({ z, inside, outside }) => (z > 0 ? outside : inside) > 0);
  const outward = open.some(({ z, inside, outside }) => (z > 0 ? inside : outside) > 0);
  if (!inward || !outward)
    throw unbalanced(
      path,
      `the permeant ions can carry charge ${inward ? "inward" : outward ? "outward" : "neither way"} only, so no finite potential stops the current`,
    );
  if (open.every(({ z }) => z === 1 || z === -1)) {
    const [pull, push] = [(ion: MembraneIon) => (ion.z > 0 ? ion.outside : ion.inside), (ion: MembraneIon) => (ion.z > 0 ? ion.inside : ion.outside)];
    const volts =
      thermalVoltage(kelvin) * log(sum(open.map((ion) => ion.permeability * pull(ion))) / sum(open.map((ion) => ion.permeability * push(ion))));
    return { volts, method: "closed form" };
  }
  return { volts: zeroOfRising((volts) => ghkTotal(open, volts, kelvin), thermalVoltage(kelvin)), method: "root of the current" };
}

/** The root of a function that rises from below 0 to above it; looked for around 0 in brackets that double from `scale`. */
export function zeroOfRising(f: (x: number) => number, scale: number): number {
  let width = scale;
  while (f(-width) > 0 || f(width) < 0) width *= 2;
  return bracketedRoot(f, -width, width);
}

/** @throws WorkbenchError `parameter/out-of-range` with the path of the first value that cannot be. */
export function checkIons(ions: readonly MembraneIon[], path: ErrorPath): void {
  ions.forEach(({ z, inside, outside, permeability }, i) => {
    const refuse = (key: string, expected: string, value: number) =>
      new WorkbenchError("parameter/out-of-range", [...path, i, key], `expected ${expected}, got ${value}`);
    if (!Number.isInteger(z) || z === 0) throw refuse("z", "a whole number other than 0, such as 1 for K⁺ or −1 for Cl⁻", z);
    if (!(inside >= 0 && inside < Infinity)) throw refuse("in", "a concentration of 0 mol/L or more", inside);
    if (!(outside >= 0 && outside < Infinity)) throw refuse("out", "a concentration of 0 mol/L or more", outside);
    if (!(permeability >= 0 && permeability < Infinity)) throw refuse("permeability", "a permeability of 0 or more", permeability);
  });
}

const unbalanced = (path: ErrorPath, sentence: string) => new WorkbenchError("parameter/out-of-range", path, sentence);
