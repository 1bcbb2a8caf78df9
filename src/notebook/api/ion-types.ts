/** Membrane calculators, as the editor knows them. */
export const ionTypes = `
/**
 * The potential at which an ion is in equilibrium, inside against outside, in mV. Concentrations as "5 mM", or a number in mol/L.
 * @example nernst({ z: 1, out: "5 mM", in: "140 mM" })
 */
declare function nernst(ion: { z: number; out: number | string; in: number | string; celsius?: number }): Measured;
/**
 * The potential of a membrane permeable to several ions (Goldman–Hodgkin–Katz), and each ion's part in it; in the form of \`mfn ion ghk\`.
 * @example ghk({ celsius: 18.3, ions: [{ name: "K+", z: 1, in: "400 mM", out: "20 mM", permeability: 1 }] }).potentialMillivolts
 */
declare function ghk(membrane: {
  /** A resting cell to begin with, such as \`squid-axon\`. */
  cell?: string;
  celsius?: number;
  ions?: { name: string; z?: number; in?: number | string; out?: number | string; permeability?: number }[];
  millivolts?: number;
}): {
  potentialMillivolts: number;
  totalCurrent: number;
  slopeConductance: number;
  ions: { name: string; z: number; permeabilityRatio: number | null; nernstMillivolts: number | null; [part: string]: unknown }[];
  warnings: string[];
  [part: string]: unknown;
};
/**
 * An axon, a cell with pumps or a plastic synapse in time, its spikes measured; in the form of \`mfn ion simulate\`.
 * @example axon({ model: "hodgkin-huxley", duration: 50, clamp: { kind: "current", steps: [{ from: 5, to: 50, value: 10 }] } })
 */
declare function axon(run: { model: string; [part: string]: unknown }): {
  times: Float64Array;
  traces: Record<string, Float64Array>;
  spikes: { time: number; threshold: number; peak: number; width: number | null; afterHyperpolarisation: number | null }[] | null;
  rate: number | null;
  rateUnit: string;
  warnings: string[];
  [part: string]: unknown;
};
/** A membrane as the files of \`mfn ion\` describe it. */
interface MembraneInput {
  /** A resting cell to begin with, such as \`squid-axon\`. */
  cell?: string;
  celsius?: number;
  ions?: { name: string; z?: number; in?: number | string; out?: number | string; permeability?: number }[];
  /** What a permeability of 1 stands for, cm/s. */
  unitPermeability?: number;
  millivolts?: number;
  /** Of \`mfn ion list\`, with its options. */
  pump?: string | { id: string; options?: Record<string, number> };
  /** Ends of an I–V curve, mV, and how many points it has. */
  from?: number;
  to?: number;
  points?: number;
}
/** The calculators of \`mfn ion\` that take a whole membrane. */
declare const ion: {
  /**
   * A membrane with a pump: where both currents cancel, where its ions alone would stand, and what the pump carries; as \`mfn ion pump\`.
   * @example ion.pump({ cell: "neurospora-hypha", pump: "proton-pump" }).potentialMillivolts
   */
  pump(membrane: MembraneInput): {
    potentialMillivolts: number | null;
    withoutPumpMillivolts: number | null;
    reversalMillivolts: number | null;
    steadyStateMillivolts?: number;
    turnover: number;
    pumpCurrent: number;
    fluxes: Record<string, number>;
    warnings: string[];
    [part: string]: unknown;
  };
  /**
   * Current against voltage, by ion and in all, µA/cm²; as \`mfn ion iv\`.
   * @example const { millivolts, total } = ion.iv({ cell: "squid-axon", from: -100, to: 60 });
   */
  iv(membrane: MembraneInput): {
    reversalMillivolts: number | null;
    millivolts: number[];
    currents: Record<string, number[]>;
    total: number[];
    slopeConductance: number[];
    warnings: string[];
    [part: string]: unknown;
  };
  /** \`axon\`, telling how far it has come: any model of \`mfn ion list\`. */
  simulate(run: { model: string; [part: string]: unknown }): ReturnType<typeof axon>;
};
`;
