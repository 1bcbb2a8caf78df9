import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { MetricResult } from "../../../src/core/define/metric";
import { normalAt } from "../../../src/core/field/philox";
import { correlationDimension } from "../../../src/core/series/correlation-dimension";
import { lyapunov } from "../../../src/core/series/lyapunov";
import { lyapunovKantz } from "../../../src/core/series/lyapunov-kantz";
import { recurrence, type RecurrencePlot } from "../../../src/core/series/recurrence";

const golden = <T>(name: string) => JSON.parse(readFileSync(new URL(`../../golden/timeseries/${name}.json`, import.meta.url), "utf8")) as T;
interface Chaos {
  name: string;
  dt: number;
  x: number[];
  expected: { lyapunov: number; correlationDimension: number };
  tolerance: { lyapunov: number; correlationDimension: number };
}
const { series: systems } = golden<{ series: Chaos[] }>("chaos");
const { whiteNoise } = golden<{ whiteNoise: { x: number[] } }>("simple");
const valueOf = (result: MetricResult<never> | MetricResult<unknown>) => result.value ?? Number.NaN;

describe.each(systems)("$name", ({ x, dt, expected, tolerance }) => {
  it("has the published Lyapunov exponent and correlation dimension", () => {
    expect(Math.abs(valueOf(lyapunov.measure(x, { dt })) - expected.lyapunov)).toBeLessThan(tolerance.lyapunov);
    expect(Math.abs(valueOf(lyapunovKantz.measure(x, { dt })) - expected.lyapunov)).toBeLessThan(tolerance.lyapunov);
    expect(Math.abs(valueOf(correlationDimension.measure(x)) - expected.correlationDimension)).toBeLessThan(tolerance.correlationDimension);
  });
});

describe("the recurrence plot", () => {
  it("is symmetric, with all states equal to themselves, and has the rate of returns that was asked for", () => {
    const x = whiteNoise.x.slice(0, 300);
    const { plot } = (recurrence.measure(x, { dimension: 1, lag: 1, rate: 0.1, plot: 300 }) as unknown as { detail: { plot: RecurrencePlot } })
      .detail;
    expect([plot.side, plot.states]).toEqual([300, 300]);
    let returns = 0;
    for (let i = 0; i < 300; i++) {
      expect(plot.cells[i * 300 + i]).toBe(1);
      for (let j = 0; j < i; j++) {
        expect(plot.cells[i * 300 + j]).toBe(plot.cells[j * 300 + i]);
        returns += plot.cells[i * 300 + j]!;
      }
    }
    expect(returns / (150 * 299)).toBeCloseTo(0.1, 1);
  });

  it("of a series too long to count is drawn all the same, from a share of its pairs", () => {
    const x = Float64Array.from({ length: 4000 }, (_, t) => normalAt(3, 1, t, 2));
    const result = recurrence.measure(x, { dimension: 1, lag: 1, rate: 0.1, plot: 100 });
    expect(result).toMatchObject({
      value: null,
      reason: expect.stringMatching(/too many to count/) as string,
      detail: { plot: { side: 100, states: 4000 } },
    });
    const { cells } = (result as unknown as { detail: { plot: RecurrencePlot } }).detail.plot;
    expect(cells.reduce((sum, share) => sum + share / cells.length, 0)).toBeCloseTo(0.1, 1);
    expect(recurrence.measure(x)).not.toHaveProperty("detail");
  });
});
