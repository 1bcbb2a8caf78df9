import { deflateSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { models } from "../../../src/core/models/index";
import { complete } from "../../../src/core/spec/complete";
import { hashSpec } from "../../../src/core/spec/hash";
import { fromPermalink, toPermalink } from "../../../src/core/spec/permalink";

describe("permalink", () => {
  it("brings back every model and preset, with the same hash, in a link shorter than servers cut (trap 48)", () => {
    for (const model of models) {
      for (const preset of [{}, ...model.presets.map(({ id: _i, title: _t, note: _n, ...settings }) => settings)]) {
        const { spec } = complete({ version: 1, model: model.id, ...preset });
        const link = toPermalink(spec);
        expect(link).toMatch(/^1\.[A-Za-z0-9_-]+$/);
        expect(link.length).toBeLessThan(2000);
        expect(hashSpec(complete(fromPermalink(link)).spec)).toBe(hashSpec(spec));
      }
    }
  });

  it("keeps any formula and number", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat(), (value, seed) => {
        const { spec } = complete({
          version: 1,
          model: "custom",
          species: { u: {} },
          params: { p: value + 0 },
          equations: { u: "p*u − u^3" },
          seed,
          integrator: { dt: 0.01 },
        });
        expect(fromPermalink(toPermalink(spec))).toEqual(spec);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ["", /does not hold a spec/],
    ["hello", /does not hold a spec/],
    ["2.abc", /newer workbench/],
    ["1.@@@", /damaged or was cut off/],
    ["1.abcd", /damaged or was cut off/],
  ])("refuses %j in words", (text, expected) => {
    expect(() => fromPermalink(text)).toThrow(expected);
  });

  it("refuses a link that was cut at any place", () => {
    const link = toPermalink(complete({ version: 1, model: "gray-scott" }).spec);
    for (let end = 0; end < link.length; end += 7) expect(() => fromPermalink(link.slice(0, end))).toThrow(/this link/);
  });

  it("does not unpack a bomb", () => {
    const bomb = Buffer.from(deflateSync(new Uint8Array(50_000_000), { level: 9 })).toString("base64url");
    expect(() => fromPermalink(`1.${bomb}`)).toThrow(/damaged/);
  });

  it("says to use a file when the spec is too long for a link (trap 48)", () => {
    const noise = (seed: number) => Array.from({ length: 400 }, (_, i) => `${Math.abs(Math.sin(seed + i)).toFixed(9)}*t`).join("+");
    const names = Array.from({ length: 6 }, (_, i) => `u${i}`);
    const { spec } = complete({
      version: 1,
      model: "custom",
      species: Object.fromEntries(names.map((name) => [name, {}])),
      equations: Object.fromEntries(names.map((name, i) => [name, noise(1000 * i)])),
      integrator: { dt: 0.01 },
    });
    expect(() => toPermalink(spec)).toThrow(/export it as a JSON file/);
  });
});
