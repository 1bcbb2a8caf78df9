import { describe, expect, it } from "vitest";
import { completionsAt, withCompletion } from "../../src/panels/equation-completion";
import type { OwnEquations } from "../../src/state/own-equations";

const own: OwnEquations = {
  species: { u: { title: "Substrate" }, v: {} },
  params: { D_u: { default: 1, title: "Diffusivity" }, D_v: 1, k: 1 },
  equations: { u: "0", v: "0" },
  auxiliary: { mu: "0" },
};
const offered = (text: string, caret = text.length, asked = false) => completionsAt(text, caret, own, 2, asked);
const names = (...args: Parameters<typeof offered>) => offered(...args).options.map(({ name }) => name);

describe("what is offered", () => {
  it("begins like the word before the caret", () => {
    expect(names("u + lap")).toEqual(["laplacian", "lap", "lap"]);
    expect(names("u + D").slice(0, 2)).toEqual(["D_u", "D_v"]);
    expect(names("u + D")).toContain("diffuse");
    expect(names("m").slice(0, 3)).toEqual(["mu", "min", "max"]);
  });

  it("is nothing where no word begins, in a number, or when the word is whole", () => {
    for (const text of ["", "u + ", "2", "1e", "1.5e", "u", "D_u", "exp"]) expect(names(text)).toEqual([]);
  });

  it("is everything where it is asked for", () => {
    const all = names("u + ", 4, true);
    for (const name of ["u", "v", "mu", "D_u", "k", "x", "pi", "exp", "laplacian", "noise"]) expect(all).toContain(name);
  });

  it("runs along z in three dimensions alone", () => {
    expect(names("d")).not.toContain("dzz");
    expect(completionsAt("d", 1, own, 3).options.map(({ name }) => name)).toContain("dzz");
  });

  it("is a parameter or a field where the word is new and can be a name", () => {
    expect(offered("u*foo").options).toMatchObject([
      { name: "foo", kind: "new-parameter" },
      { name: "foo", kind: "new-species" },
    ]);
    expect(names("u*_x")).toEqual([]);
  });

  it("is explained in a line from the table of the language", () => {
    const find = (text: string, name: string) => offered(text).options.find((option) => option.name === name);
    expect(find("cl", "clamp")).toMatchObject({ written: "clamp(a, low, high)", help: "a held within [low, high]" });
    expect(find("ma", "max")).toMatchObject({ written: "max(a, b)", help: "the larger" });
    expect(find("di", "div")).toMatchObject({ written: "div(v)", help: "the divergence ∇·v of a vector" });
    expect(find("ve", "vec")).toMatchObject({ written: "vec(a, b)", help: "a vector by its components" });
    expect(find("D_", "D_u")).toMatchObject({ help: "Diffusivity, a parameter" });
    for (const { help, written } of completionsAt("", 0, own, 3, true).options) expect([help, written]).not.toContain("");
  });
});

describe("taking one", () => {
  const take = (text: string, name: string, caret = text.length) => {
    const list = offered(text, caret, true);
    return withCompletion(
      text,
      list,
      list.options.find((option) => option.name === name)!,
    );
  };
  it("puts the caret between the parentheses of a function", () =>
    expect(take("u + lap", "laplacian")).toEqual({ text: "u + laplacian()", caret: 14 }));
  it("uses parentheses that are there", () => expect(take("lap(u)", "laplacian", 3)).toEqual({ text: "laplacian(u)", caret: 10 }));
  it("puts the caret behind a name, and replaces the whole word", () => expect(take("2*D_v*u", "D_u", 4)).toEqual({ text: "2*D_u*u", caret: 5 }));
});
