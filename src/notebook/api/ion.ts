import { concentrationOf } from "../../core/membrane/concentration";
import { curveReport, type CurveReport } from "../../core/membrane/curve-report";
import { readMembrane } from "../../core/membrane/document";
import { ghkReport, type GhkReport } from "../../core/membrane/ghk-report";
import { nernstPotential } from "../../core/membrane/nernst";
import { pumpReport, type PumpReport } from "../../core/membrane/pump-report";
import { simulateMembrane } from "../../core/membrane/simulate";
import { readSimulation } from "../../core/membrane/simulation-document";
import { simulationReport, type SimulationReport } from "../../core/membrane/simulation-report";
import type { Measured } from "../describe-value";
import type { Family } from "./family";

export interface IonApi {
  nernst(ion: { z: number; out: number | string; in: number | string; celsius?: number }): Measured;
  ghk(membrane: object): GhkReport;
  axon(run: object): IonTraces;
  ion: {
    pump(membrane: object): PumpReport;
    iv(membrane: object): CurveReport;
    simulate(run: object): IonTraces;
  };
}

type IonTraces = SimulationReport & { times: Float64Array; traces: Record<string, Float64Array> };

/** 0 °C in kelvin, exactly. */
const iceKelvin = 273.15;

export const ionFamily: Family<IonApi> = ({ progress }) => ({
  nernst({ z, out, in: inside, celsius = 37 }) {
    const { volts, warnings } = nernstPotential({
      z,
      outside: concentrationOf(out, ["out"]),
      inside: concentrationOf(inside, ["in"]),
      kelvin: celsius + iceKelvin,
    });
    return { label: "Nernst potential", unit: "mV", value: 1000 * volts, interval: null, note: warnings[0] ?? null };
  },

  ghk: (membrane) => ghkReport(readMembrane(membrane)),

  axon: (run) => simulated(run),

  ion: {
    pump: (membrane) => pumpReport(readMembrane(membrane)),
    iv: (membrane) => curveReport(readMembrane(membrane)),
    simulate: (run) => simulated(run, progress),
  },
});

function simulated(given: object, progress?: (share: number) => void): IonTraces {
  const run = readSimulation(given);
  const traces = simulateMembrane({ ...run, ...(progress && { progress }) });
  return {
    ...simulationReport(run.model, traces),
    times: Float64Array.from(traces.times),
    traces: { ...traces.traces } as Record<string, Float64Array>,
  };
}
