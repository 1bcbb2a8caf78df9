import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ReferenceFailure, ReferenceMembraneEngine, referenceNernst, type MembraneConfig } from "../../../src/core/membrane/reference-engine";

type Written = number | string;
interface Golden {
  plain_function: { label: string; z: number; c_out: Written; c_in: Written; T: number; volts?: Written; error?: string }[];
  engine: { label: string; config: Record<string, number>; args: Written[]; volts?: number; error?: string; clamping_events: number }[];
  engine_config_errors: { config: Record<string, number>; error: string }[];
  integrate_ode: {
    rhs: string;
    scheme: "euler" | "rk4";
    dt: number;
    steps: number;
    v0: number | number[];
    v_final: number | number[];
    clamping_events: number;
    metrics?: { min: number; max: number; mean: number; std: number };
  }[];
  symbolic_K_volts: number;
}
const golden = (JSON.parse(readFileSync(new URL("../../golden/nernst.json", import.meta.url), "utf8")) as { values: Golden }).values;

const names: Record<string, keyof MembraneConfig> = {
  temperature_k: "temperatureK",
  ion_clamp_min: "ionClampMin",
  potential_min_v: "potentialMinV",
  potential_max_v: "potentialMaxV",
  dt: "dt",
};
const configOf = (config: Record<string, number>) =>
  Object.fromEntries(Object.entries(config).map(([name, value]) => [names[name]!, value])) as Partial<MembraneConfig>;
const failureOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof ReferenceFailure) return error.exception;
  }
  return "no failure";
};
const rates: Record<string, (v: number) => number> = {
  "(-0.065 - V)/0.010": (v) => (-0.065 - v) / 0.01,
  "500*V (grows; clamps at +-0.15)": (v) => 500 * v,
};

function expectVolts(got: number, expected: number): void {
  if (Number.isFinite(expected)) expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-15);
  else expect(got).toBe(expected);
}

describe("the reference's plain Nernst function", () => {
  it.each(golden.plain_function)("$label", ({ z, c_out, c_in, T, volts, error }) => {
    const work = () => referenceNernst(z, Number(c_out), Number(c_in), T);
    if (error) expect(failureOf(work)).toBe(error);
    else expectVolts(work(), Number(volts));
  });
  it("agrees with its symbolic form", () => expectVolts(referenceNernst(1, 0.005, 0.14), golden.symbolic_K_volts));
});

describe("the reference's membrane engine", () => {
  it.each(golden.engine)("$label", ({ config, args, volts, error, clamping_events }) => {
    const engine = new ReferenceMembraneEngine(configOf(config));
    const [z, outside, inside, kelvin] = args.map(Number);
    const work = () => engine.nernst(z!, outside!, inside!, kelvin);
    if (error) expect(failureOf(work)).toBe(error);
    else expectVolts(work(), volts!);
    expect(engine.metrics.clampingEvents).toBe(clamping_events);
  });
  it.each(golden.engine_config_errors)("refuses $config", ({ config, error }) =>
    expect(failureOf(() => new ReferenceMembraneEngine(configOf(config)))).toBe(error),
  );

  it.each(golden.integrate_ode)("integrates $rhs by $scheme, dt $dt", ({ rhs, scheme, dt, steps, v0, v_final, clamping_events, metrics }) => {
    const engine = new ReferenceMembraneEngine({ scheme, dt });
    const final = engine.integrate([v0].flat(), rates[rhs]!, steps);
    [v_final].flat().forEach((expected, i) => expectVolts(final[i]!, expected));
    expect(engine.metrics.clampingEvents).toBe(clamping_events);
    if (!metrics) return;
    for (const key of ["min", "max", "mean", "std"] as const) expectVolts(engine.metrics[key]!, metrics[key]);
  });

  it("counts each raised value of an array and keeps its statistics", () => {
    const engine = new ReferenceMembraneEngine();
    const volts = engine.nernstArray(1, [0.005, 1e-9], [0.14, 1e-12]);
    expectVolts(volts[0]!, -0.08901066911987907);
    expect(engine.metrics).toMatchObject({ clampingEvents: 2, min: volts[0], max: 0 });
    expect(engine.metrics.mean).toBeCloseTo(volts[0]! / 2, 15);
    expect(engine.metrics.std).toBeCloseTo(-volts[0]! / 2, 15);
  });
  it("leaves values alone when told not to clamp, and fails by name when they leave the finite range", () => {
    const engine = new ReferenceMembraneEngine({ dt: 1e-2 });
    expect(engine.integrate([0.1], (v) => 100 * v, 3, false)[0]).toBeCloseTo(0.8, 12);
    expect(failureOf(() => engine.integrate([0.1], () => Infinity, 1, false))).toBe("NumericalInstabilityError");
    expect(new ReferenceMembraneEngine({ checkStability: false }).integrate([0.1], () => NaN, 1)[0]).toBeNaN();
  });
});
