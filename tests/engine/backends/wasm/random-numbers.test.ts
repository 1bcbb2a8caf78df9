import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalAt, poissonAt } from "../../../../src/core/field/philox";
import { compileKernelsNow, wasmRunner } from "../../../../src/engine/backends/wasm/run";
import { memoryFor, placeIn, planOfPasses } from "./memory";

interface Draw {
  precision: "f32" | "f64";
  seed: number;
  step: number;
  stream: number;
  dt: number;
}

/** Numbers drawn for the cells of a small grid; with rates, one a cell or one for all, Poisson counts. */
function byWasm({ precision, seed, step, stream, dt }: Draw, shape: readonly number[], rates?: ArrayLike<number> | number) {
  const everywhere = typeof rates === "number";
  const plan = planOfPasses({
    precision,
    shape,
    slots: everywhere ? [rates] : [],
    planes: [0, 1].map(() => ({ ghosts: null, rowMap: 0 })),
    passes: [
      {
        values: [
          everywhere ? { op: "slot", slot: 0 } : { op: "load", plane: 0, dx: 0, dy: 0, dz: 0 },
          rates === undefined ? { op: "normal", stream } : { op: "poisson", stream, args: [0] },
        ],
        stores: [{ plane: 1, value: 1 }],
      },
    ],
  });
  const { nx, ny, nz } = plan.grid;
  const { map, memory, cells } = memoryFor(plan, everywhere ? [rates] : []);
  const each = (visit: (cell: number, z: number, y: number, x: number) => void) => {
    for (let cell = 0; cell < nx * ny * nz; cell++) visit(cell, Math.floor(cell / (nx * ny)), Math.floor(cell / nx) % ny, cell % nx);
  };
  if (typeof rates === "object") each((cell, z, y, x) => (cells[placeIn(map, cells, 0, z, y, x)] = rates[cell]!));
  const module = compileKernelsNow({ plan, map, seed, dt, shared: false });
  const runner = wasmRunner({ plan, map, buffer: memory.buffer, seed, dt, thread: 0, memory, module });
  for (let z = 0; z < nz; z++) runner.run(0, 0, z, 0, ny, step);
  const drawn: number[] = [];
  each((_, z, y, x) => drawn.push(cells[placeIn(map, cells, 1, z, y, x)]!));
  return drawn;
}

const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const draw: fc.Arbitrary<Draw> = fc.record({
  precision: fc.constantFrom("f32" as const, "f64" as const),
  seed: whole,
  step: whole,
  stream: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  dt: fc.double({ min: 1e-6, max: 3, noNaN: true }),
});
const shape = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 21 })),
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9 })),
);
const rounding = (precision: "f32" | "f64") => (precision === "f32" ? Math.fround : (value: number) => value);

describe("random numbers by WebAssembly are those of core/field/philox", () => {
  it("normals of any seed, step and stream, on any grid", () =>
    fc.assert(
      fc.property(draw, shape, (setting, size) => {
        const round = rounding(setting.precision);
        const expected = byWasm(setting, size).map((_, cell) => round(normalAt(setting.seed, setting.step, cell, setting.stream)));
        expect(byWasm(setting, size)).toEqual(expected);
      }),
    ));
  it("200 000 normals", () => {
    const setting = { precision: "f64", seed: 20240229, step: 77, stream: 513, dt: 1 } as const;
    const got = byWasm(setting, [200, 1000]);
    expect(got.findIndex((value, cell) => !Object.is(value, normalAt(setting.seed, setting.step, cell, setting.stream)))).toBe(-1);
  });
  it("Poisson counts of any mean, NaN where it is outside [0, 16]", () => {
    const mean = fc.oneof(fc.double({ min: 0, max: 17, noNaN: true }), fc.constantFrom(0, -0, 16, -1, 1e-300, 1e30, Infinity, NaN));
    fc.assert(
      fc.property(draw, fc.array(mean, { minLength: 24, maxLength: 24 }), (setting, means) => {
        const round = rounding(setting.precision);
        const rates = means.map((value) => round(value / setting.dt));
        const expected = rates.map((rate, cell) => poissonAt(rate * setting.dt, setting.seed, setting.step, cell, setting.stream));
        expect(byWasm(setting, [2, 12], rates)).toEqual(expected);
      }),
    );
  });
  it("Poisson counts of one rate for all", () =>
    fc.assert(
      fc.property(draw, fc.double({ min: 0, max: 17, noNaN: true }), shape, (setting, mean, size) => {
        const rate = rounding(setting.precision)(mean / setting.dt);
        const got = byWasm(setting, size, rate);
        expect(got).toEqual(got.map((_, cell) => poissonAt(rate * setting.dt, setting.seed, setting.step, cell, setting.stream)));
      }),
    ));
});
