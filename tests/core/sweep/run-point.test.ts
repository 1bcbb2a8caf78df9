import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/core/simulate";
import { runPoint } from "../../../src/core/sweep/run-point";
import type { PointRequest } from "../../../src/core/sweep/point";
import { plain } from "../../../src/engine/backends/plain/run";
import { createPointsHost } from "../../../src/engine/host-points";
import { startSimulation } from "../../../src/core/simulate";

const point = (request: PointRequest) => runPoint(request, (run, arrays) => startSimulation(run, plain, arrays));
const spec = { version: 1 as const, model: "gray-scott", grid: { shape: [32, 32] as [number, number] }, steps: 60, seed: 5 };

describe("one run of a sweep", () => {
  it("measures the state that a run by itself ends in", async () => {
    const { fields } = await simulate(spec, plain);
    const v = fields["v"]!;
    const result = await point({ spec, measure: ["mean", "u.max", "amplitude", "V_mean", "box-counting", "regime"], keep: { state: true } });
    const mean = [...v].reduce((sum, value) => sum + value, 0) / v.length;
    expect(result.numbers["mean"]).toBeCloseTo(mean, 12);
    expect(result.numbers["V_mean"]).toBeCloseTo(mean, 12);
    expect(result.numbers["u.max"]).toBe(Math.max(...fields["u"]!));
    expect(result.numbers["amplitude"]).toBeCloseTo((Math.max(...v) - Math.min(...v)) / 2, 12);
    expect(result.numbers).not.toHaveProperty("regime");
    expect(result.state!["v"]).toEqual(v);
    expect(result).toMatchObject({ failure: null, steps: 60 });
  });

  it("is the same to the bit on the interpreter and in WebAssembly", async () => {
    const measure = ["mean", "std", "wavelength", "box-counting", "temporal-change", "roundness", "D_box", "E_trend"];
    const request = { spec: { ...spec, record: { every: 20 } }, measure, keep: { thumbnail: 16 } };
    const [a, b] = [await point(request), await createPointsHost().samplePoint(request)];
    expect({ ...b, seconds: 0 }).toEqual({ ...a, seconds: 0 });
    expect(a.tile).toMatchObject({ width: 16, height: 16 });
  });

  it("that ends uniform has no dimension and no wavelength, with the reason", async () => {
    const result = await point({ spec: { ...spec, steps: 2000, parameters: { F: 0.05, k: 0.055 }, grid: { shape: [16, 16] } }, measure: ["box-counting", "wavelength", "mean"] }); // prettier-ignore
    expect(result).toMatchObject({
      regime: "homogeneous",
      numbers: { "box-counting": null, wavelength: null },
      reasons: { wavelength: "the field is uniform" },
    });
  });

  it("that leaves the finite range says so and is no failure of the whole", async () => {
    const result = await point({
      spec: {
        version: 1,
        model: "custom",
        species: { u: {} },
        params: {},
        equations: { u: "u^2" },
        grid: { shape: [4, 4] },
        initial: { kind: "expression", u: "1" } as never,
        integrator: { method: "euler", dt: 1 },
        steps: 100,
      },
      measure: ["mean"],
    });
    expect(result).toMatchObject({ regime: "blown-up", numbers: { mean: null } });
    expect(result.failure).toMatch(/left the finite range/);
  });

  it("whose spec is refused tells why", async () => {
    const result = await point({ spec: { ...spec, parameters: { F: -1 } }, measure: ["mean"] });
    expect(result).toMatchObject({ regime: null, specHash: null, numbers: { mean: null } });
    expect(result.failure).toMatch(/parameters\.F/);
  });

  it("goes on from a state that is given", async () => {
    const half = await point({ spec: { ...spec, steps: 30 }, measure: [], keep: { state: true } });
    const whole = await point({ spec, measure: ["mean"] });
    const rest = await point({ spec: { ...spec, steps: 30 }, from: half.state!, measure: ["mean"] });
    expect(rest.numbers["mean"]).toBe(whole.numbers["mean"]);
  });

  it("without steps measures the start", async () => {
    const result = await point({ spec: { ...spec, steps: 0 }, measure: ["mean", "temporal-change"] });
    expect(result.numbers["mean"]).not.toBeNull();
    expect(result.reasons["temporal-change"]).toMatch(/two frames/);
  });
});
