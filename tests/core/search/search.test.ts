import { describe, expect, it } from "vitest";
import { distanceOf, fingerprintOf, readFingerprint } from "../../../src/core/search/fingerprint";
import { searchParameters, type SearchProgress } from "../../../src/core/search/search";
import { complete } from "../../../src/core/spec/complete";
import type { PointsApi } from "../../../src/core/sweep/point";
import { createPointsHost } from "../../../src/engine/host-points";

const n = 64;
const field = (value: (x: number, y: number) => number, side = n) => ({
  shape: [side, side],
  values: Float64Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side))),
});
const waves = (count: number, side = n) => field((x) => Math.sin((2 * Math.PI * count * x) / side), side);
const spots = (count: number, side = n) => {
  const k = (2 * Math.PI * count) / side;
  return field((x, y) => Math.exp(3 * (Math.cos(k * x) + Math.cos(k * y) - 2)), side);
};

describe("a fingerprint", () => {
  it("does not depend on brightness and contrast", () => {
    const a = fingerprintOf(spots(4), true)!;
    const b = fingerprintOf({ ...spots(4), values: spots(4).values.map((value) => 10 + 4 * value) }, true)!;
    expect(distanceOf(a, b)).toBeLessThan(0.01);
  });

  it("hardly depends on the size of the pattern, and tells spots from stripes and from what is turned over", () => {
    const of = (given: ReturnType<typeof field>) => fingerprintOf(given, true)!;
    const same = distanceOf(of(spots(4, 64)), of(spots(4, 128)));
    const stripes = distanceOf(of(spots(4)), of(waves(4)));
    const holes = distanceOf(of(spots(4)), of({ ...spots(4), values: spots(4).values.map((value) => -value) }));
    expect(same).toBeLessThan(0.1);
    expect(stripes).toBeGreaterThan(3 * same);
    expect(holes).toBeGreaterThan(3 * same);
  });

  it("of a uniform field is none, and comes back from JSON", () => {
    expect(
      fingerprintOf(
        field(() => 1),
        true,
      ),
    ).toBeNull();
    const print = fingerprintOf(spots(4), true)!;
    expect(readFingerprint(JSON.parse(JSON.stringify(print)))).toEqual(print);
    expect(() => readFingerprint({ ...print, spectrum: [] })).toThrow(/^At spectrum/);
  });
});

describe("a search", () => {
  it("finds the parameter that a target was made with, beats chance, and says how well it is known", async () => {
    // Stripes whose second harmonic is told by `a`; `b` is a brightness, which no fingerprint sees.
    const spec = {
      version: 1, model: "custom", species: { u: {} }, params: { a: 0.2, b: 0 }, equations: { u: "0*a + 0*b" }, grid: { shape: [24, 24] }, precision: "f64",
      initial: { kind: "expression", u: "sin(2*pi*3*x/Lx) + a*sin(2*pi*6*x/Lx) + 0.3*sin(2*pi*4*y/Ly) + b + noise(0.02)" }, integrator: { method: "euler", dt: 1 }, steps: 0,
    }; // prettier-ignore
    const host = createPointsHost();
    const base = complete(spec).spec;
    const made = await host.samplePoint({ spec: { ...base, parameters: { a: 0.55, b: 3 }, seed: 9 }, measure: [], keep: { fingerprint: true } });
    const range = (name: string, from: number, to: number) => ({ name, from, to, count: 9, scale: "linear" as const });
    const search = {
      base,
      parameters: [range("parameters.a", 0, 1), range("parameters.b", -5, 5)],
      target: made.fingerprint!,
      evaluations: 60,
      seed: 3,
    };
    const follow = async (sample: PointsApi["samplePoint"]) => {
      let last: SearchProgress | null = null;
      for await (const progress of searchParameters(search, sample, 8)) last = progress;
      return last!;
    };
    const end = await follow((request) => host.samplePoint(request));
    expect(end.stage).toBe("done");
    expect(end.best!.values[0]).toBeCloseTo(0.55, 1);
    expect(end.best!.distance).toBeLessThan(Math.min(...end.chance));
    expect(end.best!.distance).toBeLessThan(3 * Math.max(...end.noise));
    expect(end.near[0]!.share).toBeLessThan(0.25);
    expect(end.near[1]!.share).toBeGreaterThan(0.9);
    expect(end.history).toEqual([...end.history].sort((a, b) => b - a));
    // The order in which runs of a generation end does not matter.
    let turn = 0;
    const other = await follow(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, turn++ % 3));
      return host.samplePoint(request);
    });
    expect(other.best!.values).toEqual(end.best!.values);
  });
});
