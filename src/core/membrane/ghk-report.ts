import type { MembraneIon } from "../define/membrane";
import { chordConductance, permeabilityRatios, reversalOf } from "./current-voltage";
import type { MembraneDocument } from "./document";
import { ghkCurrent, ghkPotential, ghkSlope, ghkTotal, type PotentialMethod } from "./ghk";

/** One ion at a potential; currents µA/cm² outward positive, conductances mS/cm². */
export interface IonReport {
  name: string;
  z: number;
  insideMolar: number;
  outsideMolar: number;
  permeability: number;
  permeabilityRatio: number;
  nernstMillivolts: number | null;
  reason?: string;
  current: number;
  chordConductance: number;
  slopeConductance: number;
}

export interface GhkReport {
  /** Where the ions' currents cancel. */
  potentialMillivolts: number;
  method: PotentialMethod;
  celsius: number;
  kelvin: number;
  unitPermeability: number;
  /** The potential that the ions' currents stand for: the one asked for, or else where they cancel. */
  atMillivolts: number;
  totalCurrent: number;
  slopeConductance: number;
  ions: IonReport[];
  warnings: string[];
}

/** Permeabilities in cm/s. */
export const absoluteIons = ({ ions, unitPermeability }: MembraneDocument): MembraneIon[] =>
  ions.map((ion) => ({ ...ion, permeability: ion.permeability * unitPermeability }));

/** The potential of a membrane, and each ion's part in it. @throws WorkbenchError where no finite potential stops the current. */
export function ghkReport(document: MembraneDocument): GhkReport {
  const { celsius, kelvin, unitPermeability, millivolts, warnings } = document;
  const { volts, method } = ghkPotential(document.ions, kelvin);
  const at = millivolts === null ? volts : millivolts / 1e3;
  const ions = absoluteIons(document);
  const ratios = permeabilityRatios(ions, "K+");
  return {
    potentialMillivolts: 1e3 * volts,
    method,
    celsius,
    kelvin,
    unitPermeability,
    atMillivolts: 1e3 * at,
    totalCurrent: ghkTotal(ions, at, kelvin),
    slopeConductance: ions.reduce((sum, ion) => sum + ghkSlope(ion, at, kelvin), 0),
    ions: ions.map((ion, i) => {
      const reversal = reversalOf(ion, kelvin);
      const missing = ion.inside === 0 ? (ion.outside === 0 ? "it is on neither side" : "there is none inside") : "there is none outside";
      return {
        name: ion.name,
        z: ion.z,
        insideMolar: ion.inside,
        outsideMolar: ion.outside,
        permeability: document.ions[i]!.permeability,
        permeabilityRatio: ratios[i]!,
        ...(Number.isFinite(reversal) ? { nernstMillivolts: 1e3 * reversal } : { nernstMillivolts: null, reason: missing }),
        current: ghkCurrent(ion, at, kelvin),
        chordConductance: chordConductance(ion, at, kelvin),
        slopeConductance: ghkSlope(ion, at, kelvin),
      };
    }),
    warnings,
  };
}
