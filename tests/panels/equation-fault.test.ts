import { describe, expect, it } from "vitest";
import { equationFault } from "../../src/panels/equation-fault";
import type { OwnEquations } from "../../src/state/own-equations";

const own: OwnEquations = { species: { u: {}, v: {} }, params: { kappa: 1 }, equations: { u: "0", v: "0" }, auxiliary: {} };
const fault = (text: string) => equationFault(own, "u", text, 2, null);
const labels = (text: string) => fault(text)!.mends.map(({ label }) => label);

describe("what is wrong with an equation", () => {
  it("is nothing when it runs", () => expect(fault("kappa*laplacian(u) - v")).toBeNull());

  it("is a sentence about characters of the text", () => {
    expect(fault("u*(1 - v")).toEqual({ message: 'Character 3: this "(" is never closed; add a ")".', span: { start: 2, end: 3 }, mends: [] });
    expect(fault("u +")!.span).toEqual({ start: 3, end: 3 });
  });

  it("is mended by declaring a new name, or by the one that was meant", () => {
    expect(labels("c*u")).toEqual(["Add c as a parameter", "Add c as a field"]);
    expect(labels("kapa*u")).toEqual(["Write kappa", "Add kapa as a parameter", "Add kapa as a field"]);
    expect(fault("2*kapa*u")!.mends[0]).toMatchObject({ kind: "write", text: "2*kappa*u" });
    expect(labels("laplacin(u)")).toEqual(["Write laplacian"]);
    expect(labels("_c*u")).toEqual([]);
    expect(labels("u*exp")).toEqual([]);
  });

  it("is what the whole system says of it, where it is right by itself", () => {
    const circle = { code: "equation/form", path: ["auxiliary", "m"], message: "At auxiliary.m: m needs m" } as const;
    const withM: OwnEquations = { ...own, auxiliary: { m: "m" } };
    expect(equationFault(withM, "m", "m", 2, circle)).toMatchObject({ message: "M needs m.", span: { start: 0, end: 1 } });
    expect(equationFault(withM, "u", "m", 2, circle)).toBeNull();
  });
});
