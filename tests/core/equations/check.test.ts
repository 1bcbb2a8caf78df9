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
  ])("%s", (text, character, message) =>
    expect(errorIn(text)).toMatchObject({ code: "equation/arity", character, message: expect.stringMatching(message) }),
  );
});

describe("stencils", () => {
  it.each([
    ["2*laplacian(u^2)", 13, /laplacian takes a field by its name, as in laplacian\(u\); expressions inside it are not supported yet/],
    ["dx(F)", 4, /"F" is a parameter, the same in every cell/],
    ["dy(w)", 4, /there is no field "w"/],
    ["laplacian(dx(u))", 11, /takes a field by its name/],
    ["dz(x)", 4, /there is no field "x"/],
  ])("%s", (text, character, message) =>
    expect(errorIn(text)).toMatchObject({ code: "equation/form", character, message: expect.stringMatching(message) }),
  );

  it("says when there is no field at all", () =>
    expect(errorIn("laplacian(F)", { species: [], params: ["F"] }).message).toMatch(/there are no fields yet/));
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
    ["a".repeat(65), /at most 64/],
  ])("refuses %j", (id, message) =>
    expect(errorOf(() => checkName(id))).toMatchObject({ code: "equation/name", message: expect.stringMatching(message) }),
  );
});
