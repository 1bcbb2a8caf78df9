import { describe, expect, it } from "vitest";
import { featureNames } from "../../../src/core/metrics/feature-names";
import { analyseFrame, mfnFeatures, type FieldKind } from "../../../src/core/metrics/mfn-features";
import { measureFrame } from "../../../src/core/metrics/measure-frame";
import { uniformAt } from "../../../src/core/field/philox";
import { blackSet } from "../../support/fractal-images";

const volts = (shape: readonly number[], periodic = false): FieldKind => ({ shape, millivoltsPerUnit: 1000, periodic });
const bare = (shape: readonly number[], periodic = false): FieldKind => ({ shape, millivoltsPerUnit: null, periodic });
const noise = (cells: number, step = 0, scale = 1, offset = 0) =>
  Float64Array.from({ length: cells }, (_, i) => offset + scale * uniformAt(7, step, i, 0));

describe("the corrected features", () => {
  it("are the 18 of MFN, each a finite number or null with a reason", () => {
    for (const history of [[noise(64 * 64)], [noise(64 * 64), noise(64 * 64, 1)], [new Float64Array(4096)], [new Float64Array(4096).fill(-0.07)]]) {
      for (const field of [volts([64, 64]), bare([64, 64], true)]) {
        const features = mfnFeatures(history, field);
        expect(Object.keys(features).sort()).toEqual([...featureNames].sort());
        for (const result of Object.values(features)) {
          if (result.value === null) expect(result.reason).toMatch(/\w+/);
          else expect(Number.isFinite(result.value)).toBe(true);
        }
      }
    }
  });

  it("give the dimension of the set above −60 mV (fault F5, F6)", () => {
    const { shape, cells } = blackSet("sierpinski-triangle.png");
    const frame = Float64Array.from(cells, (cell) => (cell ? -0.055 : -0.07));
    const { D_box, D_r2, f_active, N_clusters_med } = mfnFeatures([frame], volts(shape));
    expect(D_box.value).toBeCloseTo(Math.log2(3), 9);
    expect(D_r2.value).toBeCloseTo(1, 12);
    expect(f_active.value).toBe(3 ** 9 / 512 ** 2);
    expect(N_clusters_med.value).toBe(0);
  });

  it("compare with the threshold strictly, as V > −0.06", () => {
    const at = (value: number) => mfnFeatures([new Float64Array(256).fill(value)], volts([16, 16])).f_active.value;
    expect(at(-0.06)).toBe(0);
    expect(at(-0.0599999999)).toBe(1);
  });

  it("leave the dimension undefined at rest instead of calling it 0 (fault F5)", () => {
    const { D_box, max_cluster_size, cluster_size_std, V_skew } = mfnFeatures([new Float64Array(4096).fill(-0.07)], volts([64, 64]));
    expect(D_box).toEqual({ value: null, reason: expect.stringContaining("only 0 cells") as string });
    expect(max_cluster_size.value).toBeNull();
    expect(cluster_size_std.value).toBeNull();
    expect(V_skew).toEqual({ value: null, reason: "the field is uniform" });
  });

  it("count a band across the wrap once on a periodic field, twice on a walled one (fault F21)", () => {
    const band = Float64Array.from({ length: 20 * 20 }, (_, i) => (i % 20 < 3 || i % 20 >= 17 ? -0.03 : -0.07));
    const wrapped = mfnFeatures([band], volts([20, 20], true));
    const walled = mfnFeatures([band], volts([20, 20], false));
    expect([wrapped.N_clusters_low.value, walled.N_clusters_low.value]).toEqual([1, 2]);
    expect([wrapped.max_cluster_size.value, walled.max_cluster_size.value]).toEqual([120, 60]);
    expect(walled.cluster_size_std.value).toBe(0);
  });

  it("do not let the energy trend grow with the grid (fault F21)", () => {
    const frame = (n: number, value: number) => new Float64Array(n * n).fill(value);
    const trend = (n: number) => mfnFeatures([frame(n, 0.01), frame(n, 0.02), frame(n, 0.03)], volts([n, n])).E_trend.value!;
    expect(trend(16)).toBeCloseTo(400, 9); // (30² − 10²) / 2 mV² a frame
    expect(trend(32)).toBeCloseTo(trend(16), 9);
  });

  it("take moments of the population: a fair coin has skewness 0 and excess kurtosis −2", () => {
    const coin = Float64Array.from({ length: 256 }, (_, i) => (i % 2 === 0 ? -0.001 : 0.001));
    const { V_mean, V_std, V_skew, V_kurt, V_min, V_max } = mfnFeatures([coin], volts([16, 16]));
    expect([V_min.value, V_max.value]).toEqual([-1, 1]);
    expect(V_mean.value).toBeCloseTo(0, 12);
    expect(V_std.value).toBeCloseTo(1, 12);
    expect(V_skew.value).toBeCloseTo(0, 12);
    expect(V_kurt.value).toBeCloseTo(-2, 12);
  });

  it("measure change over the whole history", () => {
    const flat = (value: number) => new Float64Array(256).fill(value);
    const { dV_mean, dV_max } = mfnFeatures([flat(0), flat(0.001), flat(-0.002)], volts([16, 16]));
    expect(dV_mean.value).toBeCloseTo(2, 12);
    expect(dV_max.value).toBeCloseTo(3, 12);
    expect(mfnFeatures([flat(0)], volts([16, 16])).dV_mean).toEqual({ value: null, reason: expect.stringContaining("two frames") as string });
  });

  it("find the frame from which the field is at rest, and say when it is not", () => {
    const moving = Array.from({ length: 5 }, (_, t) => noise(256, t, 0.01));
    const resting = Array.from({ length: 12 }, () => moving[4]!.slice());
    expect(mfnFeatures([...moving, ...resting], volts([16, 16])).T_stable.value).toBe(4);
    expect(mfnFeatures([...moving, ...moving, ...moving], volts([16, 16])).T_stable).toEqual({
      value: null,
      reason: expect.stringContaining("15 frames") as string,
    });
    expect(mfnFeatures(moving, volts([16, 16])).T_stable).toEqual({ value: null, reason: expect.stringContaining("there are 4") as string });
  });

  it("use quantiles for a field without volts, so that its unit does not matter", () => {
    const small = mfnFeatures([noise(4096)], bare([64, 64], true));
    const large = mfnFeatures([noise(4096, 0, 1024)], bare([64, 64], true));
    for (const name of ["D_box", "N_clusters_low", "N_clusters_med", "N_clusters_high", "V_skew"] as const)
      expect(large[name].value).toBe(small[name].value);
    expect(small.f_active).toEqual({ value: null, reason: expect.stringContaining("one half by construction") as string });
  });

  it("do not part rounding from rounding where most of a field lies at one end of its range", () => {
    const spot = Float64Array.from({ length: 4096 }, (_, i) => Math.exp(-(((i % 64) - 32) ** 2 + (Math.floor(i / 64) - 32) ** 2) / 50));
    for (const values of [spot, spot.map((value) => 1 - value)]) {
      const { threshold, features } = analyseFrame([values], bare([64, 64], true));
      expect(threshold.rule).toMatch(/more than half of the field lies at its (minimum|maximum)/);
      expect(threshold.value).toBeGreaterThan(0.05);
      expect(threshold.value).toBeLessThan(0.95);
      expect(features.f_active.value).not.toBeNull();
    }
  });

  it("take volumes as well, with six neighbours", () => {
    const shape = [20, 20, 20];
    const diagonal = Float64Array.from({ length: 8000 }, (_, i) =>
      Math.floor(i / 400) === Math.floor(i / 20) % 20 && i % 20 === Math.floor(i / 400) ? -0.03 : -0.07,
    );
    const features = mfnFeatures([diagonal], volts(shape));
    expect(features.N_clusters_low.value).toBe(20);
    const filled = mfnFeatures([new Float64Array(8000).fill(-0.03)], volts(shape));
    expect([filled.N_clusters_low.value, filled.D_box.value]).toEqual([1, 3]);
  });

  it("say which frame is at fault", () => {
    const bad = noise(256);
    bad[17] = NaN;
    expect(() => mfnFeatures([noise(256), bad], volts([16, 16]))).toThrow(/history\[1\].*cell \(1, 1\) is not a finite number/);
    expect(() => mfnFeatures([noise(255)], volts([16, 16]))).toThrow(/16 × 16 has 256 values, this one has 255/);
    expect(() => mfnFeatures([], volts([16, 16]))).toThrow(/at least one frame/);
  });
});

describe("measureFrame", () => {
  const request = (values: Float64Array<ArrayBuffer>) => ({ stream: "s", step: 3, values, spacing: [1, 1], ...bare([128, 128], true) });

  it("puts what noise of equal density gives beside the dimension (fault F7)", () => {
    const frame = noise(128 * 128);
    const { stream, step, boxCounting, nullDimension, threshold } = measureFrame([frame], request(frame));
    expect({ stream, step }).toEqual({ stream: "s", step: 3 });
    expect(threshold.rule).toMatch(/median/);
    expect(threshold.value).toBeCloseTo(0.5, 1);
    expect(Math.abs(nullDimension.value! - boxCounting.value!)).toBeLessThan(0.01);
  });

  it("leaves both undefined, with the reason, where there is no set", () => {
    const frame = new Float64Array(128 * 128);
    const { boxCounting, nullDimension } = measureFrame([frame], request(frame));
    expect(boxCounting).toEqual(nullDimension);
    expect(boxCounting.value).toBeNull();
  });

  it("is JSON without loss", () => {
    const frame = noise(128 * 128);
    const measurement = measureFrame([frame], request(frame));
    expect(JSON.parse(JSON.stringify(measurement))).toEqual(measurement);
  });
});

describe("a field with a mask", () => {
  const [rows, columns] = [40, 48];
  const [top, left, height, width] = [5, 9, 24, 32];
  const mask = new Uint8Array(rows * columns);
  /** A small field in the middle of a large one, with nonsense around it. */
  const embed = (small: Float64Array) => {
    const large = new Float64Array(rows * columns).fill(1e6);
    for (let i = 0; i < small.length; i++) {
      const cell = (top + Math.floor(i / width)) * columns + left + (i % width);
      [large[cell], mask[cell]] = [small[i]!, 1];
    }
    return large;
  };
  const small = Array.from({ length: 12 }, (_, t) => noise(height * width, t, 0.04, -0.08));
  const large = small.map(embed);

  it.each([volts, bare])("has the features of its domain alone", (kind) => {
    expect(mfnFeatures(large, { ...kind([rows, columns]), mask })).toEqual(mfnFeatures(small, kind([height, width])));
  });

  it("is measured in its domain alone: set, noise beside it and spectrum", () => {
    const request = { ...bare([rows, columns], true), stream: "s", step: 0, spacing: [1, 1], values: large.at(-1)!, mask };
    const { nullDimension, threshold, spectrum } = measureFrame(large, request);
    const clean = large.at(-1)!.map((value, cell) => (mask[cell] === 1 ? value : -3));
    expect(measureFrame([...large.slice(0, -1), clean], { ...request, values: clean })).toEqual(measureFrame(large, request));
    expect(analyseFrame(large, request).active.cells.every((cell, i) => cell <= mask[i]!)).toBe(true);
    expect(threshold.value).toBeCloseTo(-0.06, 2);
    expect(nullDimension.value).toBeGreaterThan(1);
    // White noise of variance 0.04²/12 on a share of the cells: its mean power over the number of cells.
    const mean = spectrum.power.slice(5).reduce((sum, power) => sum + power, 0) / (spectrum.power.length - 5);
    const expected = ((0.04 ** 2 / 12) * height * width) / (rows * columns) ** 2;
    expect(mean / expected).toBeGreaterThan(0.7);
    expect(mean / expected).toBeLessThan(1.3);
  });

  it("is refused where the mask does not fit or leaves nothing", () => {
    const field = volts([rows, columns]);
    expect(() => mfnFeatures(large, { ...field, mask: new Uint8Array(5) })).toThrow(expect.objectContaining({ code: "data/unreadable" }));
    expect(() => mfnFeatures(large, { ...field, mask: new Uint8Array(rows * columns) })).toThrow(expect.objectContaining({ code: "data/empty" }));
  });
});
