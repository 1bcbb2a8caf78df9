import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trueChanges } from "../../../src/core/define/generator";
import { generators } from "../../../src/core/generators/index";
import { studentAt } from "../../../src/core/generators/heavy-tails";
import { regimeChain } from "../../../src/core/generators/regime-chain";

const deviation = (values: readonly number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
};
const ruled = (id: string, options: object) => {
  const { columns, truth, regimes } = generators.get(id).generate(options as never);
  return regimes.map((_, k) => [...columns[0]!.values].filter((_, t) => truth[t] === k));
};

describe.each([...generators.ids])("the generator %s", (id) => {
  const { generate, params } = generators.get(id);
  it("makes finite columns of one length, a regime for every sample, and the same bits for the same seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 400 }), fc.nat(1e6), (samples, seed) => {
        const made = generate({ samples, seed } as never);
        for (const { values } of made.columns) {
          expect(values).toHaveLength(samples);
          expect(values.every(Number.isFinite)).toBe(true);
        }
        expect(made.truth).toHaveLength(samples);
        expect(made.truth.every((k) => k >= 0 && k < made.regimes.length)).toBe(true);
        expect(generate({ samples, seed } as never)).toEqual(made);
      }),
      { numRuns: 20 },
    );
  });
  it("stays finite at every end of its ranges", () => {
    for (const [name, param] of Object.entries(params)) {
      if (param.kind !== "number" || name === "seed") continue;
      for (const value of [param.min, param.max]) {
        const samples = name === "samples" ? value : 300;
        // Weights of the variance that leave it without a level are refused, and say so.
        if (["shock", "leverage", "memory"].includes(name) && value === 1 && id === "garch-market") {
          expect(() => generate({ samples, [name]: value } as never)).toThrow(/below 1/);
          continue;
        }
        const { columns } = generate({ samples, [name]: value } as never);
        for (const column of columns) expect(column.values.every(Number.isFinite), `${name} = ${value}, ${column.name}`).toBe(true);
      }
    }
  });
});

describe("what is known of the markets", () => {
  it("MFN's market has half, once and 2.5 times its volatility in its thirds", () => {
    ruled("reference-market", { samples: 60_000, volatility: 0.02 }).forEach((values, k) =>
      expect(deviation(values) / (0.02 * [0.5, 1, 2.5][k]!)).toBeCloseTo(1, 1),
    );
  });
  it("the switching market's volatilities stand in their ratio", () => {
    const [calm, volatile] = ruled("switching-market", { samples: 60_000, ratio: 3, freedom: 100 });
    expect(deviation(volatile!) / deviation(calm!)).toBeCloseTo(3, 1);
    expect(deviation(calm!)).toBeCloseTo(0.007, 3);
  });
  it("the clustering market's long-run volatilities are those asked for, and squared returns remember", () => {
    const [calm, volatile] = ruled("garch-market", { samples: 100_000, duration: 5000, freedom: 100 });
    expect(deviation(calm!) / 0.007).toBeCloseTo(1, 1);
    expect(deviation(volatile!) / deviation(calm!)).toBeCloseTo(2.5, 0);
    const squares = calm!.slice(0, 5000).map((r) => r * r);
    const mean = squares.reduce((a, b) => a + b, 0) / squares.length;
    const lagged = squares.slice(1).reduce((sum, x, i) => sum + (x - mean) * (squares[i]! - mean), 0);
    expect(lagged / squares.reduce((sum, x) => sum + (x - mean) ** 2, 0)).toBeGreaterThan(0.1);
  });
  it("regimes last as long as asked, on average", () => {
    const truth = regimeChain(200_000, 3, 50, 7, 1);
    expect(truth.length / (trueChanges(truth).length + 1) / 50).toBeCloseTo(1, 1);
  });
  it("Student's t has variance 1 and the kurtosis of its degrees of freedom", () => {
    const draws = Array.from({ length: 100_000 }, (_, t) => studentAt(10, 3, t, 1));
    const variance = draws.reduce((sum, x) => sum + x * x, 0) / draws.length;
    expect(variance).toBeCloseTo(1, 1);
    // 3 + 6 / (ν − 4) = 4 for ν = 10; its own spread over so many draws is about 0.1.
    expect(Math.abs(draws.reduce((sum, x) => sum + x ** 4, 0) / draws.length / variance ** 2 - 4)).toBeLessThan(0.5);
  });
});
