import type { Surroundings, Transporter } from "../define/membrane";
import type { Params } from "../define/params";
import { log } from "../field/elementary";
import { ions } from "./ions";
import { FARADAY, GAS_CONSTANT } from "./constants";

/** Free energy that the hydrolysis of ATP sets free in a living cell, kJ/mol: classical, 50 to 60 by state of the cell. */
export const ATP_KILOJOULES = 57;

type Carrier = Pick<Transporter, "carries" | "atp">;

/** Positive charges that one cycle carries out of the cell; 0 for an electroneutral carrier. */
export const chargeOutward = ({ carries }: Carrier): number => 0 - Object.entries(carries).reduce((sum, [ion, n]) => sum + n * ions.get(ion).z, 0);

/** µA/cm², outward positive, for a turnover in pmol/(cm² s). 1 pmol/(cm² s) of charges is 0.0965 µA/cm². */
export const transportCurrent = (carrier: Carrier, turnover: number): number => 1e-6 * FARADAY * chargeOutward(carrier) * turnover;

/** pmol/(cm² s) of cycles for a current in µA/cm²: how a published current becomes a turnover. */
export const turnoverOf = (carrier: Carrier, current: number): number => current / (1e-6 * FARADAY * chargeOutward(carrier));

/**
 * Potential at which a cycle neither needs nor yields free energy: n·ΔG_ATP + Σ carried·(RT ln(c_in/c_out) + zFV) = 0. Beyond it the carrier runs
 * backwards. For 3 Na⁺ against 1 Ca²⁺ it is 3E_Na − 2E_Ca.
 * @param kilojoules set free by one mole of ATP, above 0.
 * @returns V; NaN for an electroneutral carrier.
 */
export function transportReversal(carrier: Carrier, { kelvin, inside, outside }: Omit<Surroundings, "volts">, kilojoules = ATP_KILOJOULES): number {
  let energy = -1e3 * kilojoules * carrier.atp;
  for (const [ion, n] of Object.entries(carrier.carries)) energy += n * GAS_CONSTANT * kelvin * log(inside[ion]! / outside[ion]!);
  const charge = chargeOutward(carrier);
  return charge === 0 ? NaN : energy / (FARADAY * charge);
}

/** Ions that a carrier needs on both sides, by id. */
export const ionsOf = ({ carries }: Carrier): string[] => Object.keys(carries);

/** Defaults of a carrier's options, with those given put over them. */
export function transportOptions(transporter: Transporter<Params>, given: Readonly<Record<string, number>> = {}): Record<string, never> {
  const values = Object.fromEntries(Object.entries(transporter.params).map(([name, param]) => [name, param.default]));
  return { ...values, ...given } as Record<string, never>;
}
