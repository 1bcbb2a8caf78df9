import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalAt, poissonAt } from "../../../src/core/field/philox";
import { modelOf, readNow, start } from "../../support/runs";

/** The step of `docs/decisions/0003-what-a-step-means.md`, written a second time for the cell in the middle, in f32. */
const r = Math.fround;
const fields = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 27, maxLength: 27 });

/** Neighbours of the middle of 3 × 3 × 3 cells, or of the middle layer. */
type At = (dx: number, dy?: number, dz?: number) => number;
const pairs = (at: At) => [r(at(-1) + at(1)), r(at(0, -1) + at(0, 1)), r(at(0, 0, -1) + at(0, 0, 1))] as const;
const four = (at: (a: number, b: number) => number) => r(r(at(-1, -1) + at(1, -1)) + r(at(-1, 1) + at(1, 1)));

const definitions: Record<
  string,
  { dimensions: 2 | 3; stencil: "standard" | "isotropic"; spacing: number | number[]; laplacian: (at: At) => number }
> = {
  "5 points": {
    dimensions: 2,
    stencil: "standard",
    spacing: 0.7,
    laplacian: (at) => {
      const [x, y] = pairs(at);
      return r(r(r(x + y) - r(4 * at(0))) * r(1 / (0.7 * 0.7)));
    },
  },
  "7 points": {
    dimensions: 3,
    stencil: "standard",
    spacing: 0.7,
    laplacian: (at) => {
      const [x, y, z] = pairs(at);
      return r(r(r(r(x + y) + z) - r(6 * at(0))) * r(1 / (0.7 * 0.7)));
    },
  },
  "unequal spacings": {
    dimensions: 3,
    stencil: "standard",
    spacing: [0.9, 0.8, 0.7],
    laplacian: (at) => {
      const [x, y, z] = pairs(at).map((pair, axis) => r(r(pair - r(2 * at(0))) * r(1 / [0.7 * 0.7, 0.8 * 0.8, 0.9 * 0.9][axis]!)));
      return r(r(x! + y!) + z!);
    },
  },
  "9 points": {
    dimensions: 2,
    stencil: "isotropic",
    spacing: 0.7,
    laplacian: (at) => {
      const [x, y] = pairs(at);
      return r(r(r(r(4 * r(x + y)) + four((a, b) => at(a, b))) - r(20 * at(0))) * r(1 / (6 * 0.7 * 0.7)));
    },
  },
  "27 points": {
    dimensions: 3,
    stencil: "isotropic",
    spacing: 0.7,
    laplacian: (at) => {
      const [x, y, z] = pairs(at);
      const faces = r(r(x + y) + z);
      const edges = r(r(four((a, b) => at(a, b)) + four((a, b) => at(a, 0, b))) + four((a, b) => at(0, a, b)));
      const corners = r(four((a, b) => at(a, b, -1)) + four((a, b) => at(a, b, 1)));
      return r(r(r(r(r(14 * faces) + r(3 * edges)) + corners) - r(128 * at(0))) * r(1 / (30 * 0.7 * 0.7)));
    },
  },
};

describe("one step in single precision, by its definition", () => {
  it.each(Object.entries(definitions))("∇² with %s", (_, { dimensions, stencil, spacing, laplacian }) => {
    fc.assert(
      fc.property(fields, (values) => {
        const used = dimensions === 3 ? values : values.slice(9, 18);
        const shape: [number, number] | [number, number, number] = dimensions === 3 ? [3, 3, 3] : [3, 3];
        const run = start(modelOf({ u: "laplacian(u)" }), { u: used }, { shape, stencil, spacing, dt: 0.1, precision: "f32" });
        run.advance(1);
        const at: At = (dx, dy = 0, dz = 0) => values[(1 + dz) * 9 + (1 + dy) * 3 + 1 + dx]!;
        const middle = dimensions === 3 ? 13 : 4;
        const next = r(at(0) + r(r(0.1) * laplacian(at)));
        expect(readNow(run, "u")[middle]).toBe(Math.abs(next) < r(1e-30) ? 0 : next);
      }),
    );
  });

  it("noise and events: each product rounded, after the drift, in the order of the text", () => {
    const [dt, seed, steps] = [0.3, 77, 4];
    const initial = Array.from({ length: 400 }, (_, cell) => r(Math.sin(cell)));
    const model = modelOf({ u: "-u + noise(0.7) + events(40, p) + noise(u)", v: "noise(0.2)" }, { p: 0.3 });
    const run = start(model, { u: initial, v: initial.map(() => 0) }, { shape: [20, 20], dt, seed, precision: "f32" });
    run.advance(steps);
    const expected = initial.map((value, cell) => {
      let [u, v] = [value, 0];
      for (let step = 0; step < steps; step++) {
        const noise = (sigma: number, stream: number) => r(r(sigma * r(Math.sqrt(dt))) * r(normalAt(seed, step, cell, stream)));
        const [first, second] = [noise(r(0.7), 0), noise(u, 1)];
        const events = r(r(0.3) * poissonAt(40 * dt, seed, step, cell, 128));
        // Noise terms of an equation come first, then its events; streams count by 256 a species, events from 128.
        u = r(r(r(r(u + r(r(dt) * -u)) + first) + second) + events);
        v = r(v + noise(r(0.2), 256));
      }
      return [u, v];
    });
    expect([...readNow(run, "u")]).toEqual(expected.map(([u]) => u));
    expect([...readNow(run, "v")]).toEqual(expected.map(([, v]) => v));
  });

  it("stages: dt·a rounded once, each product and sum rounded, left to right", () => {
    const dt = 0.3;
    const run = start(modelOf({ u: "-u*u" }), { u: [1.1] }, { shape: [1, 1], dt, method: "rk4", precision: "f32" });
    run.advance(1);
    const u = r(1.1);
    const slope = (x: number) => r(-x * x);
    const k0 = slope(u);
    const k1 = slope(r(u + r(r(dt * 0.5) * k0)));
    const k2 = slope(r(u + r(r(dt * 0.5) * k1)));
    const k3 = slope(r(u + r(r(dt) * k2)));
    const sum = [k0, k1, k2, k3].reduce((at, k, i) => r(at + r(r(dt * [1 / 6, 1 / 3, 1 / 3, 1 / 6][i]!) * k)), u);
    expect(readNow(run, "u")[0]).toBe(sum);
  });

  it("boundaries: a Neumann ghost is the cell plus slope·h, rounded once each; a stage that comes near 0 is flushed too", () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.float({ min: -3, max: 3, noNaN: true }), (slope, u) => {
        const boundary = { "x-": { neumann: slope }, "x+": { dirichlet: 0.7 }, other: "neumann" } as const;
        const run = start(modelOf({ u: "laplacian(u)" }), { u: [u] }, { shape: [1, 1], spacing: 0.7, boundary, dt: 0.1, precision: "f32" });
        run.advance(1);
        const left = r(u + r(slope * 0.7));
        const laplacian = r(r(r(r(left + r(0.7)) + r(u + u)) - r(4 * u)) * r(1 / (0.7 * 0.7)));
        const next = r(u + r(r(0.1) * laplacian));
        expect(readNow(run, "u")[0]).toBe(Math.abs(next) < r(1e-30) ? 0 : next);
      }),
      { numRuns: 400 },
    );

    // The initial value stays as given, so its slope is 0; Heun's predictor is flushed, so its slope is 4.
    const heun = start(modelOf({ u: "select(u == 0, 4, 0)" }), { u: [1e-31] }, { shape: [1, 1], dt: 1, method: "heun", precision: "f32" });
    heun.advance(1);
    expect(readNow(heun, "u")[0]).toBe(2);
  });
});
