import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toText } from "../../../src/core/equations/print";
import type { Expr } from "../../../src/core/equations/tree";
import { canonicalBoundary, resolveBoundary, type BoundaryModel, type SideCondition } from "../../../src/core/field/boundary";
import type { BoundarySpec, Condition } from "../../../src/core/spec/run-spec";
import { modelOf } from "../../support/runs";

const model: BoundaryModel = { ...modelOf({ u: "0", v: "0" }, { p: 2 }), auxiliary: { w: "u + v" } };
model.species["v"] = { ...model.species["v"]!, rest: 3 };

/** A condition as text, formulas included. */
const told = (condition: SideCondition) =>
  JSON.stringify(condition, (_, value: unknown) => (typeof value === "object" && value !== null && "at" in value ? toText(value as Expr) : value));
const resolved = (spec: BoundarySpec, dimensions: 2 | 3 = 2) =>
  Object.fromEntries(
    Object.entries(resolveBoundary(spec, model, dimensions)).map(([field, sides]) => [
      field,
      Object.fromEntries(Object.entries(sides).map(([side, condition]) => [side, told(condition)])),
    ]),
  );

describe("a boundary spelled out", () => {
  it("takes the rest value for a bare dirichlet and a slope of 0 for a bare neumann", () => {
    const { u, v } = resolved("dirichlet");
    expect(u!["x-"]).toBe('{"kind":"dirichlet","value":"0"}');
    expect(v!["y+"]).toBe('{"kind":"dirichlet","value":"3"}');
    expect(resolved("neumann")["u"]!["x+"]).toBe('{"kind":"neumann","slope":"0"}');
  });

  it("keeps formulas, and takes numbers written as text for what they are", () => {
    const { u } = resolved({ "x-": { dirichlet: "sin(t) + p*y/Ly" }, "x+": { robin: { a: "p", b: 1, c: "2*3" } }, other: { neumann: "1 - 1/2" } });
    expect(u!["x-"]).toBe('{"kind":"dirichlet","value":"sin(t) + p*y/Ly"}');
    expect(u!["x+"]).toBe('{"kind":"robin","a":"p","b":"1","c":"6"}');
    expect(u!["y-"]).toBe('{"kind":"neumann","slope":"0.5"}');
  });

  it("lets an auxiliary field wrap where every species does, and gives it no slope elsewhere", () => {
    expect(Object.values(resolved("periodic")["w"]!)).toEqual(Array(4).fill('{"kind":"periodic"}'));
    const { w } = resolved({
      u: { "x-": "periodic", "x+": "periodic", other: "neumann" },
      v: { "x-": "periodic", "x+": "periodic", other: "dirichlet" },
    });
    expect(w).toMatchObject({ "x-": '{"kind":"periodic"}', "y+": '{"kind":"neumann","slope":"0"}' });
    expect(resolved({ u: "periodic", v: "neumann" })["w"]!["x-"]).toBe('{"kind":"neumann","slope":"0"}');
    expect(resolved({ other: "neumann", w: { dirichlet: "p" } })["w"]!["x-"]).toBe('{"kind":"dirichlet","value":"p"}');
  });
});

describe("the canonical boundary", () => {
  it.each<[BoundarySpec, BoundarySpec]>([
    [{ dirichlet: "1 + 1" }, { dirichlet: 2 }],
    [{ neumann: "0" }, "neumann"],
    [{ other: { dirichlet: "x" } }, { dirichlet: "x" }],
    [{ u: "neumann", v: { neumann: 0 } }, "neumann"],
    [{ other: { "x-": { dirichlet: 1 }, other: "neumann" } }, { "x-": { dirichlet: 1 }, "x+": "neumann", "y-": "neumann", "y+": "neumann" }],
    [{ other: "neumann", w: "neumann" }, "neumann"],
    [{ other: "periodic", w: "periodic" }, "periodic"],
    [
      { other: "neumann", w: { dirichlet: 1 } },
      { u: "neumann", v: "neumann", w: { dirichlet: 1 } },
    ],
    [{ robin: { a: 1, b: "p", c: "0.5" } }, { robin: { a: 1, b: "p", c: 0.5 } }],
  ])("%j is %j", (given, expected) => {
    expect(canonicalBoundary(given, model, 2)).toEqual(expected);
  });

  const quantity = fc.oneof(fc.constantFrom(0, 1, -2.5, "0", "p*t", "x/Lx", "2*2"));
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.constantFrom<Condition>("neumann", "dirichlet"),
    quantity.map((dirichlet) => ({ dirichlet })),
    quantity.map((neumann) => ({ neumann })),
    fc.tuple(quantity, quantity).map(([a, c]) => ({ robin: { a, b: 1, c } })),
  );
  const axis = fc.oneof(fc.constant(["periodic", "periodic"] as const), fc.tuple(condition, condition));
  const perSide = fc.oneof(
    condition,
    fc.tuple(axis, axis, axis).map(([x, y, z]) => ({ "x-": x[0], "x+": x[1], "y-": y[0], "y+": y[1], "z-": z[0], "z+": z[1] })),
  );
  const boundary = fc.oneof(perSide, fc.record({ u: perSide, v: perSide }), fc.record({ u: perSide, other: perSide })) as fc.Arbitrary<BoundarySpec>;

  it("says what the given one says, and is its own canonical form", () => {
    fc.assert(
      fc.property(boundary, (spec) => {
        const canonical = canonicalBoundary(spec, model, 3);
        expect(resolved(canonical, 3)).toEqual(resolved(spec, 3));
        expect(canonicalBoundary(canonical, model, 3)).toEqual(canonical);
      }),
    );
  });
});

describe("a boundary that cannot be", () => {
  it.each<[BoundarySpec, RegExp]>([
    [{ u: { "x-": "periodic", other: "neumann" }, v: "neumann" }, /At boundary\.u: "x-" and "x\+" must both be periodic/],
    [{ other: "periodic", w: "neumann" }, /At boundary\.w\.x-: "w" is computed from species that are all periodic at x-/],
    [{ other: "neumann", w: "periodic" }, /At boundary\.w\.x-: "w" is computed from species that do not wrap at x-/],
    [{ other: "neumann", salt: "neumann" }, /At boundary\.salt: the model has no species "salt"; it has u, v, w/],
    [{ robin: { a: 0, b: "0", c: 1 } }, /At boundary\.robin: .* needs an a or a b that is not 0/],
    [{ dirichlet: "u" }, /At boundary\.dirichlet: character 1: there is no name "u"/],
    [{ "x-": { neumann: "noise(1)" }, other: "neumann" }, /At boundary\.x-\.neumann: character 1: noise draws anew at every step/],
    [{ dirichlet: "p*laplacian(x^2)" }, /At boundary\.dirichlet: character 3: .*laplacian/],
    [{ dirichlet: "1 +" }, /At boundary\.dirichlet: character/],
  ])("%j", (spec, expected) => {
    expect(() => canonicalBoundary(spec, model, 2)).toThrow(expected);
  });

  it("names no parameter that is itself a formula", () => {
    expect(() => canonicalBoundary({ dirichlet: "1 + p" }, model, 2, ["p"])).toThrow(/character 5: "p" is no plain number itself/);
  });
});
