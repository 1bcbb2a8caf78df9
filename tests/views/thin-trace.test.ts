import { describe, expect, it } from "vitest";
import { thinTrace } from "../../src/views/thin-trace";

describe("a thinned trace", () => {
  const n = 100_000;
  const times = Float64Array.from({ length: n }, (_, i) => i / 10);
  const values = Float64Array.from(times, (_, i) => (i === 43_210 ? 99 : i === 77_777 ? -99 : Math.sin(i / 5000)));
  const { x, y } = thinTrace(times, values, 1000);
  it("has no more points than asked for, in order, from the first to the last", () => {
    expect(x.length).toBeLessThanOrEqual(1000);
    expect([x[0], x.at(-1)]).toEqual([times[0], times[n - 1]]);
    expect(x.every((t, i) => i === 0 || t > x[i - 1]!)).toBe(true);
  });
  it("keeps every spike, however short, where it is", () => {
    expect([Math.max(...y), Math.min(...y)]).toEqual([99, -99]);
    expect(x[y.indexOf(99)]).toBe(4321);
  });
  it("leaves a short trace as it is", () => expect(thinTrace([0, 1, 2], [3, 4, 5], 1000)).toEqual({ x: [0, 1, 2], y: [3, 4, 5] }));
});
