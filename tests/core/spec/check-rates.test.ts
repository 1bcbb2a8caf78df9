import { describe, expect, it } from "vitest";
import { complete } from "../../../src/core/spec/complete";
import { custom, refusal } from "./refusal";

const two = (m: string, more: object = {}) =>
  custom({ species: { u: {}, m: {} }, params: { p: 2, q: 1 }, equations: { u: "-u", m }, grid: { shape: [8, 8] }, ...more });

describe("times of memories", () => {
  it.each<[object, RegExp]>([
    [two("memory(u, 0)"), /At equations\.m: memory\(f, tau\) needs a time tau above 0, got 0$/],
    [two("memory(u, p - 3)"), /got -1$/],
    [two("memory(u, p)", { parameters: { p: 0 } }), /got 0$/],
    [two("memory(u, p)", { parameters: { p: "x - 2" } }), /got -2$/],
    [two("memory(u, sqrt(-p))"), /got no number$/],
    [two("memory(u, w)", { auxiliary: { w: "p - q - 1" } }), /got 0$/],
  ])("%j", (document, expected) => expect(refusal(document)).toMatch(expected));

  it("are above 0 inside the domain; those of the state show in the run", () => {
    expect(() => complete(two("memory(u, x - 3)", { grid: { shape: [8, 8], mask: "x - 3" } }))).not.toThrow();
    expect(() => complete(two("memory(u, u)"))).not.toThrow();
    expect(() => complete(two("memory(u, p)", { parameters: { p: { file: "p.npy" } } }))).not.toThrow();
  });
});

describe("means of events", () => {
  it.each<[object, RegExp]>([
    [two("events(-1, 1)"), /At equations\.m: events\(rate, amplitude\) need a rate of at least 0, got -1$/],
    [two("p*events(q - x, 1)"), /got -1$/],
    [two("events(20*p, 1)", { integrator: { dt: 0.5 } }), /a rate of 40 have a mean of 20 in a step of 0\.5, and at most 16 .* a dt of at most 0\.4/],
    [two("events(1/(x - 1), 1)", { integrator: { dt: 0.1 }, grid: { shape: [1, 2], mask: "x" } }), /a rate that is finite$/],
  ])("%j", (document, expected) => expect(refusal(document)).toMatch(expected));

  it("may be 0 and 16, and follow the state", () => {
    expect(() => complete(two("events(16, 1) + events(0, 1) + events(100*u, 1)", { integrator: { dt: 1 } }))).not.toThrow();
  });
});
