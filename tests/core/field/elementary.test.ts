import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cos, exp, log, pow, sin, tanh } from "../../../src/core/field/elementary";

interface Golden {
  values: Record<string, (string | number)[][]>;
}
const golden = JSON.parse(readFileSync(new URL("../../golden/elementary.json", import.meta.url), "utf8")) as Golden;

const functions = { exp, log, sin, cos, tanh, pow } as Record<string, (...args: number[]) => number>;
/** Asserted bounds in ulp, as the doc comments state them. */
const bounds: Record<string, number> = { exp: 1, log: 1, sin: 1, cos: 1, tanh: 2.2, pow: 1 };

function fromHex(hex: string): number {
  return Buffer.from(hex, "hex").readDoubleBE();
}

/** Size of the last place of x. */
function ulp(x: number): number {
  const size = Math.abs(x);
  return size < 2 ** -1021 ? 2 ** -1074 : 2 ** (Math.floor(Math.log2(size * (1 + 2 ** -53))) - 52);
}

describe("elementary functions against mpmath", () => {
  for (const [name, rows] of Object.entries(golden.values)) {
    it(`${name}: at most ${bounds[name]} ulp over ${rows.length} points`, () => {
      let worst = 0;
      for (const row of rows) {
        const args = row.slice(0, -2).map((hex) => fromHex(hex as string));
        const nearest = fromHex(row.at(-2) as string);
        const got = functions[name]!(...args);
        if (got === nearest && !Number.isFinite(nearest)) continue;
        const error = Math.abs((got - nearest) / ulp(nearest) - (row.at(-1) as number));
        if (!(error <= worst)) worst = error;
      }
      expect(worst).toBeLessThanOrEqual(bounds[name]!);
    });
  }
});

describe("elementary functions at the edges", () => {
  it("answer NaN with NaN", () => {
    for (const f of [exp, log, sin, cos, tanh]) expect(f(NaN)).toBeNaN();
    expect([pow(NaN, 2), pow(2, NaN)]).toEqual([NaN, NaN]);
  });
  it("exp overflows to Infinity, underflows to 0 through the subnormals", () => {
    expect([exp(709.782712893384), exp(709.7827128933841), exp(Infinity)]).toEqual([1.7976931348622732e308, Infinity, Infinity]);
    expect([exp(-745.1332191019411), exp(-745.1332191019412), exp(-Infinity)]).toEqual([5e-324, 0, 0]);
    expect(exp(0)).toBe(1);
  });
  it("log has its pole, its domain and its subnormals", () => {
    expect([log(0), log(-0), log(1), log(Infinity)]).toEqual([-Infinity, -Infinity, 0, Infinity]);
    expect([log(-1), log(-Infinity)]).toEqual([NaN, NaN]);
    expect(log(5e-324)).toBe(-744.4400719213812);
  });
  it("sin and cos refuse an angle they cannot place", () => {
    expect([sin(0), cos(0)]).toEqual([0, 1]);
    for (const f of [sin, cos]) expect([f(2 ** 31), f(Infinity), f(-Infinity)]).toEqual([NaN, NaN, NaN]);
  });
  it("sin and cos lose no more than the argument's own ulp up to 2^30", () => {
    // mpmath 1.3.0
    expect(Math.abs(sin(1e9) - 0.5458434494486996)).toBeLessThan(2 ** -22);
    expect(Math.abs(cos(1e9) - 0.8378871813639024)).toBeLessThan(2 ** -22);
  });
  it("tanh saturates, and nothing overflows on the way to 700 (trap 11)", () => {
    expect([tanh(22), tanh(-22), tanh(Infinity), tanh(-Infinity), tanh(0), tanh(700), tanh(-700)]).toEqual([1, -1, 1, -1, 0, 1, -1]);
    expect(exp(700) / Math.exp(700)).toBeCloseTo(1, 14);
    expect(exp(-700) / Math.exp(-700)).toBeCloseTo(1, 14);
    expect(exp(0)).toBe(1);
  });
  it("pow follows the power rules of zero, infinity and negative bases", () => {
    expect([pow(0, 0), pow(NaN, 0), pow(1, Infinity), pow(0, 3), pow(0, -3)]).toEqual([1, 1, 1, 0, Infinity]);
    expect([pow(-2, 3), pow(-2, -2), pow(-1, 2 ** 60), pow(-2, 0.5)]).toEqual([-8, 0.25, 1, NaN]);
    expect([pow(Infinity, 2), pow(Infinity, -2), pow(-Infinity, 3), pow(2, Infinity), pow(2, -Infinity), pow(0.5, Infinity)]).toEqual([
      Infinity,
      0,
      -Infinity,
      Infinity,
      0,
      0,
    ]);
    expect([pow(2, 1024), pow(2, 1023), pow(2, -1074), pow(2, -1075), pow(10, 22)]).toEqual([Infinity, 2 ** 1023, 5e-324, 0, 1e22]);
  });
});

describe("elementary functions obey their symmetries to the bit", () => {
  const angle = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  it("sin and tanh are odd, cos is even", () =>
    fc.assert(
      fc.property(angle, (x) => {
        expect(sin(-x) + sin(x)).toBe(0);
        expect(cos(-x)).toBe(cos(x));
        expect(tanh(-x) + tanh(x)).toBe(0);
      }),
    ));
  it("pow(x, 1) is x and pow(x, 2) is within an ulp of x·x", () =>
    fc.assert(
      fc.property(fc.double({ min: 1e-150, max: 1e150, noNaN: true }), (x) => {
        expect(pow(x, 1)).toBe(x);
        expect(Math.abs(pow(x, 2) / (x * x) - 1)).toBeLessThanOrEqual(2 ** -52);
      }),
    ));
});

describe("elementary functions keep their bits", () => {
  it("since every stored hash of a run with noise or exponentials depends on them", () => {
    const results = Object.entries(golden.values).flatMap(([name, rows]) =>
      rows.map((row) => functions[name]!(...row.slice(0, -2).map((hex) => fromHex(hex as string)))),
    );
    const bytes = new Uint8Array(Float64Array.from(results).buffer);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe("9d6d160b74a0db627438bdfdc618f2d37d5315f1b5c39ab7d98970caa69bd212");
  });
});
