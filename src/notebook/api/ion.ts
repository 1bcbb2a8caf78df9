import { concentrationOf } from "../../core/membrane/concentration";
import { readMembrane } from "../../core/membrane/document";
import { ghkReport, type GhkReport } from "../../core/membrane/ghk-report";
import { nernstPotential } from "../../core/membrane/nernst";
import { simulateMembrane } from "../../core/membrane/simulate";
import { readSimulation } from "../../core/membrane/simulation-document";
import { simulationReport, type SimulationReport } from "../../core/membrane/simulation-report";
import type { Measured } from "../describe-value";
import type { Family } from "./family";

export interface IonApi {
  nernst(ion: { z: number; out: number | string; in: number | string; celsius?: number }): Measured;
  ghk(membrane: object): GhkReport;
  axon(run: object): SimulationReport & { times: Float64Array; traces: Record<string, Float64Array> };
}

/** 0 °C in kelvin, exactly. */
const iceKelvin = 273.15;

export const ionFamily: Family<IonApi> = () => ({
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

  axon(given) {
    const run = readSimulation(given);
    const traces = simulateMembrane(run);
    return {
      ...simulationReport(run.model, traces),
      times: Float64Array.from(traces.times),
      traces: { ...traces.traces } as Record<string, Float64Array>,
    };
  },
});
