import { describe, expect, it } from "vitest";
import { watch } from "../../support/model-runs";

/** What a step of Euler's method multiplies a wave by. */
async function decay(grid: { shape: [number, number]; spacing: number | number[] }, D: number, dt: number, wave: string): Promise<number> {
  const frames = await watch(
    {
      model: "heat",
      parameters: { D },
      grid,
      boundary: "periodic",
      initial: { kind: "expression", u: wave },
      integrator: { method: "euler", dt },
      precision: "f64",
      steps: 101,
      record: { every: 1 },
    },
    (read) => read("u")[0]!,
  );
  return (frames[100]!.taken / frames[0]!.taken) ** (1 / 100);
}

describe("heat conduction", () => {
  it("lets a wave of 16 cells decay by 0.969552 a step for D = 0.2, Δt = Δx = 1", async () => {
    expect(await decay({ shape: [1, 64], spacing: 1 }, 0.2, 1, "cos(2*pi*x/16)")).toBeCloseTo(0.969552, 6);
  });

  it("lets a wave decay by 1 − Σ 4DΔt sin²(kΔx/2)/Δx² over the axes", async () => {
    const [D, dt, hx, hy] = [0.7, 0.02, 0.5, 0.25];
    const along = (k: number, h: number) => (4 * D * dt * Math.sin((k * h) / 2) ** 2) / h ** 2;
    const [kx, ky] = [(2 * Math.PI * 3) / (24 * hx), (2 * Math.PI * 2) / (30 * hy)];
    const found = await decay({ shape: [30, 24], spacing: [hy, hx] }, D, dt, `cos(${kx}*x)*cos(${ky}*y)`);
    expect(found).toBeCloseTo(1 - along(kx, hx) - along(ky, hy), 12);
  });

  it("conducts through a wall as resistances in a row do", async () => {
    // Between 1 and 0 the flow is 1/Σ(length/D); between cells D is the mean of both, so the wall's faces blur by half a cell.
    const [cells, wall] = [64, 0.1];
    const [last] = await watch(
      {
        model: "heat",
        parameters: { D: `select(abs(x - 31.5) < 8, ${wall}, 1)` },
        grid: { shape: [1, cells], spacing: 1 },
        boundary: { "x-": { dirichlet: 1 }, "x+": { dirichlet: 0 }, other: "neumann" },
        initial: { kind: "expression", u: "0.5" },
        integrator: { method: "euler", dt: 0.25 },
        steps: 120_000,
        record: { every: 120_000 },
        precision: "f64",
      },
      (read) => Array.from(read("u")),
    );
    const resistances = (cells - 1 - 17) / 1 + 2 / ((1 + wall) / 2) + 15 / wall + 2;
    const flow = last!.taken[4]! - last!.taken[5]!;
    expect(flow).toBeCloseTo(1 / resistances, 5);
  });
});
