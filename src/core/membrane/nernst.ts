import { WorkbenchError } from "../errors";
import { log } from "../field/elementary";
import { FARADAY, GAS_CONSTANT } from "./constants";

/** RT/F in volts, for a temperature in kelvin. */
export const thermalVoltage = (kelvin: number): number => (GAS_CONSTANT * kelvin) / FARADAY;

export interface NernstInput {
  /** Charge number of the ion: a whole number, not 0; −1 for Cl⁻. */
  z: number;
  /** Concentrations, mol/L. */
  outside: number;
  inside: number;
  /** Temperature, K. */
  kelvin: number;
  /** Concentrations below this (mol/L) are raised to it, with a warning; 10⁻¹² unless given. */
  clamp?: number;
}

/** Temperatures outside this, K, are accepted but hardly meant. */
const USUAL_KELVIN = [250, 350] as const;

/**
 * Equilibrium potential of one ion, inside against outside: E = RT/(zF) · ln(outside/inside) (Nernst 1889,
 * doi:10.1515/zpch-1889-0412).
 * @returns volts, and what a careful reader should know about them.
 * @throws WorkbenchError `parameter/out-of-range` for a charge that is 0 or not whole, or a concentration or
 * temperature that is not positive.
 */
export function nernstPotential({ z, outside, inside, kelvin, clamp = 1e-12 }: NernstInput): { volts: number; warnings: string[] } {
  if (!Number.isInteger(z) || z === 0) throw refusal("z", "a whole number other than 0, such as 1 for K⁺ or −1 for Cl⁻", z);
  requirePositive("outside", "a concentration above 0 mol/L", outside);
  requirePositive("inside", "a concentration above 0 mol/L", inside);
  requirePositive("kelvin", "a temperature above 0 K", kelvin);
  requirePositive("clamp", "a concentration above 0 mol/L", clamp);
  const warnings: string[] = [];
  const raised = (name: string, concentration: number): number => {
    if (concentration >= clamp) return concentration;
    warnings.push(`${name} = ${concentration} mol/L was raised to ${clamp} mol/L`);
    return clamp;
  };
  if (kelvin < USUAL_KELVIN[0] || kelvin > USUAL_KELVIN[1])
    warnings.push(`${kelvin} K is ${Number((kelvin - 273.15).toFixed(2))} °C: is that the temperature you mean?`);
  return { volts: (thermalVoltage(kelvin) / z) * log(raised("outside", outside) / raised("inside", inside)), warnings };
}

function requirePositive(name: string, expected: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw refusal(name, expected, value);
}

function refusal(name: string, expected: string, value: number): WorkbenchError {
  return new WorkbenchError("parameter/out-of-range", [name], `expected ${expected}, got ${value}`);
}
