import { completeValues, type ParamValue } from "../../src/core/define/params";
import { mfnReference } from "../../src/core/models/mfn-reference";
import { ReferenceSimulation } from "../../src/core/models/mfn-reference-simulation";
import type { RunSpec } from "../../src/core/spec/run-spec";

interface Setting {
  grid: number;
  steps: number;
  seed: number;
  variant: "simulate" | "engine";
  boundary?: RunSpec["boundary"];
  parameters?: Record<string, ParamValue>;
}

/** The completed spec of a run of MFN v4.1. */
export function referenceSpec({ grid, steps, seed, variant, boundary = "periodic", parameters = {} }: Setting): RunSpec {
  return {
    version: 1,
    model: "mfn-reference",
    parameters: completeValues(mfnReference.params, { variant, ...parameters }, ["parameters"]),
    grid: { shape: [grid, grid], spacing: 1, stencil: "standard" },
    boundary,
    initial: { kind: "model-default" },
    integrator: { method: "euler", dt: 1 },
    precision: "f64",
    seed,
    steps,
    record: { every: 0, fields: [] },
  };
}

/** The potential at the end of a run, volts. */
export function referenceField(setting: Setting): Float64Array {
  const simulation = new ReferenceSimulation(referenceSpec(setting));
  simulation.advance(setting.steps);
  return simulation.read("V") as Float64Array;
}

/** The potential after every step of a run, volts, frame by frame; the initial field is not among them. */
export function referenceHistory(setting: Setting): Float64Array {
  const simulation = new ReferenceSimulation(referenceSpec(setting));
  const cells = setting.grid ** 2;
  const history = new Float64Array(setting.steps * cells);
  for (let t = 0; t < setting.steps; t++) {
    simulation.advance(1);
    history.set(simulation.read("V"), t * cells);
  }
  return history;
}
