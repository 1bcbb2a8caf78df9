import { beforeAll, describe, expect, it } from "vitest";
import type { EquationModel } from "../../../src/core/define/model";
import { initialFields } from "../../../src/core/initial";
import type { FieldValues, Simulation } from "../../../src/core/simulation";
import { complete } from "../../../src/core/spec/complete";
import type { BoundarySpec, RunSpecInput } from "../../../src/core/spec/run-spec";
import { plain } from "../../../src/engine/backends/plain/run";
import { Team } from "../../../src/engine/backends/threads/team";
import { wasmBackend } from "../../../src/engine/backends/wasm/backend";
import { kernelThreads } from "../../support/kernel-threads";

let team: Team;
beforeAll(async () => {
  team = new Team(await kernelThreads());
});

/** The fields of a run, of which every exact back end gives the same bits. */
async function fieldsOf(document: object, steps = 20): Promise<Record<string, number[]>> {
  const { spec, model } = complete({ version: 1, precision: "f64", ...document } as RunSpecInput);
  const results: Record<string, number[]>[] = [];
  for (const backend of [plain, wasmBackend(1, null), wasmBackend(2, team)]) {
    const run = (await backend.start(model as EquationModel, spec, initialFields(model as EquationModel, spec))) as Simulation;
    await run.advance(steps);
    const { fields } = await run.save();
    results.push(Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, Array.from(values as FieldValues)])));
    run.dispose?.();
  }
  const [reference, ...others] = results as [Record<string, number[]>, ...Record<string, number[]>[]];
  for (const other of others) expect(other).toEqual(reference);
  return reference;
}

const document = (u: string, v: string, boundary: BoundarySpec, more: Record<string, unknown> = {}) => ({
  model: "custom",
  species: { u: {}, v: {} },
  equations: { u, v },
  params: { D: 1 },
  parameters: { D: "1 + x + 0.3*y" },
  grid: { shape: [6, 7], spacing: 0.9 },
  boundary,
  initial: { kind: "expression", u: "sin(x) + cos(2*y)", v: "0.1*x" },
  integrator: { method: "rk4", dt: 0.01 },
  ...more,
});

/** Right-hand sides of a field f that reach over the sides in planes in between, in what varies in space, in both. */
const rightHandSides = {
  "a stencil in a stencil": "-0.05*biharmonic(f)",
  "a flux": "div(D*grad(f))",
  "a product under a stencil": "0.1*laplacian(D*f)",
  "a flux of a stencil": "-0.02*div(D*grad(D*laplacian(f)))",
  "a stencil without a field": "dot(grad(D), grad(f)) + 0.01*laplacian(D^2)",
  "stencils without a field, one in the other": "0.1*laplacian(f) + 0.001*f*biharmonic(D^2)",
};
const walls = { "no flux": "neumann", "a value": { dirichlet: 0.3 }, "a Robin condition": { robin: { a: 1, b: 2, c: "0.1*y" } } } as const;

describe("a field's equation goes over the sides as its own boundary says, whatever the other fields' do", () => {
  const ownSides = async (f: string, wall: BoundarySpec, more = {}) => {
    const [u, v] = [f.replaceAll("f)", "u)").replaceAll("f*", "u*"), f.replaceAll("f)", "v)").replaceAll("f*", "v*")];
    const of = (boundary: BoundarySpec) => fieldsOf(document(u, v, boundary, more));
    const mixed = await of({ u: "periodic", v: wall } as BoundarySpec);
    expect(mixed["u"]!.every(Number.isFinite)).toBe(true);
    expect(mixed["u"]).toEqual((await of("periodic"))["u"]);
    expect(mixed["v"]).toEqual((await of(wall))["v"]);
  };
  for (const [name, f] of Object.entries(rightHandSides))
    for (const [wallName, wall] of Object.entries(walls)) it(`${name} beside ${wallName}`, () => ownSides(f, wall));
  it("under a mask that reaches over the sides", () =>
    ownSides(rightHandSides["a flux"], "neumann", { grid: { shape: [6, 7], mask: "x - 2.5 + y/4" } }));
  it("in three dimensions, where another axis wraps for both", () =>
    ownSides(rightHandSides["a flux of a stencil"], { "x-": "periodic", "x+": "periodic", other: "neumann" }, { grid: { shape: [5, 6, 7] } }));
  it("and so does an auxiliary field of which the boundary says nothing", async () => {
    const of = (boundary: BoundarySpec) =>
      fieldsOf(document("0.05*laplacian(m)", "0.1*laplacian(v)", boundary, { auxiliary: { m: "u^3 - u - 0.3*laplacian(u)" } }));
    const free = (await of({ u: "periodic", v: "neumann" } as BoundarySpec))["u"];
    expect(free).toEqual((await of("periodic"))["u"]);
    // One that is given walls of its own has them.
    const walled = (await of({ u: "periodic", v: "neumann", m: "neumann" } as BoundarySpec))["u"]!;
    expect(walled.every(Number.isFinite)).toBe(true);
    expect(walled).not.toEqual(free);
  });
});

describe("what flows out of a periodic field over a side flows in at the far end", () => {
  it.each(["div(D*grad(u))", "-0.02*div(D*grad(laplacian(u)))"])("%s beside a field between walls", async (u) => {
    const mixed = { u: "periodic", v: "neumann" } as BoundarySpec;
    const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
    const [before, after] = [await fieldsOf(document(u, "0*v", mixed), 0), await fieldsOf(document(u, "0*v", mixed), 50)];
    expect(after["u"]).not.toEqual(before["u"]);
    expect(total(after["u"]!)).toBeCloseTo(total(before["u"]!), 11);
  });
});
