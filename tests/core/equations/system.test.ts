import { describe, expect, it } from "vitest";
import { num } from "../../../src/core/define/params";
import { toText } from "../../../src/core/equations/print";
import { inlineAuxiliary, readSystem, type SystemSetting } from "../../../src/core/equations/system";
import { errorOf } from "./trees";

interface Declaration {
  /** Time scale of each species, or null. */
  species: Record<string, number | string | null>;
  params?: readonly string[];
  equations: Record<string, string>;
  auxiliary?: Record<string, string>;
}

function read({ species, params = [], equations, auxiliary }: Declaration, setting?: SystemSetting) {
  const declared = Object.entries(species).map(([name, timeScale]) => {
    const own = { title: name, unit: "1", range: [0, 1] as const };
    return [name, timeScale === null ? own : { ...own, timeScale }] as const;
  });
  return readSystem(
    {
      species: Object.fromEntries(declared),
      params: Object.fromEntries(params.map((name) => [name, num(1, { title: name, min: 0, max: 2 })])),
      equations,
      ...(auxiliary && { auxiliary }),
    },
    setting,
  );
}

const drifts = (system: ReturnType<typeof read>) =>
  Object.fromEntries(Object.entries(system.equations).map(([name, { drift }]) => [name, toText(drift)]));

describe("readSystem", () => {
  it("leaves what has no need of it as it is", () => {
    const text = "D*laplacian(u) - u*v^2 + F*(1 - u)";
    const system = read({ species: { u: null, v: null }, params: ["D", "F"], equations: { u: text, v: "dx(v)^2 + u" } });
    expect(drifts(system)).toEqual({ u: text, v: "dx(v)^2 + u" });
    expect(system).toMatchObject({ species: ["u", "v"], auxiliary: [] });
  });

  it("divides everything by the time scale of the species, amplitudes but not rates", () => {
    const { equations } = read({
      species: { u: "2*tau", v: 4, w: 1 },
      params: ["tau"],
      equations: { u: "v - u + noise(0.1) + events(3, v)", v: "u", w: "u - w" },
    });
    const { u, v, w } = equations;
    expect(toText(u!.drift)).toBe("(v - u)/(2*tau)");
    expect(u!.noise.map(toText)).toEqual(["0.1/(2*tau)"]);
    expect(u!.events.map(({ rate, amplitude }) => [toText(rate), toText(amplitude)])).toEqual([["3", "v/(2*tau)"]]);
    expect(toText(u!.timeScale!)).toBe("2*tau");
    expect(toText(u!.expr)).toBe("v - u + noise(0.1) + events(3, v)");
    expect([toText(v!.drift), toText(w!.drift)]).toEqual(["u/4", "u - w"]);
  });

  it.each([
    [0, /above 0 or a formula, got 0/],
    [-1, /got -1/],
    [Infinity, /got Infinity/],
    ["2*u", /^At species\.u\.timeScale: character 3: there is no name "u"/],
    ["noise(1)", /noise belongs into the equation of a species/],
  ])("refuses the time scale %s", (timeScale, message) =>
    expect(errorOf(() => read({ species: { u: timeScale }, equations: { u: "-u" } })).message).toMatch(message),
  );

  it("knows whose equation a memory is", () => {
    const system = read({ species: { u: null, m: null }, params: ["tau"], equations: { u: "-m", m: "memory(u^2, 5*tau)" } });
    expect(drifts(system)).toEqual({ u: "-m", m: "(u^2 - m)/(5*tau)" });
    expect(toText(system.equations["m"]!.expr)).toBe("memory(u^2, 5*tau)");
  });

  it("asks which parameters vary and how many dimensions there are", () => {
    const model = { species: { u: null }, params: ["D"], equations: { u: "div(D*grad(u)) + dot(grad(u), grad(u))" } };
    expect(drifts(read(model))).toEqual({ u: "D*laplacian(u) + (dx(u)*dx(u) + dy(u)*dy(u) + dz(u)*dz(u))" });
    expect(drifts(read(model, { varying: ["D"], dimensions: 2 }))).toEqual({ u: "diffuse(D, u) + (dx(u)*dx(u) + dy(u)*dy(u))" });
  });

  it("says where a text is wrong", () =>
    expect(errorOf(() => read({ species: { u: null }, equations: { u: "1 + w" } })).message).toMatch(/^At equations\.u: character 5: /));
});

describe("auxiliary fields", () => {
  const cahnHilliard = {
    species: { c: null },
    params: ["kappa", "M"],
    equations: { c: "div(M*grad(mu))" },
    auxiliary: { mu: "c^3 - c - kappa*laplacian(c)" },
  };

  it("stand by name, and can be put in", () => {
    const system = read(cahnHilliard);
    expect(drifts(system)).toEqual({ c: "M*laplacian(mu)" });
    expect(toText(inlineAuxiliary(system.equations["c"]!.drift, system.auxiliary))).toBe("M*laplacian(c^3 - c - kappa*laplacian(c))");
  });

  it("come in an order in which each uses only those before it", () => {
    const system = read({
      species: { u: null },
      equations: { u: "a + d" },
      auxiliary: { a: "b*laplacian(e)", b: "u + e", d: "1", e: "u^2" },
    });
    expect(system.auxiliary.map(({ name }) => name)).toEqual(["e", "b", "a", "d"]);
    expect(toText(inlineAuxiliary(system.equations["u"]!.drift, system.auxiliary))).toBe("(u + u^2)*laplacian(u^2) + 1");
  });

  it("that are the same everywhere stand before operators", () => {
    const system = read({
      species: { u: null },
      equations: { u: "div(D*grad(u)) + div(E*grad(u))" },
      auxiliary: { D: "E2*mean(u)", E2: "1 + integral(u)", E: "E2 + x" },
    });
    expect(drifts(system)).toEqual({ u: "D*laplacian(u) + diffuse(E, u)" });
  });

  it.each([
    [{ a: "a + 1" }, /^At auxiliary\.a: a is computed from itself/],
    [{ d: "a", a: "b", b: "2*c1", c1: "a*u" }, /^At auxiliary\.a: .*a needs b, b needs c1, c1 needs a; make one of them a species/],
    [{ u: "1" }, /^At auxiliary\.u: "u" is a species already/],
    [{ F: "1" }, /"F" is a parameter already/],
    [{ a: "u + 3*noise(1)" }, /^At auxiliary\.a: character 7: noise belongs into the equation of a species/],
    [{ a: "grad(u)" }, /^At auxiliary\.a: character 1: this is a vector/],
    [{ a: "memory(u, 3)" }, /whole right-hand side of a species; this is none/],
    [{ a: "2 +" }, /^At auxiliary\.a: character 4: /],
    [{ a: "b + q", b: "1" }, /^At auxiliary\.a: character 5: there is no name "q"/],
  ])("%j is refused", (auxiliary, message) =>
    expect(
      errorOf(() => read({ species: { u: null }, params: ["F"], equations: { u: "-u" }, auxiliary: auxiliary as Record<string, string> })).message,
    ).toMatch(message),
  );

  it("refuses those that grow beyond all bounds when put in", () => {
    const auxiliary = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`a${i}`, i === 0 ? "u + 1" : `a${i - 1}*a${i - 1}`]));
    const system = read({ species: { u: null }, equations: { u: "a39" }, auxiliary });
    expect(errorOf(() => inlineAuxiliary(system.equations["u"]!.drift, system.auxiliary)).message).toMatch(/at most 20000 are allowed/);
  });
});
