import { describe, expect, it } from "vitest";
import { aggregate } from "../../../server/reference/aggregate";
import { nernst } from "../../../server/reference/nernst";
import { referenceBodies } from "../../../server/reference/schemas";
import { simulate } from "../../../server/reference/simulate";
import { dataset, validate } from "../../../server/reference/validate";
import { NumpyGenerator } from "../../../src/core/field/numpy-random";
import api from "../../golden/api_examples.json" with { type: "json" };
import golden from "../../golden/validate.json" with { type: "json" };

const examples = Object.entries(api.values)
  .filter(([name]) => name.startsWith("simulate "))
  .map(([name, wanted]) => [name.slice("simulate ".length), wanted as Record<string, number>] as const);

/** Dimensions are fitted by another library there: 1e-12 relative. */
const near = (got: number, wanted: number) => expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));

describe("/simulate", () => {
  it.each(examples)("answers %s as MFN v4.1 does", (text, wanted) => {
    const got = simulate(referenceBodies.simulate.parse(JSON.parse(text))) as unknown as Record<string, number>;
    for (const name of ["growth_events", "pot_min_mV", "pot_max_mV", "pot_mean_mV", "pot_std_mV"]) expect(got[name]).toBe(wanted[name]);
    near(got["fractal_dimension"]!, wanted["fractal_dimension"]!);
  });

  it("warns of an unstable alpha in mode reference, and refuses it in mode correct (fault F12)", () => {
    const request = { grid_size: 16, steps: 5, alpha: 0.26 };
    expect(simulate(referenceBodies.simulate.parse(request)).warnings).toEqual([expect.stringMatching(/stability limit 0.25/)]);
    expect(() => simulate(referenceBodies.simulate.parse({ ...request, mode: "correct" }))).toThrow(
      "At alpha: expected a number in (0, 0.25], got 0.26",
    );
  });

  it("says in mode correct why there is no dimension, or what noise would give (faults F5, F7)", () => {
    const got = simulate(referenceBodies.simulate.parse({ grid_size: 32, steps: 32, mode: "correct" }));
    if (got.fractal_dimension === null) expect(got.fractal_dimension_reason).toMatch(/\w/);
    else expect(got.noise_dimension).toEqual(expect.any(Number));
  });
});

describe("/nernst", () => {
  it("answers the reference's example", () => {
    const request = referenceBodies.nernst.parse({ concentration_out_molar: 0.005, concentration_in_molar: 0.14 });
    expect(nernst(request)).toEqual({ potential_mV: api.values["nernst K+"], mode: "reference", warnings: [] });
  });

  it("gives calcium its 132 mV in mode correct, and 102 with a warning in mode reference (fault F13)", () => {
    const calcium = { z_valence: 2, concentration_out_molar: 0.002, concentration_in_molar: 1e-7 };
    const was = nernst(referenceBodies.nernst.parse(calcium));
    expect(was.potential_mV).toBeCloseTo(101.52, 2);
    expect(was.warnings).toHaveLength(1);
    expect(nernst(referenceBodies.nernst.parse({ ...calcium, mode: "correct" })).potential_mV).toBeCloseTo(132.27, 1);
  });

  it("takes chloride, and no ion without charge", () => {
    const request = { concentration_out_molar: 0.12, concentration_in_molar: 0.004 };
    expect(nernst(referenceBodies.nernst.parse({ ...request, z_valence: -1 })).potential_mV).toBeCloseTo(-90.85, 2);
    expect(() => nernst(referenceBodies.nernst.parse({ ...request, z_valence: 0 }))).toThrow("the charge number may not be 0");
  });
});

describe("/federated/aggregate", () => {
  const { gradients, num_clusters, aggregated_gradient, num_input_gradients } = api.values.federated;
  it("answers the reference's example", () => {
    const got = aggregate(referenceBodies.aggregate.parse({ gradients, num_clusters }));
    expect(got).toMatchObject({ aggregated_gradient, num_input_gradients });
  });
  it("refuses in mode correct what the rule does not bear (fault F14)", () => {
    const request = { gradients, num_clusters, byzantine_fraction: 0.4, mode: "correct" };
    expect(() => aggregate(referenceBodies.aggregate.parse(request))).toThrow(/tolerates|attackers/);
    expect(aggregate(referenceBodies.aggregate.parse({ ...request, num_clusters: 1, byzantine_fraction: 0.2 })).tolerated_byzantine).toBe(1);
  });
  it("refuses gradients of several lengths, and none", () => {
    expect(() => aggregate(referenceBodies.aggregate.parse({ gradients: [[1, 2], [1]] }))).toThrow("At gradients[1]: expected 2 values");
    expect(() => aggregate(referenceBodies.aggregate.parse({ gradients: [] }))).toThrow("no gradients");
  });
});

describe("/validate", () => {
  const [small] = golden.values;
  it.each([golden.values[0]!, golden.values[3]!])("draws the fields of MFN v4.1 for $config", ({ config, dataset_x, dataset_y, metrics }) => {
    const request = referenceBodies.validate.parse(config);
    const { mode: _mode, epochs: _epochs, batch_size: _size, ...fields } = request;
    const data = dataset(fields, new NumpyGenerator(request.seed));
    data.x.forEach((row, i) =>
      row.forEach((value, c) => expect(Math.abs(value - dataset_x[i]![c]!)).toBeLessThanOrEqual(2e-6 * Math.abs(dataset_x[i]![c]!))),
    );
    data.y.forEach((value, i) => expect(Math.abs(value - dataset_y[i]![0]!)).toBeLessThanOrEqual(1e-6));
    near(data.lyapunov, metrics.lyapunov_mean);
  });

  it("answers its metrics; the losses are of weights of our own", () => {
    const got = validate(referenceBodies.validate.parse(small!.config)) as unknown as Record<string, number>;
    const { loss_start, loss_final, loss_drop, ...metrics } = small!.metrics;
    for (const [name, wanted] of Object.entries(metrics)) near(got[name]!, wanted);
    expect(got["nernst_symbolic_mV"]).toBe(metrics.nernst_symbolic_mV);
    for (const name of Object.keys({ loss_start, loss_final, loss_drop })) expect(got[name]).toEqual(expect.any(Number));
  });

  it("holds the network against fields it never saw and a linear fit (fault F16)", () => {
    const got = validate(referenceBodies.validate.parse({ grid_size: 16, steps: 16, mode: "correct" }));
    expect(got.linear_baseline_loss!).toBeLessThan(got.mean_baseline_loss!);
    expect(got.better_than_linear).toBe(false);
    expect(got.lyapunov_exponent).toBeGreaterThan(Math.log(0.2));
    expect(got.lyapunov_exponent).toBeLessThan(Math.log(0.5));
  });
});
