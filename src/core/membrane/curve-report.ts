import { currentVoltage, evenly } from "./current-voltage";
import type { MembraneDocument } from "./document";
import { absoluteIons, ghkReport } from "./ghk-report";
import { pumpReport, pumpSurroundings } from "./pump-report";
import { transportCurrent } from "./transport";

export interface CurveReport {
  /** Where the total current vanishes; null, with a reason, for a pump alone. */
  reversalMillivolts: number | null;
  reason?: string;
  celsius: number;
  kelvin: number;
  unitPermeability: number;
  millivolts: number[];
  /** µA/cm² by ion, of the pump where there is one, and of all; mS/cm² for the slope of the ions' part. */
  currents: Record<string, number[]>;
  total: number[];
  slopeConductance: number[];
  warnings: string[];
}

/** The I–V curve of a membrane, its pump included. */
export function curveReport(document: MembraneDocument): CurveReport {
  const { celsius, kelvin, unitPermeability, pump, curve } = document;
  const ions = absoluteIons(document);
  const millivolts = evenly(curve.from, curve.to, curve.points);
  const volts = millivolts.map((v) => v / 1e3);
  const { total, byIon, slope } = currentVoltage(ions, kelvin, volts);
  const at = pump && pumpSurroundings({ ...document, pump });
  const pumped = pump && volts.map((v) => transportCurrent(pump.transporter, pump.transporter.turnover({ ...at!, volts: v }, pump.options)));
  // At 0 mV only so that a pump without a leak is no complaint.
  const { potentialMillivolts, reason } = pump ? pumpReport({ ...document, millivolts: 0 }) : { ...ghkReport(document), reason: undefined };
  return {
    reversalMillivolts: potentialMillivolts,
    ...(reason === undefined ? {} : { reason }),
    celsius,
    kelvin,
    unitPermeability,
    millivolts,
    currents: { ...Object.fromEntries(ions.map(({ name }, i) => [name, byIon[i]!])), ...(pumped ? { pump: pumped } : {}) },
    total: pumped ? total.map((current, i) => current + pumped[i]!) : total,
    slopeConductance: slope,
    warnings: document.warnings,
  };
}

/** A row a potential, with units in the names. */
export const curveRows = ({ millivolts, currents, total, slopeConductance }: CurveReport): Record<string, number>[] =>
  millivolts.map((v, i) => ({
    "V (mV)": v,
    ...Object.fromEntries(Object.entries(currents).map(([name, values]) => [`I ${name} (µA/cm²)`, values[i]!])),
    "I (µA/cm²)": total[i]!,
    "slope g (mS/cm²)": slopeConductance[i]!,
  }));

/** A curve as CSV, in full precision. */
export function curveCsv(report: CurveReport): string {
  const rows = curveRows(report);
  return `${[Object.keys(rows[0]!).join(","), ...rows.map((row) => Object.values(row).join(","))].join("\n")}\n`;
}
