import { defineModel, type EquationModel } from "../../../../src/core/define/model";
import { num } from "../../../../src/core/define/params";
import { gridOf } from "../../../../src/core/field/grid";
import type { FieldValues, Simulation, Snapshot } from "../../../../src/core/simulation";
import type { RunSpec } from "../../../../src/core/spec/run-spec";
import { startSpectral } from "../../../../src/engine/backends/spectral/run";

export type Place = (x: number, y: number, z: number) => number;

export interface Problem {
  equations: Record<string, string>;
  auxiliary?: Record<string, string>;
  timeScale?: number | string;
  parameters?: RunSpec["parameters"];
  shape: readonly number[];
  /** Extents of the domain in the order of `shape`; 2π each when absent. */
  length?: readonly number[];
  start: Record<string, Place>;
  method?: string;
  dt: number;
  precision?: "f32" | "f64";
  arrays?: Record<string, ArrayLike<number>>;
}

export function modelOf({ equations, auxiliary, timeScale, parameters = {} }: Problem): EquationModel {
  const species = Object.keys(equations).map((name, i) => [
    name,
    { title: name, unit: "1", range: [-1, 1] as const, ...(i === 0 && timeScale !== undefined ? { timeScale } : {}) },
  ]);
  const params = Object.keys(parameters).map((name) => [name, num(1, { title: name, min: -100, max: 100 })]);
  return defineModel({
    id: "problem",
    title: "Problem",
    summary: "",
    source: "",
    species: Object.fromEntries(species),
    params: Object.fromEntries(params),
    equations,
    ...(auxiliary && { auxiliary }),
    initial: { kind: "noise", around: "fixed-point", amplitude: 0 },
    integrator: { method: "etdrk4", dt: 1 },
  });
}

export function specOf({ shape, length, parameters = {}, method = "etdrk4", dt, precision = "f64" }: Problem): RunSpec {
  return {
    version: 1,
    model: "problem",
    parameters,
    grid: {
      shape: [...shape] as RunSpec["grid"]["shape"],
      spacing: shape.map((n, axis) => (length?.[axis] ?? 2 * Math.PI) / n),
      stencil: "standard",
    },
    boundary: "periodic",
    initial: { kind: "model-default" },
    integrator: { method, dt },
    precision,
    seed: 1,
    steps: 1,
    record: { every: 0, fields: [] },
  };
}

/** The values of a formula in the cells. */
export function fieldOf(problem: Problem, place: Place): Float64Array<ArrayBuffer> {
  const { nx, ny, hx, hy, hz, cells } = gridOf(specOf(problem).grid);
  return Float64Array.from({ length: cells }, (_, i) => place((i % nx) * hx, (Math.floor(i / nx) % ny) * hy, Math.floor(i / (nx * ny)) * hz));
}

export function start(problem: Problem): Simulation {
  const fields = Object.entries(problem.start).map(([name, place]): [string, FieldValues] => {
    const values = fieldOf(problem, place);
    return [name, problem.precision === "f32" ? Float32Array.from(values) : values];
  });
  return startSpectral(modelOf(problem), specOf(problem), Object.fromEntries(fields), problem.arrays);
}

/** A field after so many steps. */
export function after(problem: Problem, steps: number, field = Object.keys(problem.equations)[0]!): Float64Array {
  const simulation = start(problem);
  void simulation.advance(steps);
  return read(simulation, field);
}

export const save = (simulation: Simulation): Snapshot => simulation.save() as Snapshot;

export const read = (simulation: Simulation, field: string): Float64Array => Float64Array.from(simulation.read(field) as FieldValues);

export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), a.length === b.length ? 0 : Infinity);

export const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
