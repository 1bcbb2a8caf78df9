import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { complete } from "../../src/core/spec/complete";
import type { BoundarySpec, Condition, RunSpecInput } from "../../src/core/spec/run-spec";
import type { Side } from "../../src/core/spec/sides";
import {
  boundaryIn,
  boundaryOf,
  freshCondition,
  kindOf,
  quantitiesOf,
  shared,
  tableOf,
  wholeBoundary,
  withConditions,
  withQuantity,
} from "../../src/panels/boundary-edit";

const model = { species: { u: { title: "u", unit: "1", range: [0, 1], rest: 2 }, v: { title: "v", unit: "1", range: [0, 1] } } } as const;
const custom: RunSpecInput = {
  version: 1,
  model: "custom",
  species: { u: { rest: 2 }, v: {} },
  equations: { u: "laplacian(u) - u", v: "laplacian(v) - v" },
  grid: { shape: [8, 8] },
};
const completed = (boundary: BoundarySpec, more: Partial<RunSpecInput> = {}) => complete({ ...custom, ...more, boundary }).spec;
const square = (boundary: BoundarySpec) => tableOf({ boundary, grid: { shape: [8, 8], spacing: 1, stencil: "standard" } }, model);
const robin = { robin: { a: 1, b: 2, c: "sin(y)" } };

describe("the table of a boundary", () => {
  it("spells out what is said once, by side, or by field", () => {
    const all = { "x-": "periodic", "x+": "periodic", "y-": "periodic", "y+": "periodic" };
    expect(square("periodic")).toEqual({ u: all, v: all });
    const walls = { "x-": robin, "x+": "neumann", "y-": "periodic", "y+": "periodic" } as const;
    expect(square(walls)).toEqual({ u: walls, v: walls });
    expect(square({ u: walls, v: "periodic" })).toEqual({ u: walls, v: all });
  });

  it("has the sides of a volume too", () => {
    const spec = completed("neumann", { grid: { shape: [4, 4, 4] } });
    expect(Object.keys(tableOf(spec, model)["u"]!)).toEqual(["x-", "x+", "y-", "y+", "z-", "z+"]);
  });

  const quantity = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom("1 + x", "sin(2*pi*y/Ly)", "t"));
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.constant("neumann" as const),
    quantity.map((value) => ({ dirichlet: value })),
    quantity.map((value) => ({ neumann: value })),
    quantity.map((value) => ({ robin: { a: 1, b: 1, c: value } })),
  );
  const axis = fc.oneof(fc.constant(["periodic", "periodic"] as const), fc.tuple(condition, condition));
  const sides = fc.tuple(axis, axis).map(([x, y]) => ({ "x-": x[0], "x+": x[1], "y-": y[0], "y+": y[1] }));

  it("goes back to the boundary it came from", () => {
    fc.assert(
      fc.property(sides, sides, (u, v) => {
        const { boundary, grid } = completed({ u, v });
        expect(completed(boundaryOf(tableOf({ boundary, grid }, model), model)).boundary).toEqual(boundary);
      }),
      { numRuns: 60 },
    );
  });

  it("is accepted after any edit: periodic sides stay in pairs", () => {
    const edit = fc.record({
      fields: fc.constantFrom(["u"], ["v"], ["u", "v"]),
      side: fc.constantFrom<Side>("x-", "x+", "y-", "y+"),
      kind: fc.constantFrom("periodic", "neumann", "dirichlet", "robin"),
    });
    fc.assert(
      fc.property(sides, fc.array(edit, { maxLength: 5 }), (start, edits) => {
        let table = square({ u: start, v: start });
        for (const { fields, side, kind } of edits)
          table = withConditions(
            table,
            side,
            Object.fromEntries(fields.map((name) => [name, freshCondition(kind as "robin", name === "u" ? 2 : 0)])),
          );
        expect(() => completed(boundaryOf(table, model))).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});

describe("an edit", () => {
  it("turns both sides of an axis periodic, and both back", () => {
    const walls = withConditions(square("neumann"), "x+", { u: "periodic" });
    expect(walls["u"]).toEqual({ "x-": "periodic", "x+": "periodic", "y-": "neumann", "y+": "neumann" });
    expect(walls["v"]!["x+"]).toBe("neumann");
    const back = withConditions(walls, "x-", { u: { dirichlet: 1 } });
    expect(back["u"]).toMatchObject({ "x-": { dirichlet: 1 }, "x+": { dirichlet: 1 } });
  });

  it("leaves the opposite side alone otherwise", () =>
    expect(withConditions(square("neumann"), "y-", { u: robin, v: robin })["v"]).toMatchObject({ "y-": robin, "y+": "neumann" }));

  it("changes one quantity of a condition", () => {
    expect(withQuantity(robin, "b", "1 + t")).toEqual({ robin: { a: 1, b: "1 + t", c: "sin(y)" } });
    expect(withQuantity("neumann", "slope", 3)).toEqual({ neumann: 3 });
    expect(withQuantity({ dirichlet: 1 }, "value", "x")).toEqual({ dirichlet: "x" });
  });

  it("leaves a condition alone that has no such quantity", () => expect(withQuantity({ dirichlet: 1 }, "slope", 3)).toEqual({ dirichlet: 1 }));

  it("knows what a condition is made of", () => {
    expect([kindOf("periodic"), kindOf("neumann"), kindOf({ neumann: 1 }), kindOf({ dirichlet: 0 }), kindOf(robin)]).toEqual([
      "periodic",
      "neumann",
      "neumann",
      "dirichlet",
      "robin",
    ]);
    expect(quantitiesOf("dirichlet", 2)).toEqual({ value: 2 });
    expect(quantitiesOf("neumann")).toEqual({ slope: 0 });
    expect(quantitiesOf(robin)).toEqual({ a: 1, b: 2, c: "sin(y)" });
  });
});

describe("another dimension", () => {
  const to = (dimensions: 2 | 3, boundary: BoundarySpec, shape: [number, number] | [number, number, number]) =>
    boundaryIn(dimensions, { boundary, grid: { shape, spacing: 1, stencil: "standard" } }, model);
  it("leaves what is said once for all", () => {
    expect(to(3, "periodic", [8, 8])).toBe("periodic");
    expect(to(2, { dirichlet: 1 }, [8, 8, 8])).toEqual({ dirichlet: 1 });
  });
  it("adds sides along z or takes them away", () => {
    const walls: BoundarySpec = { u: { "x-": "neumann", "x+": "neumann", "y-": "periodic", "y+": "periodic" }, v: "periodic" };
    const volume = to(3, walls, [8, 8]);
    expect(volume).toMatchObject({ u: { "y+": "periodic", "z-": "neumann", "z+": "neumann" }, v: { "z-": "periodic", "z+": "periodic" } });
    expect(() => completed(volume, { grid: { shape: [4, 4, 4] } })).not.toThrow();
    expect(completed(to(2, volume, [4, 4, 4])).boundary).toEqual(completed(walls).boundary);
  });
});

describe("one condition for all", () => {
  it("is seen where every side of every field has it", () => {
    expect(wholeBoundary(square("periodic"), model)).toEqual({ kind: "periodic", values: {} });
    expect(wholeBoundary(square("neumann"), model)).toEqual({ kind: "neumann", values: {} });
    expect(wholeBoundary(square(completed("dirichlet").boundary), model)).toEqual({ kind: "dirichlet", values: { u: 2, v: 0 } });
  });

  it("is not where sides, fields or slopes differ, nor for Robin", () => {
    expect(wholeBoundary(square({ "x-": "periodic", "x+": "periodic", other: "neumann" }), model)).toBeNull();
    expect(wholeBoundary(square({ u: "periodic", v: "neumann" }), model)).toBeNull();
    expect(wholeBoundary(square({ neumann: 1 }), model)).toBeNull();
    expect(wholeBoundary(square(robin), model)).toBeNull();
  });

  it("is shared by fields only where it is the same", () => {
    expect(shared([robin, { robin: { a: 1, b: 2, c: "sin(y)" } }])).toEqual(robin);
    expect(shared<Condition>(["neumann", { dirichlet: 1 }])).toBeNull();
  });
});

describe("an auxiliary field", () => {
  const withField = { ...model, auxiliary: { w: "u + v" } };
  const spec = (boundary: BoundarySpec) => completed(boundary, { auxiliary: { w: "u + v" } });

  it("follows the species where nothing is said about it", () => {
    const table = tableOf(spec({ u: "periodic", v: "neumann" }), withField);
    expect(table["w"]).toEqual({ "x-": "neumann", "x+": "neumann", "y-": "neumann", "y+": "neumann" });
    expect(boundaryOf(table, withField)).not.toHaveProperty("w");
  });

  it("wraps with the species and stops with them", () => {
    const held = withConditions(tableOf(spec("neumann"), withField), "x-", { w: { dirichlet: 1 } });
    expect(boundaryOf(held, withField)).toMatchObject({ w: { "x-": { dirichlet: 1 }, "x+": "neumann" } });
    const wrapped = withConditions(held, "x-", { u: "periodic", v: "periodic" });
    expect(() => spec(boundaryOf(wrapped, withField))).not.toThrow();
    const stopped = withConditions(tableOf(spec("periodic"), withField), "x-", { u: "neumann", v: "neumann" });
    expect(() => spec(boundaryOf(stopped, withField))).not.toThrow();
  });
});
