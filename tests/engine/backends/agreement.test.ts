import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { EquationModel } from "../../../src/core/define/model";
import { initialFields } from "../../../src/core/initial";
import { models } from "../../../src/core/models/index";
import type { FieldValues, Simulation } from "../../../src/core/simulation";
import { complete } from "../../../src/core/spec/complete";
import type { GridSpec, RunSpecInput } from "../../../src/core/spec/run-spec";
import { plain } from "../../../src/engine/backends/plain/run";
import { Team } from "../../../src/engine/backends/threads/team";
import { wasmBackend } from "../../../src/engine/backends/wasm/backend";
import { kernelThreads } from "../../support/kernel-threads";

let team: Team;
beforeAll(async () => {
  team = new Team(await kernelThreads());
});

/** The bits of every field after some steps, taken in two calls, on each exact back end. */
async function bitsOfAll(document: RunSpecInput, steps: number): Promise<Record<string, Record<string, unknown>>> {
  const { spec, model } = complete(document);
  const found: Record<string, Record<string, unknown>> = {};
  for (const [name, backend] of Object.entries({
    plain,
    "wasm, 1 thread": wasmBackend(1, null),
    "wasm, 2 threads": wasmBackend(2, team),
    "wasm, 3 threads": wasmBackend(3, team),
  })) {
    const simulation = await backend.start(model as EquationModel, spec, initialFields(model as EquationModel, spec));
    // An adaptive method that finds no step says so on every back end.
    const refused = await advance(simulation, steps);
    const { fields } = await simulation.save();
    const finite = Object.values(fields).every((values) => values.every(Number.isFinite));
    found[name] = {
      refused,
      finite,
      ...Object.fromEntries(Object.entries(fields).map(([field, values]) => [field, wordsOf(values)])),
      time: simulation.time,
    };
    simulation.dispose?.();
  }
  return found;
}

/** In two calls; what a refusal says. */
async function advance(simulation: Simulation, steps: number): Promise<string | null> {
  try {
    await simulation.advance(Math.ceil(steps / 3));
    await simulation.advance(steps - Math.ceil(steps / 3));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Bit patterns; every NaN alike, for bits are promised for finite values. */
const wordsOf = (values: FieldValues): number[] =>
  Array.from(values, (value, i) => (Number.isNaN(value) ? NaN : values instanceof Float32Array ? new Int32Array(values.buffer)[i]! : value));

/** @returns whether every value was finite. */
async function expectAgreement(document: RunSpecInput, steps: number): Promise<boolean> {
  const { plain: reference, ...others } = await bitsOfAll(document, steps);
  for (const [name, bits] of Object.entries(others)) expect(bits, name).toEqual(reference);
  return reference!["finite"] as boolean;
}

type Shape = GridSpec["shape"];
const shapes: Shape[] = [
  [23, 37],
  [7, 11, 13],
];

describe("every model gives the same bits on every exact back end", () => {
  for (const model of models) {
    if (model.kind !== "equations") continue;
    for (const precision of ["f32", "f64"] as const)
      for (const shape of shapes) {
        if (!model.dimensions.some((dimensions) => dimensions === shape.length)) continue;
        it(`${model.id}, ${precision}, ${shape.join(" × ")}`, () => expectAgreement({ version: 1, model: model.id, grid: { shape }, precision }, 30));
      }
  }
});

describe("steps taken as a wavefront give the bits of steps taken one by one", () => {
  const walls: RunSpecInput["boundary"][] = [
    "periodic",
    "neumann",
    { "y-": { dirichlet: 0.4 }, "y+": { robin: { a: 1, b: 2, c: "0.1*x" } }, other: "periodic" },
  ];
  for (const boundary of walls)
    for (const shape of [
      [150, 1100],
      [24, 40, 150],
    ] as Shape[])
      it(`${JSON.stringify(boundary)} on ${shape.join(" × ")}`, () => {
        const deep = shape.length === 3 && typeof boundary === "object" ? { ...boundary, "z-": { neumann: 0.1 }, "z+": "neumann" } : boundary;
        const settings = { grid: { shape }, boundary: deep as RunSpecInput["boundary"], integrator: { method: "euler", dt: 0.5 } };
        return expectAgreement({ version: 1, model: "gray-scott", ...settings }, 21);
      });
});

const sides = [
  "periodic",
  "neumann",
  { neumann: 0.3 },
  { dirichlet: 0.2 },
  { robin: { a: 1, b: 0.5, c: "0.1*t" } },
  { dirichlet: "0.1*sin(y)*cos(t)" },
] as const;
const boundary = fc.oneof(
  fc.constantFrom(...sides),
  fc
    .tuple(fc.constantFrom(...sides.slice(1)), fc.constantFrom(...sides.slice(1)), fc.constantFrom(...sides))
    .map(([low, high, y]) => ({ "x-": low, "x+": high, other: y })),
);
const methods = ["euler", "heun", "rk4", "ssprk3", "adams-bashforth", "bogacki-shampine", "dormand-prince"];

/** Random right-hand sides of the whole language, tame enough to stay finite mostly; NaN agrees with NaN. */
const rightHandSide = fc.letrec<{ expr: string; pointwise: string }>((tie) => {
  const leaf = fc.oneof(fc.constantFrom("u", "v", "p", "x", "y", "t", "w"), fc.integer({ min: 0, max: 3 }).map(String));
  const cellwise = (inner: fc.Arbitrary<string>) => [
    fc.tuple(fc.constantFrom("+", "-", "*", "<"), inner, inner).map(([op, a, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom("tanh", "bernoulli", "sin", "cos", "abs", "heaviside", "-"), inner).map(([f, a]) => `${f}(${a})`),
    fc.tuple(inner, fc.constantFrom(2, 3)).map(([a, n]) => `tanh(${a})^${n}`),
    fc.tuple(fc.constantFrom("exp", "sqrt", "log"), inner).map(([f, a]) => `${f}(1 + abs(tanh(${a})))`),
    fc.tuple(inner, inner).map(([a, b]) => `(1 + tanh(${a})^2)^tanh(${b})`),
    fc.tuple(inner, inner).map(([a, b]) => `${a}/(1 + abs(${b}))`),
    fc.tuple(fc.constantFrom("min", "max"), inner, inner).map(([f, a, b]) => `${f}(${a}, ${b})`),
    fc.tuple(inner, inner, inner).map(([a, b, c]) => `select(${a} > 0.2, ${b}, clamp(${c}, -1, p))`),
  ];
  return {
    pointwise: fc.oneof({ maxDepth: 2 }, leaf, ...cellwise(tie("pointwise"))),
    expr: fc.oneof(
      { maxDepth: 3 },
      leaf,
      ...cellwise(tie("expr")),
      fc
        .tuple(fc.constantFrom("laplacian", "dx", "dy", "dz", "dxx", "dyy", "dxy", "dxf", "dyb", "biharmonic"), tie("pointwise"))
        .map(([f, a]) => `0.1*${f}(${a})`),
      fc.tuple(tie("pointwise"), tie("pointwise")).map(([a, b]) => `0.1*div((1 + ${a})*grad(${b}))`),
      fc.tuple(tie("pointwise"), tie("pointwise"), tie("pointwise")).map(([a, b, c]) => `0.1*driftdiffuse(1 + ${a}, ${b}, ${c})`),
      fc.tuple(tie("pointwise"), tie("pointwise")).map(([a, b]) => `0.1*div(vec(${a}, ${b}))`),
      fc.tuple(tie("pointwise"), tie("pointwise")).map(([a, b]) => `0.1*laplacian(${a} - 0.2*laplacian(${b}))`),
      fc.tuple(fc.constantFrom("mean", "integral"), tie("pointwise")).map(([f, a]) => `0.01*${f}(${a})`),
    ),
  };
});

const experiment = fc.record({
  u: rightHandSide.expr,
  v: rightHandSide.expr,
  noise: fc.constantFrom("", " + 0.1*noise(0.3 + abs(tanh(u)))", " + events(2, 0.1) + noise(0.1)"),
  boundary,
  mask: fc.constantFrom(undefined, undefined, "30 - (x - 2)^2 - (y - 1)^2"),
  method: fc.constantFrom(...methods),
  precision: fc.constantFrom("f32" as const, "f64" as const),
  shape: fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 })),
    fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 19 })),
  ),
  isotropic: fc.boolean(),
  spacing: fc.constantFrom(0.5, 1, 2),
  seed: fc.integer({ min: 0, max: 2 ** 53 - 1 }),
});

describe("what a user types gives the same bits on every exact back end", () => {
  it("equations, boundaries, masks, noise and methods at random", { timeout: 240_000 }, async () => {
    let finite = 0;
    await fc.assert(
      fc.asyncProperty(experiment, async ({ u, v, noise, boundary, mask, method, precision, shape, isotropic, spacing, seed }) => {
        const adaptive = method === "bogacki-shampine" || method === "dormand-prince";
        const document: RunSpecInput = {
          version: 1,
          model: "custom",
          species: { u: {}, v: { timeScale: 2 } },
          params: { p: 0.5 },
          auxiliary: { w: "u*u - 0.1*v" },
          equations: { u: `tanh(${u}) - u${adaptive ? "" : noise}`, v: `tanh(${v}) - v` },
          grid: { shape: shape as [number, number], spacing, stencil: isotropic ? "isotropic" : "standard", ...(mask ? { mask } : {}) },
          boundary: boundary as never,
          initial: { kind: "expression", u: "0.5*sin(x) + noise(0.2)", v: "0.3*cos(y - x)" },
          integrator: { method, dt: 0.05 },
          precision,
          seed,
        };
        if (await expectAgreement(document, 7)) finite++;
      }),
      { numRuns: 300 },
    );
    // Agreement on what is not finite says little.
    expect(finite).toBeGreaterThan(200);
  });
});
