import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPairsChange, pairChange, usualWindow } from "../../../src/core/learning/pair-stdp";
import { scaleInputs, TraceStdp, type TraceStdpOptions } from "../../../src/core/learning/trace-stdp";

const wide: TraceStdpOptions = { ...usualWindow, min: 0, max: 1, mu: 0 };

/** Plays two trains through one synapse, moment by moment. */
function play(pre: readonly number[], post: readonly number[], options: TraceStdpOptions, start = 0.5): number {
  const rule = new TraceStdp(Float64Array.of(start), 1, options);
  const moments = [...new Set([...pre, ...post])].sort((a, b) => a - b);
  moments.forEach((moment, k) => {
    if (k > 0) rule.decay(moment - moments[k - 1]!);
    rule.spike(pre.includes(moment) ? [0] : [], post.includes(moment) ? [0] : []);
  });
  return rule.weights[0]!;
}
const train = fc.uniqueArray(
  fc.integer({ min: 0, max: 400 }).map((ms) => ms / 1000),
  { maxLength: 12 },
);

describe("STDP with traces", () => {
  it("comes to the sum over all pairs, while no bound is met", () => {
    fc.assert(
      fc.property(train, train, (pre, post) => {
        const small = { ...wide, aPlus: 1e-4, aMinus: 1.2e-4 };
        expect(play(pre, post, small) - 0.5).toBeCloseTo(allPairsChange(pre, post, small), 12);
      }),
    );
  });

  it("keeps every weight within its bounds, by whatever rule", () => {
    fc.assert(
      fc.property(train, train, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (pre, post, mu, start) => {
        const weight = play(pre, post, { ...wide, aPlus: 0.9, aMinus: 0.95, mu }, start);
        expect(weight).toBeGreaterThanOrEqual(0);
        expect(weight).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("changes a weight where the reference's network does not (fault F15)", () => {
    expect(play([0], [0.01], wide)).toBeCloseTo(0.5 + pairChange(0.01, usualWindow), 12);
    expect(play([0.01], [0], wide)).toBeCloseTo(0.5 + pairChange(-0.01, usualWindow), 12);
    expect(play([0.01], [0.01], wide)).toBe(0.5);
  });

  it("refuses weights outside the bounds, and bounds the wrong way round", () => {
    expect(() => new TraceStdp(Float64Array.of(2), 1, wide)).toThrow(expect.objectContaining({ path: ["weights", 0] }));
    expect(() => new TraceStdp(Float64Array.of(0), 1, { ...wide, max: 0 })).toThrow(expect.objectContaining({ path: ["max"] }));
    expect(() => new TraceStdp(Float64Array.of(0), 1, { ...wide, tauPlus: 0 })).toThrow(expect.objectContaining({ path: ["tauPlus"] }));
    expect(() => new TraceStdp(Float64Array.of(0), 1, { ...wide, mu: 2 })).toThrow(expect.objectContaining({ path: ["mu"] }));
  });
});

describe("scaling of the inputs", () => {
  it("brings each sum to the one asked for, and leaves a silent neuron alone", () => {
    const weights = Float64Array.of(0.1, 0, 0.3, 0);
    scaleInputs(weights, 2, 0.8, 1, 1);
    expect([...weights].map((w) => Number(w.toFixed(12)))).toEqual([0.2, 0, 0.6, 0]);
    scaleInputs(weights, 2, 0.4, 0.5, 1);
    expect(weights[0]! + weights[2]!).toBeCloseTo(0.6, 12);
  });
});
