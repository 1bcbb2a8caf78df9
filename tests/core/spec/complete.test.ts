import { describe, expect, it } from "vitest";
import { complete } from "../../../src/core/spec/complete";
import { hashSpec } from "../../../src/core/spec/hash";
import { custom, grayScott, refusal } from "./refusal";

describe("complete", () => {
  it("fills in every key from version and model alone", () => {
    const { spec } = complete({ version: 1, model: "gray-scott" });
    expect(spec).toEqual({
      version: 1,
      model: "gray-scott",
      parameters: { F: 0.037, k: 0.06, D_u: 0.2, D_v: 0.1 },
      grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
      boundary: "periodic",
      initial: { kind: "model-default" },
      integrator: { method: "euler", dt: 1 },
      precision: "f32",
      seed: 1,
      steps: 0,
      record: { every: 0, fields: ["u", "v"] },
    });
  });

  it("is idempotent and gives equal experiments one hash, however they are spelled", () => {
    const { spec } = complete(grayScott({ boundary: { u: "periodic", other: { "x-": "periodic", other: "periodic" } }, grid: { spacing: [1, 1] } }));
    expect(complete(spec).spec).toEqual(spec);
    expect(hashSpec(spec)).toBe(hashSpec(complete(grayScott({})).spec));
    expect(hashSpec(spec)).not.toBe(hashSpec(complete(grayScott({ seed: 2 })).spec));
  });

  it("takes 0.9 of the stability limit for dt auto: 0.9·h²/(4D) for heat", () => {
    const heat = {
      version: 1,
      model: "custom",
      species: { u: {} },
      params: { D: 2 },
      equations: { u: "D*laplacian(u)" },
      integrator: { dt: "auto" },
    };
    expect(complete(heat).spec.integrator.dt).toBeCloseTo(0.9 / 8, 12);
    expect(complete({ ...heat, grid: { shape: [8, 8, 8] } }).spec.integrator.dt).toBeCloseTo(0.9 / 12, 12);
  });

  it("takes a step of at most what is wished for, and 0.9 of the limit only where that is not stable", () => {
    const heat = { version: 1, model: "custom", species: { u: {} }, params: { D: 2 }, equations: { u: "D*laplacian(u)" } };
    const stepOf = (atMost: number, method = "euler") => complete({ ...heat, integrator: { method, dt: { atMost } } }).spec.integrator.dt;
    expect(stepOf(0.1)).toBe(0.1);
    expect(stepOf(0.124)).toBe(0.124);
    expect(stepOf(0.126)).toBeCloseTo(0.9 / 8, 12);
    expect(stepOf(0.5, "bogacki-shampine")).toBe(0.5);
  });

  it("warns of a step above the limit and says what to use", () => {
    expect(complete(grayScott({ integrator: { dt: 3 } })).warnings[0]).toMatch(/^Step too large: dt = 3, stable up to 1\.\d+ .* Use 1\.\d+\.$/);
  });

  it("reads the short forms of a custom model", () => {
    const document = {
      version: 1,
      model: "custom",
      species: { u: {}, v: {} },
      params: { a: 0.1, b: 0.9, d: 10 },
      equations: { u: "laplacian(u)+a-u+u^2*v", v: "d*laplacian(v)+b-u^2*v" },
    };
    const { spec, model } = complete(document);
    expect(spec.parameters).toEqual({ a: 0.1, b: 0.9, d: 10 });
    expect(model.species["u"]!.range).toEqual([-10, 10]);
    expect(spec.integrator.dt).toBeGreaterThan(0.02);
    expect(spec.integrator.dt).toBeLessThan(0.025);
  });
});

describe("bad input says what, where and how to mend it", () => {
  it.each([
    [null, /JSON object/],
    [[], /JSON object.*got a list/],
    [{ model: "gray-scott" }, /At version: missing; add "version": 1/],
    [{ version: 2, model: "gray-scott" }, /At version: expected 1, got 2/],
    [{ version: 1, model: "gray-scot" }, /no model "gray-scot"; did you mean "gray-scott"\?/],
    [grayScott({ parameter: {} }), /At parameter: there is no such key; did you mean "parameters"\?/],
    [grayScott({ parameters: { f: 0.03 } }), /At parameters\.f: there is no parameter "f"; did you mean "F"\?/],
    [grayScott({ parameters: { F: 0.4 } }), /At parameters\.F: expected a number in \[0, 0\.12\], got 0\.4/],
    [grayScott({ parameters: { F: "0.4" } }), /At parameters\.F: expected a number in \[0, 0\.12\], got 0\.4/],
    [grayScott({ grid: { shape: [0, 64] } }), /At grid\.shape.*expected \[ny, nx\]/],
    [grayScott({ grid: { shape: [64] } }), /At grid\.shape.*expected \[ny, nx\]/],
    [grayScott({ grid: { spacing: -1 } }), /At grid\.spacing/],
    [grayScott({ grid: { shape: [8, 8], spacing: [1, 1, 1] } }), /At grid\.spacing: expected one number or 2/],
    [grayScott({ boundary: "open" }), /At boundary: expected "periodic", "neumann"/],
    [grayScott({ boundary: { w: "neumann", other: "neumann" } }), /At boundary\.w: the model has no species "w"/],
    [grayScott({ boundary: { "x-": "periodic", other: "neumann" } }), /must both be periodic/],
    [grayScott({ boundary: { "z-": "neumann", other: "neumann" } }), /At boundary\.z-: the grid is two-dimensional/],
    [grayScott({ boundary: { "x-": "neumann" } }), /nothing is said about side "x\+"/],
    [grayScott({ integrator: { method: "eulr" } }), /no integrator "eulr"; did you mean "euler"\?/],
    [grayScott({ integrator: { dt: 0 } }), /At integrator\.dt/],
    [grayScott({ precision: "f16" }), /At precision: expected "f32" or "f64", got "f16"/],
    [grayScott({ seed: 1.5 }), /At seed/],
    [grayScott({ seed: -1 }), /At seed: expected at least 0, got -1/],
    [grayScott({ steps: -5 }), /At steps: expected at least 0, got -5/],
    [grayScott({ record: { fields: ["w"] } }), /no field "w"; it has u, v/],
    [grayScott({ initial: { kind: "random" } }), /At initial.*expected a kind/],
    [grayScott({ initial: { kind: "expression", u: "1" } }), /nothing is said about species "v"/],
    [grayScott({ initial: { kind: "expression", u: "1", v: "sinn(x)" } }), /At initial\.v: .*"sinn"/],
    [grayScott({ equations: { u: "0" } }), /At equations: only "model": "custom" declares its own equations/],
    [{ version: 1, model: "custom" }, /At species: a custom model declares its species/],
    [{ version: 1, model: "custom", species: { u: {} }, equations: {} }, /At equations\.u: missing/],
    [{ version: 1, model: "custom", species: { sin: {} }, equations: { sin: "1" } }, /At species\.sin/],
    [{ version: 1, model: "custom", species: { u: {} }, equations: { u: "laplacian(u) + fu" } }, /At equations\.u: .*"fu"/],
    [grayScott({ parameters: { constructor: 1 } }), /At parameters\.constructor: there is no parameter/],
    [grayScott({ parameters: { F: null } }), /At parameters\.F: expected a number, a formula, true or false, a word, or \{"file".* got null/],
    [grayScott({ parameters: [] }), /At parameters: expected an object, got \[\]/],
    [grayScott({ steps: Infinity }), /At steps: expected .* got Infinity/],
    [grayScott({ integrator: { dt: "fast" } }), /At integrator\.dt: expected a number above 0, "auto", or {"atMost": 0\.5}.*, got "fast"/],
    [grayScott({ integrator: { dt: { atMost: -1 } } }), /At integrator\.dt.*: expected a number above 0.*, got /],
    [grayScott({ initial: { kind: "noise" } }), /At initial\.around: expected "fixed-point" or a value for each species, got nothing/],
    [grayScott({ initial: { kind: "file" } }), /At initial\.path: expected the path of an NPY or NPZ file, got nothing/],
    [grayScott({ boundary: { u: { "x-": { dirichlet: "a" } } } }), /At boundary\.u\.x-\.dirichlet: character 1: there is no name "a"/],
    [grayScott({ boundary: { u: { "x-": { dirichlet: true } } } }), /At boundary\.u\.x-\.dirichlet: expected a number or a formula, got true/],
    [grayScott({ boundary: { robin: { a: 1, c: 2 } } }), /At boundary\.robin: expected \{"a": number, .* got \{"a":1,"c":2\}/],
    [
      grayScott({ boundary: { u: { robin: { a: 1, b: [], c: 2 } }, v: "neumann" } }),
      /At boundary\.u\.robin\.b: expected a number or a formula, got \[\]/,
    ],
    [custom({ boundary: { robin: {} } }), /At boundary\.robin: expected \{"a": number/],
    [custom({ boundary: { robin: { "x-": "neumann" } } }), /At boundary\.robin: expected \{"a": number/],
    [custom({ boundary: { dirichlet: {} } }), /At boundary\.dirichlet: expected a number or a formula, got \{\}/],
    [custom({ boundary: { "x-": {}, other: "neumann" } }), /At boundary\.x-: expected "periodic".* got \{\}/],
    [custom({ boundary: { "x-": { "x-": "neumann" }, other: "neumann" } }), /At boundary\.x-: expected "periodic"/],
    [custom({ boundary: { u: { "x-": { robin: {} } } } }), /At boundary\.u\.x-\.robin: expected/],
    [custom({ species: { robin: {} }, equations: { robin: "-robin" } }), /At species\.robin: "robin" is a condition in boundary/],
    [custom({ auxiliary: { dirichlet: "u" } }), /At auxiliary\.dirichlet: .*take another name/],
    [grayScott({ boundary: { dirichlet: 1, neumann: 2 } }), /At boundary: expected one condition/],
    [grayScott({ boundary: { "x-": "open", other: "neumann" } }), /At boundary\.x-: expected "periodic".* got "open"/],
    [grayScott({ boundary: { u: { "q-": "neumann" }, v: "neumann" } }), /At boundary\.u\.q-: there is no side "q-"; sides are x-/],
    [grayScott({ grid: { shape: [16384, 16384] } }), /At grid\.shape: 16384 × 16384 cells .* need 2\.0 GiB, at most 1 .* at most 134217728 cells$/],
    [grayScott({ grid: { shape: [512, 512, 512] }, precision: "f64" }), /at most 67108864 cells, or "precision": "f32"/],
    [custom({ species: { u: { range: [2, 1] } } }), /At species\.u: expected a range \[least, most\]/],
    [custom({ params: { a: { default: 5, min: 0, max: 1 } } }), /At params\.a: expected min ≤ default ≤ max, got a default of 5 in \[0, 1\]/],
    [custom({ params: { a: { default: 5, min: 9 } } }), /At params\.a: expected min ≤ default/],
    [custom({ params: { a: null } }), /At params\.a: expected a number or an object/],
    [custom({ species: { constructor: {} } }), /At equations\.constructor: missing/],
    [{ version: 1, model: "mfn-reference", integrator: { method: "rk4" } }, /At integrator\.method: .* supplies its own step/],
    [{ version: 1, model: "mfn-reference", precision: "f32" }, /runs in f64 only/],
    [{ version: 1, model: "mfn-reference", grid: { shape: [16, 32] } }, /square grid/],
  ])("%j", (document, expected) => {
    expect(refusal(document)).toMatch(expected);
  });
});
