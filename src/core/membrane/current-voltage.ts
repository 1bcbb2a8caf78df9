import type { MembraneIon } from "../define/membrane";
import { log } from "../field/elementary";
import { ghkCurrent, ghkSlope, ghkTotal } from "./ghk";
import { thermalVoltage } from "./nernst";

/** Currents at a row of potentials. */
export interface CurrentVoltage {
  /** µA/cm², outward positive. */
  total: number[];
  /** One list an ion, in their order. */
  byIon: number[][];
  /** Slope conductance of the whole membrane, mS/cm². */
  slope: number[];
}

/** `points` ≥ 2 values from one to another, taken from both ends inward, so that a row symmetric about 0 has 0 in its middle exactly. */
export const evenly = (from: number, to: number, points: number): number[] =>
  Array.from({ length: points }, (_, i) => (from * (points - 1 - i) + to * i) / (points - 1));

/** The I–V curve of a membrane that only GHK currents cross, at these potentials. Permeabilities in cm/s. */
export function currentVoltage(ions: readonly MembraneIon[], kelvin: number, volts: readonly number[]): CurrentVoltage {
  return {
    total: volts.map((v) => ghkTotal(ions, v, kelvin)),
    byIon: ions.map((ion) => volts.map((v) => ghkCurrent(ion, v, kelvin))),
    slope: volts.map((v) => ions.reduce((sum, ion) => sum + ghkSlope(ion, v, kelvin), 0)),
  };
}

/** Where one ion's current vanishes, V: its Nernst potential; ±∞ where it is on one side only, NaN where it is on none. */
export const reversalOf = ({ z, inside, outside }: MembraneIon, kelvin: number): number => (thermalVoltage(kelvin) / z) * log(outside / inside);

/**
 * Chord conductance of one ion, I/(V − E), mS/cm²: what Ohm's law would need. At V = E it is the slope conductance, 0 where E is infinite.
 */
export function chordConductance(ion: MembraneIon, volts: number, kelvin: number): number {
  const drive = volts - reversalOf(ion, kelvin);
  if (!Number.isFinite(drive)) return 0;
  // Near E the quotient is 0/0; the slope half way differs from it by the square of the distance.
  if (Math.abs(drive) < 1e-6 * thermalVoltage(kelvin)) return ghkSlope(ion, volts - drive / 2, kelvin);
  return ghkCurrent(ion, volts, kelvin) / (1e3 * drive);
}

/** Permeabilities as multiples of the first one above 0 of `reference`, or of the largest. */
export function permeabilityRatios(ions: readonly MembraneIon[], reference?: string): number[] {
  const unit = ions.find(({ name }) => name === reference)?.permeability || Math.max(...ions.map(({ permeability }) => permeability));
  return ions.map(({ permeability }) => permeability / unit);
}

/**
 * What permeability the ion at `index` must have for the current of all of them to vanish at `volts`: how permeability ratios are told
 * from reversal potentials measured in two solutions (Hille 2001, Ion Channels of Excitable Membranes, 3rd ed., ch. 14).
 * Null where none of 0 or more does.
 */
export function permeabilityFromReversal(ions: readonly MembraneIon[], index: number, volts: number, kelvin: number): number | null {
  const others = ghkTotal(ions.toSpliced(index, 1), volts, kelvin);
  const permeability = -others / ghkCurrent({ ...ions[index]!, permeability: 1 }, volts, kelvin);
  return permeability >= 0 && permeability < Infinity ? permeability + 0 : null;
}
