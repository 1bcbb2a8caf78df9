import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../../src/core/define/model";
import { initialFields } from "../../../../src/core/initial";
import { complete } from "../../../../src/core/spec/complete";
import type { RunSpecInput } from "../../../../src/core/spec/run-spec";
import { plain } from "../../../../src/engine/backends/plain/run";

/** The first field after some steps; a spec warns of a step too large, which is no matter here. */
async function after(document: Omit<RunSpecInput, "version" | "model">, steps: number): Promise<Float64Array> {
  const { spec, model } = complete({ version: 1, model: "custom", precision: "f64", ...document });
  const simulation = await plain.start(model as EquationModel, spec, initialFields(model as EquationModel, spec));
  await simulation.advance(steps);
  return Float64Array.from(await simulation.read(simulation.fields[0]!));
}
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const drift = { species: { c: {} }, equations: { c: "driftdiffuse(D, c, p)" } };

describe("drift and diffusion by the flux of Scharfetter and Gummel", () => {
  it.each([0.1, 3, 40])("lets c ∝ e^(−p) stand, and draws everything else there, with p of height ±%d", async (height) => {
    const document = {
      ...drift,
      params: { D: 0.001 },
      auxiliary: { p: `${height}*cos(2*pi*x/Lx)*sin(2*pi*y/Ly)` },
      grid: { shape: [6, 8] as [number, number] },
      integrator: { method: "euler", dt: 1 },
    };
    const equilibrium = { kind: "expression" as const, c: `exp(-(${document.auxiliary.p}))` };
    const [start, end] = [await after({ ...document, initial: equilibrium }, 0), await after({ ...document, initial: equilibrium }, 20)];
    end.forEach((c, i) => expect(Math.abs(c / start[i]! - 1)).toBeLessThan(1e-11));
    if (height > 3) return;
    const settled = await after({ ...document, params: { D: 0.05 }, initial: { kind: "expression", c: "1" } }, 16_000);
    const share = sum(settled) / sum(start);
    settled.forEach((c, i) => expect(Math.abs(c / (share * start[i]!) - 1)).toBeLessThan(1e-9));
  });

  it("has the exact profile A + B·e^(−sx) of a steady flow along an even slope, however steep", async () => {
    for (const s of [0.01, 1, 5]) {
      const document = {
        ...drift,
        params: { D: 0.05 },
        auxiliary: { p: `${s}*x` },
        grid: { shape: [1, 12] as [number, number] },
        boundary: { "x-": { dirichlet: 1 }, "x+": { dirichlet: 1 }, other: "periodic" } as never,
        initial: { kind: "expression" as const, c: `0.3 + 2*exp(-${s}*x)` },
        integrator: { method: "euler", dt: 1 },
      };
      const [start, end] = [await after(document, 0), await after(document, 1)];
      for (let i = 1; i < 11; i++) expect(Math.abs(end[i]! - start[i]!)).toBeLessThan(1e-15 * (1 + s) * start[i]!);
    }
  });

  it("is the Laplacian where p is even, and of second order where it is not", async () => {
    // c = 2 + cos kx, p = sin kx: c″ + (c p′)′ by hand.
    const errorWith = async (n: number) => {
      const [h, k] = [8 / n, (2 * Math.PI) / 8];
      const dt = 1e-6;
      const document = {
        ...drift,
        params: { D: 1 },
        auxiliary: { p: "sin(2*pi*x/Lx)" },
        grid: { shape: [1, n] as [number, number], spacing: h },
        initial: { kind: "expression" as const, c: "2 + cos(2*pi*x/Lx)" },
        integrator: { method: "euler", dt },
      };
      const [start, end] = [await after(document, 0), await after(document, 1)];
      return Math.max(
        ...start.map((c, i) => {
          const at = k * i * h;
          const exact = k * k * (-Math.cos(at) - Math.sin(at) * Math.cos(at) - (2 + Math.cos(at)) * Math.sin(at));
          return Math.abs((end[i]! - c) / dt - exact);
        }),
      );
    };
    const [coarse, fine] = [await errorWith(32), await errorWith(64)];
    expect(coarse / fine).toBeGreaterThan(3.8);
    expect(coarse / fine).toBeLessThan(4.2);
    const still = {
      grid: { shape: [9, 7] as [number, number] },
      params: { D: 0.2 },
      initial: { kind: "expression" as const, c: "1 + sin(x)*cos(y)" },
    };
    const [even, laplacian] = [
      await after({ ...drift, ...still, auxiliary: { p: "0*x" }, integrator: { method: "euler", dt: 1 } }, 3),
      await after({ species: { c: {} }, equations: { c: "D*laplacian(c)" }, ...still, integrator: { method: "euler", dt: 1 } }, 3),
    ];
    even.forEach((c, i) => expect(c).toBeCloseTo(laplacian[i]!, 13));
  });

  it("keeps the sum and takes nothing from an empty cell, for any c, D and p in two and three dimensions, with walls, rings and masks", async () => {
    const walls = fc.constantFrom("periodic", "neumann") as fc.Arbitrary<"periodic" | "neumann">;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<[number, number] | [number, number, number]>([5, 7], [3, 4, 5]),
        walls,
        fc.boolean(),
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.integer({ min: 0, max: 1000 }),
        async (shape, boundary, masked, height, seed) => {
          const document = {
            species: { c: {}, p: {} },
            params: { D: 1e-3 },
            equations: { c: "driftdiffuse(D*(1 + 0.5*sin(p)), c, p)", p: "0" },
            grid: { shape, ...(masked && { mask: "10 - (x - 2)^2 - (y - 2)^2" }) },
            boundary,
            initial: { kind: "expression" as const, c: `heaviside(sin(3*x + 5*y + ${seed}))`, p: `noise(${height})` },
            integrator: { method: "euler", dt: 1 },
            seed,
          };
          const [start, end] = [await after(document, 0), await after(document, 12)];
          expect(Math.abs(sum(end) - sum(start))).toBeLessThan(1e-12 * (1 + sum(start)));
          for (const c of end) expect(c).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 20 },
    );
  });
});
