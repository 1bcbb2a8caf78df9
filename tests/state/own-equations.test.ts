import { describe, expect, it } from "vitest";
import { models } from "../../src/core/models/index";
import { simulate } from "../../src/core/simulate";
import { complete } from "../../src/core/spec/complete";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { plain } from "../../src/engine/backends/plain/run";
import { specOf as presetOf } from "../../src/state/spec-slice";
import {
  nameProblem,
  ownEquations,
  runnable,
  sameEquations,
  textProblem,
  textsOf,
  usesOf,
  withEquations,
  withField,
  withoutField,
  withParameter,
  withText,
} from "../../src/state/own-equations";

const specOf = (input: Partial<RunSpecInput>) => complete({ version: 1, model: "gray-scott", ...input }).spec;
const custom = (input: Partial<RunSpecInput>) =>
  specOf({ model: "custom", species: { u: {}, v: {} }, params: { k: 1 }, equations: { u: "-k*u", v: "-v" }, ...input });

describe("a model of the library as equations of one's own", () => {
  it("has the same fields, parameters, texts and run", () => {
    for (const model of models) {
      if (model.kind === "stepped") continue;
      const { spec } = complete(presetOf(model.id, model.presets[0]));
      const own = complete(withEquations(spec, ownEquations(spec)!)).spec;
      expect(own).toMatchObject({
        model: "custom",
        equations: model.equations,
        parameters: spec.parameters,
        grid: spec.grid,
        boundary: spec.boundary,
      });
      expect(own.integrator).toEqual(spec.integrator);
      expect(Object.keys(own.params!)).toEqual(Object.keys(model.params));
      expect(sameEquations(ownEquations(own), ownEquations(spec))).toBe(true);
    }
  });

  it("computes the same bits", async () => {
    const spec = specOf({ grid: { shape: [24, 24] }, steps: 20, seed: 3 });
    const own = { ...withEquations(spec, ownEquations(spec)!), steps: 20 };
    const [library, ours] = await Promise.all([simulate(spec, plain), simulate(own, plain)]);
    expect(ours.fields).toEqual(library.fields);
  });

  it("keeps a value outside a range that held softly", () => {
    const spec = custom({ parameters: { k: 7 } });
    expect(complete(withEquations(spec, ownEquations(spec)!)).spec.parameters).toEqual({ k: 7 });
  });

  it("is none for a model in code", () => expect(ownEquations(specOf({ model: "mfn-reference" }))).toBeNull());
});

describe("a field that comes or goes", () => {
  const after = (spec: ReturnType<typeof custom>, change: "add" | "remove") => {
    const own = ownEquations(spec)!;
    return complete(withEquations(spec, change === "add" ? withField(own, "w", "species") : withoutField(own, "v"))).spec;
  };

  it("has a start, whatever kind of start there is", () => {
    const formulas = custom({ initial: { kind: "expression", u: "noise(1)", v: "x" } });
    expect(after(formulas, "add").initial).toEqual({ kind: "expression", u: "noise(1)", v: "x", w: "0" });
    expect(after(formulas, "remove").initial).toEqual({ kind: "expression", u: "noise(1)" });
    const values = custom({ initial: { kind: "noise", around: { u: 1, v: 2 }, amplitude: 0.1 } });
    expect(after(values, "add").initial).toMatchObject({ around: { u: 1, v: 2, w: 0 } });
    expect(after(values, "remove").initial).toMatchObject({ around: { u: 1 } });
    expect(after(custom({}), "add").initial).toMatchObject({ around: "fixed-point" });
  });

  it("has sides: periodic where the others are, elsewhere without a flux", () => {
    const bySide = { "x-": { dirichlet: 1 }, "x+": "neumann", other: "periodic" } as const;
    const spec = custom({ boundary: { u: bySide, v: "periodic" } });
    expect(after(spec, "add").boundary).toMatchObject({ w: { "x-": "neumann", "x+": "neumann", "y-": "periodic", "y+": "periodic" } });
    expect(after(custom({ boundary: { u: "periodic", v: "neumann" } }), "remove").boundary).toBe("periodic");
  });

  it("is recorded where all are, and not where some are", () => {
    expect(after(custom({}), "add").record.fields).toEqual(["u", "v", "w"]);
    expect(after(custom({ record: { every: 1, fields: ["v"] } }), "add").record.fields).toEqual(["v"]);
    expect(after(custom({ record: { every: 1, fields: ["v"] } }), "remove").record.fields).toEqual(["u"]);
  });
});

describe("texts that are being written", () => {
  const own = withField(ownEquations(custom({}))!, "mu", "auxiliary");

  it("are told what is wrong with each, with its characters", () => {
    expect(textProblem(own, "u", "u*v + mu", 2)).toBeNull();
    expect(textProblem(own, "u", "u*c", 2)).toMatchObject({ code: "equation/name", detail: { span: { start: 2, end: 3 } } });
    expect(textProblem(own, "u", "memory(v, 2)", 2)).toBeNull();
    expect(textProblem(own, "mu", "noise(1)", 2)).toMatchObject({ code: "equation/form" });
    expect(textProblem(withParameter(own, "c"), "u", "u*c", 2)).toBeNull();
  });

  it("run with the text before in place of one that is wrong", () => {
    const written = withText(withText(own, "u", "u +"), "v", "-2*v");
    expect(textsOf(runnable(written, own, 2))).toEqual([
      ["u", "species", "-k*u"],
      ["v", "species", "-2*v"],
      ["mu", "auxiliary", "0"],
    ]);
  });

  it("name what they use, in words; what runs still counts while the text is wrong", () => {
    const spec = custom({ initial: { kind: "expression", u: "k*x", v: "0" }, boundary: { u: { dirichlet: "k" }, v: "neumann" } });
    const written = withText(ownEquations(spec)!, "u", "v +");
    expect(usesOf("k", spec, written)).toEqual(["the equation of u", "the start", "the boundary"]);
    expect(usesOf("v", spec, written)).toEqual(["the equation of u"]);
    expect(usesOf("u", spec, written)).toEqual([]);
  });

  it("may declare what is a name and not taken", () => {
    expect(nameProblem(own, "c")).toBeNull();
    expect(nameProblem(own, "k")).toBe('"k" is a parameter already');
    expect(nameProblem(own, "mu")).toBe('"mu" is a field already');
    for (const name of ["pi", "exp", "2x", "", "a b"]) expect(nameProblem(own, name)).not.toBeNull();
  });
});
