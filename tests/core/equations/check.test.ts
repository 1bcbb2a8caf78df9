import { describe, expect, it } from "vitest";
import { check, checkName } from "../../../src/core/equations/check";
import { parse } from "../../../src/core/equations/parse";
import type { Scope } from "../../../src/core/equations/tree";
import { errorOf } from "./trees";

const scope: Scope = { species: ["u", "v"], params: ["F", "D_u", "gain", "sigma"] };
const errorIn = (text: string, where = scope) => errorOf(() => check(parse(text), where));

describe("what is accepted", () => {
  it.each([
    "D_u*laplacian(u) - u*v^2 + F*(1 - u)",
    "dx(u)^2 + dy(u)*dz(v)",
    "sin(2*pi*x/Lx)*cos(y)*exp(-t) + z*Ly*Lz",
    "select(u > F, 1, clamp(v, 0, 1))",
    "u + noise(sigma)",
    "-(u*noise(sigma*u)/2 - v)",
    "gain*(events(F*u, 0.1) + noise(sigma)) - u",
    "noise(sigma) - events(F, u)",
    "2*laplacian(u^2) + dx(F) + laplacian(dx(u)) + dz(x)",
    "div(D_u*grad(u) - gain*u*grad(v)/(1 + v)^2)",
    "div(vec(D_u*dx(u), dy(u), 0) - -grad(u*v)/2)",
    "sqrt(dot(grad(u), grad(u))) + dot(vec(1, F), vec(x, y))",
    "mean(u*v) - integral(select(u > F, 1, 0))/(Lx*Ly)",
    "driftdiffuse(D_u, u, gain*v) + bernoulli(u)",
    "biharmonic(u) + dxy(u) + diffuse(u, v) + diffusex(u, v) + dxf(u) - dyb(v)",
    "u*noise(dot(grad(u), grad(u)))",
  ])("%s", (text) => expect(() => check(parse(text), scope)).not.toThrow());
});

describe("names", () => {
  it.each([
    ["1 + gaim*u", 5, /there is no name "gaim"; did you mean "gain"\?/],
    ["D_U", 1, /did you mean "D_u"/],
    ["u + wavelength", 5, /there is no name "wavelength"; known are u, v, F, D_u, gain, sigma, t, x/],
    ["u*exp", 3, /exp is a function; give it its arguments, as in exp\(…\)/],
    ["max + 1", 1, /max\(…, …\)/],
    ["toString", 1, /there is no name "toString"/],
  ])("%s: character %i", (text, character, message) =>
    expect(errorIn(text)).toMatchObject({ code: "equation/name", character, message: expect.stringMatching(message) }),
  );
});

describe("arity", () => {
  it.each([
    ["u + min(u)", 5, /min takes 2 arguments, here it has 1/],
    ["exp(u, v)", 1, /exp takes 1 argument, here it has 2/],
    ["select()", 1, /select takes 3 arguments, here it has 0/],
    ["laplacian(u, v)", 1, /laplacian takes 1 argument,/],
    ["noise()", 1, /noise takes 1 argument/],
    ["u + div(u, v)", 5, /div takes 1 argument, here it has 2 .*a quotient is written a\/b/],
    ["div(vec(u))", 5, /vec takes 2 or 3 arguments, here it has 1/],
    ["dot(vec(1, 2, 3, 4), grad(u))", 5, /vec takes 2 or 3 arguments, here it has 4/],
    ["diffuse(u)", 1, /diffuse takes 2 arguments/],
    ["memory(u)", 1, /memory takes 2 arguments/],
  ])("%s", (text, character, message) =>
    expect(errorIn(text)).toMatchObject({ code: "equation/arity", character, message: expect.stringMatching(message) }),
  );
});

describe("stencils", () => {
  it("says which name in them does not exist", () =>
    expect(errorIn("dy(w)")).toMatchObject({ code: "equation/name", character: 4, message: expect.stringMatching(/there is no name "w"/) }));

  it.each([
    ["1 + laplacian(F)", 5, /^character 5: laplacian .*there are no fields yet/],
    ["div(vec(F, 0))", 1, /^character 1: div .*there are no fields yet/],
    ["mean(F)", 1, /over the whole domain, .*there are no fields yet/],
  ])("%s says that there is no field at all", (text, character, message) =>
    expect(errorIn(text, { species: [], params: ["F"] })).toMatchObject({
      code: "equation/form",
      character,
      message: expect.stringMatching(message),
    }),
  );
});

describe("vectors", () => {
  it.each([
    ["grad(u)", 1, /vector where a number in each cell is expected; take its divergence div/],
    ["u*vec(1, 2)", 1, /this is a vector where a number/],
    ["u + grad(v)", 5, /can only be added to a vector/],
    ["div(grad(u) - v)", 5, /can only be subtracted from or by a vector/],
    ["div(grad(u)*grad(v))", 5, /multiplied by dot\(v, w\)/],
    ["div(u/grad(v))", 7, /length is sqrt/],
    ["div(u)", 5, /div takes a vector, as in div\(u\*grad\(v\)\); this is a number/],
    ["dot(grad(u), v)", 14, /dot takes vectors, as in/],
    ["div(grad(vec(u, v)))", 10, /grad takes a number in each cell, this is a vector/],
    ["div(vec(u, grad(v)))", 12, /vec takes numbers in each cell/],
    ["laplacian(grad(u))", 11, /laplacian takes a number in each cell, this is a vector/],
    ["u + select(u > 0, v, grad(u))", 22, /select takes a number/],
    ["div(grad(u)^2)", 5, /a power takes a number/],
  ])("%s", (text, character, message) =>
    expect(errorIn(text)).toMatchObject({ code: "equation/form", character, message: expect.stringMatching(message) }),
  );
});

describe("memory", () => {
  const ofU = { ...scope, equationOf: "u" };
  it("is the whole right-hand side of a species", () => expect(() => check(parse("memory(u*laplacian(v), 10)"), ofU)).not.toThrow());
  it.each([
    ["1 + memory(u, 10)", 5, /right-hand side of its own/],
    ["memory(memory(u, 1), 10)", 8, /right-hand side of its own/],
    ["memory(u + noise(1), 10)", 8, /follows what has no random terms/],
    ["memory(grad(u), 10)", 8, /this is a vector/],
  ])("%s", (text, character, message) =>
    expect(errorIn(text, ofU)).toMatchObject({ code: "equation/form", character, message: expect.stringMatching(message) }),
  );
  it("needs a species", () => expect(errorIn("memory(u, 10)").message).toMatch(/this is none/));
});

describe("auxiliary fields", () => {
  const withAuxiliary = { ...scope, auxiliary: ["mu"] };
  it("are names like others", () => expect(() => check(parse("laplacian(mu) + F"), withAuxiliary)).not.toThrow());
  it("are suggested", () => expect(errorIn("laplacian(mv) + mv2", withAuxiliary).message).toMatch(/did you mean/));
});

describe("randomness", () => {
  it.each([
    ["exp(noise(1))", 5, /cannot stand inside exp/],
    ["u + noise(1)^2", 5, /inside a power/],
    ["2^noise(1)", 3, /inside a power/],
    ["noise(1)*noise(F)", 10, /cannot be multiplied/],
    ["(u + noise(1))*(v + events(F, 1))", 16, /cannot be multiplied/],
    ["u/noise(1)", 3, /divided by a random term/],
    ["noise(noise(1))", 7, /arguments of noise cannot be random/],
    ["events(F, 1 + noise(1))", 11, /arguments of events cannot be random/],
    ["noise(1) > 0", 1, /cannot stand inside gt/],
    ["select(u > 0, noise(1), 0)", 15, /cannot stand inside select/],
    ["3*(u - max(v, noise(F)))", 15, /cannot stand inside max/],
    ["laplacian(u + noise(1))", 11, /cannot stand inside laplacian/],
    ["div(noise(1)*grad(u))", 5, /cannot stand inside div/],
    ["mean(noise(1))", 6, /cannot stand inside mean/],
  ])("%s", (text, character, message) =>
    expect(errorIn(text)).toMatchObject({ code: "equation/form", character, message: expect.stringMatching(message) }),
  );
});

describe("names that a model gives", () => {
  it.each(["u", "D_u", "k1", "alpha", "constructor", "E"])("accepts %s", (id) => expect(() => checkName(id)).not.toThrow());
  it.each([
    ["", /begin with a letter/],
    ["2u", /begin with a letter/],
    ["_u", /begin with a letter/],
    ["__proto__", /begin with a letter/],
    ["u v", /letters, digits or underscores/],
    ["α", /letter from a to z/],
    ["t", /it means time; choose another/],
    ["pi", /π/],
    ["Lx", /extent/],
    ["laplacian", /function of the language/],
    ["add", /function of the language/],
    ["div", /function of the language/],
    ["divergence", /function of the language/],
    ["mean", /function of the language/],
    ["a".repeat(65), /at most 64/],
  ])("refuses %j", (id, message) =>
    expect(errorOf(() => checkName(id))).toMatchObject({ code: "equation/name", message: expect.stringMatching(message) }),
  );
});
