import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeValues } from "../../../src/core/define/params";
import { NumpyGenerator, type GeneratorState } from "../../../src/core/field/numpy-random";
import { mfnReference } from "../../../src/core/models/mfn-reference";
import { ReferenceSimulation } from "../../../src/core/models/mfn-reference-simulation";
import type { RunSpec } from "../../../src/core/spec/run-spec";
import { referenceSpec } from "../../support/reference-runs";

type Config = Record<string, number | boolean | string>;
interface Summary {
  sha256_le_f64: string;
  mean: number;
  std: number;
  min: number;
  max: number;
  values_row_major?: number[];
}
interface Metrics {
  field_min_v: number;
  field_max_v: number;
  field_mean_v: number;
  field_std_v: number;
  activator_mean: number;
  inhibitor_mean: number;
  steps_computed: number;
  growth_events: number;
  turing_activations: number;
  clamping_events: number;
  nan_detected: boolean;
  inf_detected: boolean;
  steps_to_instability: number | null;
}
interface EngineRun {
  config: Config;
  metrics: Metrics;
  field: Summary;
  activator: Summary;
  inhibitor: Summary;
  initial?: { field: number[]; activator: number[]; inhibitor: number[] };
  snapshots?: { after_steps: number; field: number[]; activator: number[]; inhibitor: number[]; metrics: Metrics }[];
  history_sha256_per_step: string[];
}
interface EngineGolden {
  runs: EngineRun[];
  config_errors: { config: Config; error: string }[];
  numerics_full_simulation_step: {
    seed: number;
    grid: number;
    steps: number;
    field_sha256: string;
    activator_sha256: string;
    inhibitor_sha256: string;
    step_metrics: { growth_event: boolean; turing_activations: number; clamping_events: number }[];
  };
}
const golden = <T>(name: string) => (JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), "utf8")) as { values: T }).values;
const engine = golden<EngineGolden>("reaction_diffusion_engine");
const simulate = golden<{ config: Config; growth_events: number; field: Summary; rng_next_random_after: number }[]>("simulate_mycelium_field");

const sha256 = (values: ArrayLike<number>) =>
  createHash("sha256")
    .update(new Uint8Array(Float64Array.from(values).buffer))
    .digest("hex");
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
const std = (values: ArrayLike<number>) => Math.sqrt(mean(Array.from(values, (x) => (x - mean(values)) ** 2)));
const title = (config: Config) => JSON.stringify(config);

function specOf({ grid_size, seed, steps, boundary_condition, ...parameters }: Config, variant: "simulate" | "engine"): RunSpec {
  return referenceSpec({
    grid: grid_size as number,
    steps: (steps as number) ?? 0,
    seed: seed as number,
    variant,
    boundary: boundary_condition as RunSpec["boundary"],
    parameters,
  });
}
const start = (config: Config, variant: "simulate" | "engine") => new ReferenceSimulation(specOf(config, variant));

function expectMetrics(run: ReferenceSimulation, metrics: Metrics): void {
  const v = run.read("V");
  expect([Math.min(...v), Math.max(...v)]).toEqual([metrics.field_min_v, metrics.field_max_v]);
  expect([v.some(Number.isNaN), v.some((value) => Math.abs(value) === Infinity)]).toEqual([metrics.nan_detected, metrics.inf_detected]);
  expect(metrics.steps_to_instability).toBeNull();
  expect(mean(v) / metrics.field_mean_v).toBeCloseTo(1, 12);
  expect(std(v) / metrics.field_std_v).toBeCloseTo(1, 12);
  expect(mean(run.read("activator")) / metrics.activator_mean).toBeCloseTo(1, 12);
  expect(mean(run.read("inhibitor")) / metrics.inhibitor_mean).toBeCloseTo(1, 12);
  expect(run.step).toBe(metrics.steps_computed);
  expect(run.counters()).toEqual({
    growthEvents: metrics.growth_events,
    turingActivations: metrics.turing_activations,
    clampingEvents: metrics.clamping_events,
  });
}

function expectField(values: ArrayLike<number>, summary: Summary): void {
  expect(sha256(values)).toBe(summary.sha256_le_f64);
  if (summary.values_row_major) expect(Array.from(values)).toEqual(summary.values_row_major);
}

describe("variant simulate equals simulate_mycelium_field to the bit", () => {
  it.each(simulate.map((run) => ({ title: title(run.config), run })))("$title", ({ run }) => {
    const simulation = start(run.config, "simulate");
    simulation.advance(run.config.steps as number);
    expectField(simulation.read("V"), run.field);
    expect(simulation.counters().growthEvents).toBe(run.growth_events);
    const generator = new NumpyGenerator(0);
    generator.restore((simulation.save().extra as { generator: GeneratorState }).generator);
    expect(generator.random()).toBe(run.rng_next_random_after);
  });
});

describe("variant engine equals ReactionDiffusionEngine to the bit", () => {
  it.each(engine.runs.map((run) => ({ title: title(run.config), run })))("$title", ({ run }) => {
    const simulation = start(run.config, "engine");
    const planes = () => ({
      field: [...simulation.read("V")],
      activator: [...simulation.read("activator")],
      inhibitor: [...simulation.read("inhibitor")],
    });
    if (run.initial) expect(planes()).toEqual(run.initial);
    for (const [i, hash] of run.history_sha256_per_step.entries()) {
      simulation.advance(1);
      expect(sha256(simulation.read("V")), `step ${i + 1}`).toBe(hash);
      const snapshot = run.snapshots?.find((s) => s.after_steps === i + 1);
      if (!snapshot) continue;
      expect(planes()).toEqual({ field: snapshot.field, activator: snapshot.activator, inhibitor: snapshot.inhibitor });
      expectMetrics(simulation, snapshot.metrics);
    }
    simulation.advance((run.config.steps as number) - simulation.step);
    expectField(simulation.read("V"), run.field);
    expectField(simulation.read("activator"), run.activator);
    expectField(simulation.read("inhibitor"), run.inhibitor);
    expectMetrics(simulation, run.metrics);
  });

  it("full_simulation_step, with the counts of every step", () => {
    const { seed, grid, field_sha256, activator_sha256, inhibitor_sha256, step_metrics } = engine.numerics_full_simulation_step;
    const simulation = start({ seed, grid_size: grid }, "engine");
    for (const expected of step_metrics) {
      const before = simulation.counters();
      simulation.advance(1);
      const after = simulation.counters();
      expect(after.growthEvents! - before.growthEvents!).toBe(Number(expected.growth_event));
      expect(after.turingActivations! - before.turingActivations!).toBe(expected.turing_activations);
      expect(after.clampingEvents! - before.clampingEvents!).toBe(expected.clamping_events);
    }
    expect(["V", "activator", "inhibitor"].map((field) => sha256(simulation.read(field)))).toEqual([
      field_sha256,
      activator_sha256,
      inhibitor_sha256,
    ]);
  });
});

describe("mfn-reference as a simulation", () => {
  const noisy = { grid_size: 16, seed: 3, quantum_jitter: true, turing_threshold: 0.05 };

  it("goes on after restore exactly as it did, generator and counts included", () => {
    const one = start(noisy, "simulate");
    one.advance(7);
    const saved = one.save();
    one.advance(9);
    const other = start({ ...noisy, seed: 99 }, "simulate");
    other.restore(saved);
    other.advance(9);
    expect(other.save()).toEqual(one.save());
    expect(other.time).toBe(16);
  });
  it("does not care how the steps are portioned", () => {
    const [one, other] = [start(noisy, "engine"), start(noisy, "engine")];
    one.advance(12);
    for (let i = 0; i < 4; i++) other.advance(3);
    expect(other.save()).toEqual(one.save());
  });
  it("takes new parameters without touching state or stream", () => {
    const simulation = start(noisy, "engine");
    const before = simulation.save();
    simulation.setParameters(specOf({ ...noisy, alpha: 0.1 }, "engine").parameters);
    expect(simulation.save()).toEqual(before);
    expect(simulation.spec.parameters.alpha).toBe(0.1);
  });
  it("refuses a grid that is not square, other boundaries, and boundaries that version A never had", async () => {
    const spec = specOf(noisy, "engine");
    await expect(mfnReference.start({ ...spec, grid: { ...spec.grid, shape: [16, 8] } })).rejects.toThrow(/At grid\.shape: expected \[n, n\]/);
    await expect(mfnReference.start({ ...spec, boundary: { V: "periodic" } })).rejects.toThrow(/At boundary: expected periodic, neumann, dirichlet/);
    expect(() => start({ ...noisy, boundary_condition: "neumann" }, "simulate")).toThrow(/At boundary: .*always periodic/);
    expect(() => start({ ...noisy, jitter_var: -1 }, "engine")).toThrow(/jitter_var: a variance cannot be negative/);
  });
  it("runs with a warning where the engine refuses a parameter", () => {
    const refused = engine.config_errors.filter(({ config }) => !("grid_size" in config));
    expect(refused).toHaveLength(11);
    for (const { config } of refused) {
      const warnings: string[] = [];
      const completed = completeValues(mfnReference.params, config, ["parameters"], (message) => warnings.push(message));
      expect(completed).toMatchObject(config);
      expect(warnings).toEqual([expect.stringMatching(new RegExp(`^parameters\\.${Object.keys(config)[0]} = .* lies outside the stable range`))]);
    }
  });
  it("runs the grids that the engine refuses for their size alone", () => {
    const sizes = engine.config_errors.flatMap(({ config }) => (config.grid_size === undefined ? [] : [config.grid_size as number]));
    expect(sizes).toEqual([3, 1025]);
    for (const grid_size of sizes) {
      const simulation = start({ ...noisy, grid_size }, "engine");
      simulation.advance(2);
      expect(simulation.read("V")).toHaveLength(grid_size ** 2);
      expect(simulation.read("V").every(Number.isFinite)).toBe(true);
    }
  });
});
