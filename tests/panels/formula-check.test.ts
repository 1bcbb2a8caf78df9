import { describe, expect, it } from "vitest";
import { num } from "../../src/core/define/params";
import { formulaLatex, formulaProblem, parameterProblem, quantityOf, refusalOf, varyingIn } from "../../src/panels/formula-check";

const scope = { params: ["F", "k"], varying: ["k"] };

describe("a formula being typed", () => {
  it("is fine as a number in any hand, and as a formula in places and numbers", () => {
    for (const text of ["3", "-0,5", "1e-3", "F*(1 + x/Lx)", "sin(2*pi*t)"]) expect(formulaProblem(text, scope)).toBeNull();
  });
  it("is told what is wrong with it, in a sentence", () => {
    expect(formulaProblem("F*(1 + x", scope)).toMatch(/^[A-Z].*\.$/);
    expect(formulaProblem("G + 1", scope)).toMatch(/G/);
    expect(formulaProblem("k + x", scope)).toMatch(/"k" is no plain number/);
    expect(formulaProblem("laplacian(x)", scope)).not.toBeNull();
    expect(formulaProblem("t", { ...scope, still: true })).toMatch(/leave t out/);
  });
});

describe("the formula of a parameter", () => {
  const params = { F: num(0.03, { title: "Feed", min: 0, max: 0.1 }), k: num(0.06, { title: "Kill", min: 0, max: 0.1 }) };
  const problem = (text: string) => parameterProblem("F", text, params, { parameters: { F: 0.03, k: 0.06 } });
  it("may be a number in its range", () => expect([problem("0.05"), problem("0,05"), problem("k/2 + 0.01*x/Lx")]).toEqual([null, null, null]));
  it("may be none outside", () => expect(problem("7")).toBe("Expected a number in [0, 0.1], got 7."));
  it("may not name itself", () => expect(problem("F + 1")).toMatch(/"F" is no plain number/));
});

describe("a quantity", () => {
  it("is a number where the text is one", () => expect(["2", "-1,5", "x + 1"].map(quantityOf)).toEqual([2, -1.5, "x + 1"]));
});

describe("a refusal", () => {
  it("is a sentence without the place, which is where it stands", async () => {
    const why = await refusalOf(async (refused) =>
      refused({ code: "grid/invalid", path: ["grid", "mask"], message: "At grid.mask: no cell is inside" }),
    );
    expect(why).toBe("No cell is inside.");
    expect(await refusalOf(async () => undefined)).toBeNull();
  });
});

it("a formula is typeset when it can be read", () => {
  expect(formulaLatex("x/Lx", {})).toMatch(/frac/);
  expect(formulaLatex("x/", {})).toBeNull();
});

it("parameters that are no plain numbers are those of formulas and files", () =>
  expect(varyingIn({ parameters: { a: 1, b: "x", c: { file: "c.npy" } } })).toEqual(["b", "c"]));
