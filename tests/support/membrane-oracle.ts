import { readFileSync } from "node:fs";

/** What tests/oracle/membrane.py wrote. */
export interface MembraneOracle {
  mixtures: {
    ions: [z: number, inside: number, outside: number, permeability: number][];
    kelvin: number;
    reversal: number;
    volts: number[];
    currents: number[][];
  }[];
  bernoulli: [x: number, value: number][];
  bernoulliSlopes: [x: number, value: number][];
  axon: { times: number[]; step: number[][]; ramp: number[][]; warm: number[][]; clamped: number[][]; clampedCurrents: number[][] };
  fitzhugh: { times: number[]; states: number[][] };
  pumpLeak: { times: number[]; pumping: number[][]; stopped: number[][] };
  clearance: { times: number[]; states: number[][] };
  fungal: { times: number[]; states: number[][] };
  plasticity: { interval: number; count: number; duration: number; weight: number }[];
}

export const oracle = JSON.parse(readFileSync(new URL("../golden/oracle-membrane.json", import.meta.url), "utf8")) as MembraneOracle;
