import type { EquationModel } from "../../src/core/define/model";
import { defineModel } from "../../src/core/define/model";
import { num } from "../../src/core/define/params";
import type { Simulation, FieldValues } from "../../src/core/simulation";
import type { BoundarySpec, GridSpec, RunSpec } from "../../src/core/spec/run-spec";
import { plain } from "../../src/engine/backends/plain/run";

/** A model for a test: its species and parameters with their values, nothing else. */
export function modelOf(equations: Record<string, string>, params: Record<string, number> = {}): EquationModel {
  return defineModel({
    id: "test",
    title: "Test",
    summary: "A test",
    source: "A test",
    species: Object.fromEntries(Object.keys(equations).map((name) => [name, { title: name, unit: "1", range: [-10, 10] as const }])),
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, num(value, { title: name, min: -1e6, max: 1e6 })])),
    equations,
    integrator: { method: "euler", dt: "auto" },
    initial: { kind: "noise", around: Object.fromEntries(Object.keys(equations).map((name) => [name, 0])), amplitude: 1 },
  });
}

interface RunOptions {
  shape: GridSpec["shape"];
  spacing?: GridSpec["spacing"];
  stencil?: GridSpec["stencil"];
  boundary?: BoundarySpec;
  method?: string;
  dt: number;
  precision?: "f32" | "f64";
  seed?: number;
}

/** Starts equations on the plain back end from given values, without completion of the spec. */
export function start(model: EquationModel, initial: Record<string, ArrayLike<number>>, options: RunOptions): Simulation {
  const { shape, spacing = 1, stencil = "standard", boundary = "periodic", method = "euler", dt, precision = "f64", seed = 1 } = options;
  const parameters = Object.fromEntries(Object.entries(model.params).map(([name, param]) => [name, param.default]));
  const spec: RunSpec = {
    version: 1,
    model: model.id,
    parameters,
    grid: { shape, spacing, stencil },
    boundary,
    initial: { kind: "model-default" },
    integrator: { method, dt },
    precision,
    seed,
    steps: 0,
    record: { every: 0, fields: [] },
  };
  const fields = Object.fromEntries(
    Object.entries(initial).map(([name, values]) => [name, precision === "f32" ? Float32Array.from(values) : Float64Array.from(values)]),
  );
  return plain.start(model, spec, fields) as Simulation;
}

/** Values of a function of the cell's position, C order. */
export function sampled(shape: readonly number[], f: (x: number, y: number, z: number) => number): Float64Array {
  const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
  return Float64Array.from({ length: nx * ny * nz }, (_, cell) => f(cell % nx, Math.floor(cell / nx) % ny, Math.floor(cell / (nx * ny))));
}

/** The values of a field of a run on the plain back end, which answers at once. */
export const readNow = (simulation: Simulation, field: string): Float64Array => Float64Array.from(simulation.read(field) as FieldValues);
