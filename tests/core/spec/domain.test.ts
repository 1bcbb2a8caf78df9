import { describe, expect, it } from "vitest";
import type { EquationModel } from "../../../src/core/define/model";
import { complete } from "../../../src/core/spec/complete";
import { checkCells } from "../../../src/core/spec/parameters";
import { hashSpec } from "../../../src/core/spec/hash";
import { fromPermalink, toPermalink } from "../../../src/core/spec/permalink";
import { custom, grayScott, refusal } from "./refusal";

const heat = (more: object) => custom({ params: { D: { default: 1, min: 0, max: 8 } }, equations: { u: "D*laplacian(u)" }, ...more });
const dtOf = (document: object) => complete(document).spec.integrator.dt;

describe("parameters that vary in space", () => {
  it("stay as they are written; a formula without names is a number", () => {
    expect(complete(grayScott({ parameters: { F: "0.03 + 0.02*x/Lx", k: "0.06" } })).spec.parameters).toMatchObject({
      F: "0.03 + 0.02*x/Lx",
      k: 0.06,
    });
    expect(hashSpec(complete(grayScott({ parameters: { k: "0.06" } })).spec)).toBe(hashSpec(complete(grayScott({})).spec));
    // Low and high say that the file holds 0 … 1, which is checked: without them its values are taken as they are.
    const D = { file: "D.png", low: 0, high: 1 };
    expect(complete(heat({ parameters: { D } })).spec.parameters["D"]).toEqual(D);
  });

  it("limit the step by their extremes: 0.9·h²/(4D) of the largest D", () => {
    expect(dtOf(heat({ parameters: { D: "1 + 7*x/255" } }))).toBeCloseTo(0.9 / 32, 12);
    expect(dtOf(heat({ parameters: { D: { file: "D.npy", low: 0.5, high: 4 } } }))).toBeCloseTo(0.9 / 16, 12);
    const two = { params: { D: 1, E: 1 }, equations: { u: "(D + E)*laplacian(u)" } };
    expect(dtOf(heat({ ...two, parameters: { D: "1 + x/255", E: "3 - x/255" } }))).toBeCloseTo(0.9 / 20, 12);
  });

  it("tell where numbers stand for what is not known", () => {
    expect(complete(heat({ parameters: { D: { file: "D.npy" } } })).notes).toEqual([
      expect.stringMatching(/^D comes from D\.npy: .* of its default, 1$/),
    ]);
    expect(complete(heat({ parameters: { D: "1 + sin(t)^2" } })).notes).toEqual([expect.stringMatching(/^D changes with time: .* of the start$/)]);
    expect(complete(heat({ parameters: { D: "1 + x/Lx" } })).notes).toEqual([]);
  });

  it("may leave a soft range, with a warning", () => {
    const bare = (a: unknown) => complete(custom({ params: { a: 1 }, equations: { u: "-a*u" }, parameters: { a } })).warnings;
    expect(bare("1 + x")).toEqual([
      expect.stringMatching(
        /^parameters\.a: expected a number in \[0, 2\]; the formula gives \d+ at x = \d+, y = 0, outside the range of its slider$/,
      ),
    ]);
    // Nobody said what is stable: a bare number has but the range of its slider.
    expect(bare(5)).toEqual(["parameters.a = 5 lies outside the range of its slider [0, 2]"]);
    expect(bare({ file: "a.npy", low: 1, high: 3 })).toEqual(["parameters.a.high = 3 lies outside the range of its slider [0, 2]"]);
  });

  it.each<[object, RegExp]>([
    [{ parameters: { F: "0.1*x" } }, /At parameters\.F: expected a number in \[0, 0\.12\]; the formula gives 0\.2 at x = 2, y = 0/],
    [{ parameters: { F: "0.01/x" } }, /At parameters\.F: expected .*; the formula gives Infinity at x = 0, y = 0/],
    [{ parameters: { F: "0.03 + q" } }, /At parameters\.F: character 8: there is no name "q"/],
    [{ parameters: { F: "0.03*u" } }, /At parameters\.F: character 6: there is no name "u"/],
    [{ parameters: { F: "0.03 + noise(0.1)" } }, /At parameters\.F: character 8: noise draws anew at every step/],
    [{ parameters: { F: "0.03 + 0*dx(x^2)" } }, /At parameters\.F: .*(dx|field)/],
    [{ parameters: { F: "F*x" } }, /At parameters\.F: character 1: "F" is no plain number itself/],
    [{ parameters: { F: "0.5*k", k: "0.06 + 0*x" } }, /At parameters\.F: character 5: "k" is no plain number itself/],
    [{ parameters: { F: { file: "F.npy", low: 0 } } }, /At parameters\.F: expected low and high, or neither/],
    [{ parameters: { F: { file: "F.npy", low: 0, high: 2 } } }, /At parameters\.F\.high: expected a number in \[0, 0\.12\], got 2/],
    [{ parameters: { F: { file: 7 } } }, /At parameters\.F\.file: expected the path of an image or array, got 7/],
    [{ parameters: { F: { path: "F.npy" } } }, /At parameters\.F\.file: expected the path of an image or array, got nothing/],
    [{ parameters: { G: "x" } }, /At parameters\.G: there is no parameter "G"/],
  ])("%j", (more, expected) => {
    expect(refusal(grayScott({ grid: { shape: [8, 8] }, ...more }))).toMatch(expected);
  });

  it("are finite in every cell, though a soft range is left before", () => {
    const bare = (a: string) => custom({ params: { a: 1 }, equations: { u: "-a*u" }, grid: { shape: [8, 8] }, parameters: { a } });
    expect(refusal(bare("1/(x - 3)"))).toMatch(/At parameters\.a: expected a number in \[0, 2\]; the formula gives Infinity at x = 3, y = 0$/);
  });

  it("of files are looked at in every cell", () => {
    const bare = (a: object) => complete(custom({ params: { a: 1 }, equations: { u: "-a*u" }, grid: { shape: [2, 2] }, parameters: { a } }));
    const checked = (a: object, values: number[]) => {
      const { spec, model } = bare(a);
      const warnings: string[] = [];
      checkCells(model as EquationModel, spec, null, { "parameters.a": values }, (warning) => warnings.push(warning));
      return warnings;
    };
    const file = { file: "a.npy" };
    expect(checked(file, [1, 2, 1, 2])).toEqual([]);
    expect(checked(file, [1, 5, 7, 2])).toEqual([
      "parameters.a: expected a number in [0, 2]; a.npy gives 5 at x = 1, y = 0, outside the range of its slider",
    ]);
    expect(() => checked(file, [1, 5, NaN, 2])).toThrow(/At parameters\.a: .* a\.npy gives NaN at x = 0, y = 1$/);
    expect(() => checked({ ...file, low: 0, high: 1 }, [1, 2, 1, 2])).toThrow(/low and high stand for 0 and 1 in a\.npy, which holds 2/);
  });

  it("belong to equations: a model with a step of its own takes plain values", () => {
    const reference = (parameters: object) => ({ version: 1, model: "mfn-reference", parameters });
    expect(refusal(reference({ alpha: "0.1 + 0*x" }))).toMatch(/At parameters\.alpha: expected a number/);
    expect(refusal(reference({ variant: { file: "v.npy" } }))).toMatch(/At parameters\.variant: expected one of/);
  });

  it("are held to their range inside the domain alone", () => {
    const more = { parameters: { F: "0.01*x" }, grid: { shape: [8, 64], mask: "8.5 - x" } };
    expect(complete(grayScott(more)).spec.parameters["F"]).toBe("0.01*x");
    expect(refusal(grayScott({ ...more, grid: { shape: [8, 64] } }))).toMatch(/gives 0\.13 at x = 13/);
  });
});

describe("a mask", () => {
  it("is part of the grid only where there is one", () => {
    expect(complete(grayScott({})).spec.grid).not.toHaveProperty("mask");
    expect(complete(grayScott({ grid: { mask: "x - 3" } })).spec.grid.mask).toBe("x - 3");
    expect(complete(grayScott({ grid: { mask: { file: "m.png" } } })).spec.grid.mask).toEqual({ file: "m.png" });
  });

  it("finds the one cell inside of a large grid", () => {
    const mask = "(x == 77)*(y == 131)";
    expect(complete(grayScott({ grid: { mask } })).spec.grid.mask).toBe(mask);
  });

  it.each<[object, RegExp]>([
    [{ mask: "x - 1000" }, /At grid\.mask: the mask leaves no cell inside/],
    [{ mask: 3 }, /At grid\.mask: expected a formula that is above 0 inside the domain, \{"file": "mask\.png"\}, or \{"painted": \[marks\]\}, got 3/],
    [{ mask: "x - r" }, /At grid\.mask: character 5: there is no name "r"/],
    [{ mask: "t - 1" }, /At grid\.mask: character 1: .*leave t out/],
  ])("%j", (grid, expected) => {
    expect(refusal(grayScott({ grid }))).toMatch(expected);
  });

  it("is not for the reference model", () => {
    expect(refusal({ version: 1, model: "mfn-reference", grid: { mask: "x" } })).toMatch(/At grid\.mask: .* whole square/);
  });
});

describe("conditions along the sides", () => {
  it.each<[object, RegExp]>([
    [{ dirichlet: "1/y" }, /At boundary: dirichlet of u at x-: the value is Infinity at x = -1, y = 0/],
    [{ neumann: "sqrt(x)" }, /At boundary: neumann of u at x-: the slope is NaN at x = -0\.5, y = 0/],
    [{ robin: { a: 2, b: -1, c: 0 } }, /At boundary: robin of u at x-: a\/2 \+ b\/h is 0 with a = 2, b = -1/],
    [{ robin: { a: "y - 3", b: 0, c: 0 } }, /a\/2 \+ b\/h is 0 with a = 0, b = 0 .* at x = -0\.5, y = 3/],
  ])("%j", (boundary, expected) => {
    expect(refusal(grayScott({ grid: { shape: [8, 8] }, boundary }))).toMatch(expected);
  });

  it("know the spacing", () => {
    const boundary = { robin: { a: 2, b: -1, c: 0 } };
    expect(complete(grayScott({ grid: { shape: [8, 8], spacing: 0.5 }, boundary })).spec.boundary).toEqual(boundary);
  });
});

describe("auxiliary fields and time scales", () => {
  const fast = {
    species: { u: {}, v: { timeScale: 0.5 } },
    params: { a: 1 },
    equations: { u: "laplacian(u) - w", v: "u - v" },
    auxiliary: { w: "a*u*v" },
  };

  it("are kept in a custom spec, and left out where there are none", () => {
    const { spec, model } = complete(custom(fast));
    expect(spec).toMatchObject({ auxiliary: { w: "a*u*v" }, species: { v: { timeScale: 0.5 } } });
    expect(model).toMatchObject({ auxiliary: { w: "a*u*v" }, species: { v: { timeScale: 0.5 } } });
    expect(complete(custom({ auxiliary: {} })).spec).not.toHaveProperty("auxiliary");
  });

  it("may have a time scale that is a formula", () => {
    const species = { u: {}, v: { timeScale: "0.5*a" } };
    expect(complete(custom({ ...fast, species })).spec.species).toEqual(species);
    expect(refusal(custom({ ...fast, species: { u: {}, v: { timeScale: "a - 1" } } }))).toMatch(
      /At species\.v\.timeScale: expected a time above 0, got 0/,
    );
    expect(refusal(custom({ ...fast, species: { u: {}, v: { timeScale: "q" } } }))).toMatch(/At species\.v\.timeScale: .*"q"/);
    expect(refusal(custom({ ...fast, species: { u: {}, v: { timeScale: -2 } } }))).toMatch(/At species\.v\.timeScale: expected .* above 0.*got -2/);
  });

  it.each<[object, RegExp]>([
    [{ auxiliary: { u: "1" } }, /At auxiliary\.u: "u" is a species already/],
    [{ params: { a: 1 }, auxiliary: { a: "1" } }, /At auxiliary\.a: "a" is a parameter already/],
    [{ auxiliary: { sin: "1" } }, /At auxiliary\.sin: .*function of the language/],
    [{ auxiliary: { w: "q" } }, /At auxiliary\.w: .*there is no name "q"/],
    [{ auxiliary: { w: 3 } }, /At auxiliary\.w: expected a string, got 3/],
    [{ auxiliary: { w: "z1 + 1", z1: "w" } }, /At auxiliary\..* circle/],
    [{ auxiliary: { w: "2*u" }, boundary: { u: "periodic", w: "neumann" } }, /At boundary\.w\.x-: "w" is computed from species/],
  ])("%j", (more, expected) => {
    expect(refusal(custom(more))).toMatch(expected);
  });

  it("belong to custom models alone", () => {
    expect(refusal(grayScott({ auxiliary: { w: "u" } }))).toMatch(/At auxiliary: only "model": "custom" declares its own auxiliary/);
  });
});

describe("a spec of an irregular domain", () => {
  const rich = custom({
    species: { u: {}, v: { timeScale: "2*tau" } },
    params: { D: 1, tau: 1 },
    equations: { u: "div(D*grad(u)) - w", v: "u - v" },
    auxiliary: { w: "u*v" },
    parameters: { D: "1 + 0.5*cos(pi*x/Lx)", tau: 0.5 },
    grid: { shape: [24, 20], spacing: [0.5, 0.25], mask: "1 - ((x - Lx/2)/Lx)^2 - (y/Ly)^2" },
    boundary: { u: { "x-": { dirichlet: "sin(t)" }, "x+": { robin: { a: 1, b: "0.5*tau", c: 0 } }, other: "neumann" }, v: "neumann" },
    integrator: { method: "bogacki-shampine", dt: 0.001 },
  });

  it("is idempotent, survives JSON and a link, and keeps its hash", () => {
    const { spec } = complete(rich);
    expect(complete(JSON.parse(JSON.stringify(spec))).spec).toEqual(spec);
    const back = complete(fromPermalink(toPermalink(spec))).spec;
    expect(back).toEqual(spec);
    expect(hashSpec(back)).toBe(hashSpec(spec));
  });
});

describe("integrators", () => {
  const noisy = custom({ equations: { u: "laplacian(u) - u + noise(0.1)" } });

  it("have tolerances where they are adaptive, and nowhere else", () => {
    expect(complete(grayScott({ integrator: { method: "dormand-prince" } })).spec.integrator).toMatchObject({ rtol: 1e-4, atol: 1e-6 });
    expect(complete(grayScott({ integrator: { method: "bogacki-shampine", rtol: 1e-3 } })).spec.integrator).toMatchObject({ rtol: 1e-3, atol: 1e-6 });
    const fine = (precision: "f32" | "f64", rtol: number) =>
      complete(grayScott({ precision, integrator: { method: "dormand-prince", rtol } })).warnings;
    expect(fine("f32", 1e-7)).toEqual([expect.stringMatching(/rtol = 1e-7 is finer than f32 resolves.*"f64"/)]);
    expect(fine("f32", 1e-5)).toEqual([]);
    expect(fine("f64", 1e-7)).toEqual([]);
    expect(fine("f64", 1e-16)).toEqual([expect.stringMatching(/finer than f64 resolves/)]);
    const { spec, warnings } = complete(grayScott({ integrator: { method: "rk4", rtol: 1e-3 } }));
    expect(spec.integrator).toEqual({ method: "rk4", dt: 1 });
    expect(warnings).toEqual([expect.stringMatching(/rtol and atol belong to adaptive methods; rk4/)]);
  });

  it("are chosen on demand, with a note that says why; the completed spec names the choice", () => {
    const chosen = complete(grayScott({ integrator: { method: "auto" } }));
    expect(chosen.spec.integrator).toEqual({ method: "euler", dt: expect.closeTo(0.9 * chosen.largestStableDt!, 12) });
    expect(chosen.notes).toEqual([expect.stringMatching(/^integrator\.method: euler was chosen: \S.*\d/)]);
    expect(chosen.warnings).toEqual([]);
    expect(complete(chosen.spec)).toMatchObject({ spec: chosen.spec, notes: [] });
    expect(complete(grayScott({ integrator: { method: "auto", dt: 0.25 } })).spec.integrator.dt).toBe(0.25);
    const fourth = { equations: { u: "-biharmonic(u) - u" }, integrator: { method: "auto" } };
    expect(complete(custom(fourth)).spec.integrator.method).toBe("etdrk4");
    expect(complete(custom({ ...fourth, boundary: "neumann" })).spec.integrator.method).not.toBe("etdrk4");
    expect(complete({ version: 1, model: "mfn-reference", integrator: { method: "auto" } }).spec.integrator.dt).toBe(1);
  });

  it("in Fourier space tell of the waves that they drop, where fields are multiplied", () => {
    const notesOf = (more: object) => complete(custom({ params: { D: 1 }, ...more })).notes;
    const dropped = /^etdrk4 drops the upper third of the wavenumbers .*2\/3 rule/;
    const by = { integrator: { method: "etdrk4", dt: 0.1 } };
    expect(notesOf({ ...by, equations: { u: "D*laplacian(u) + u - u^3" } })).toEqual([expect.stringMatching(dropped)]);
    expect(notesOf({ integrator: { method: "auto" }, equations: { u: "-biharmonic(u) - u^3" } })).toContainEqual(expect.stringMatching(dropped));
    expect(notesOf({ integrator: { method: "semi-implicit", dt: 0.1 }, equations: { u: "D*laplacian(u) - u^3" } })).toEqual([
      expect.stringMatching(/^semi-implicit drops/),
    ]);
    expect(notesOf({ ...by, equations: { u: "laplacian(u) - D*u" }, parameters: { D: "1 + x/Lx" } })).toContainEqual(expect.stringMatching(dropped));
    // Linear, with factors that are the same everywhere, and a source: every wave is kept.
    expect(notesOf({ ...by, equations: { u: "D*laplacian(u) - cos(t)*u + sin(x)" } })).toEqual([]);
    expect(complete(grayScott({})).notes).toEqual([]);
  });

  it("that choose their steps are not told off for the first one", () => {
    expect(complete(grayScott({ integrator: { method: "dormand-prince", dt: 50 } })).warnings).toEqual([]);
  });

  it.each<[object, RegExp]>([
    [grayScott({ integrator: { method: "etdrk4" }, boundary: "neumann" }), /At integrator\.method: etdrk4 .* every side of every species periodic/],
    [grayScott({ integrator: { method: "etdrk4" }, boundary: { u: "periodic", v: "neumann" } }), /every side of every species periodic/],
    [grayScott({ integrator: { method: "semi-implicit" }, grid: { mask: "x" } }), /semi-implicit .* whole box, without a mask/],
    [{ ...noisy, integrator: { method: "etdrk4" } }, /etdrk4 has no place for random terms, and the equation of u has one/],
    [{ ...noisy, integrator: { method: "dormand-prince" } }, /dormand-prince chooses its steps by their error.*the equation of u has one/],
    [grayScott({ integrator: { rtol: 0 } }), /At integrator\.rtol: expected a number above 0, got 0/],
    [grayScott({ integrator: { atol: "small" } }), /At integrator\.atol: expected a number above 0, got "small"/],
    [{ version: 1, model: "mfn-reference", integrator: { rtol: 1 } }, /supplies its own step/],
  ])("%j", (document, expected) => {
    expect(refusal(document)).toMatch(expected);
  });
});
