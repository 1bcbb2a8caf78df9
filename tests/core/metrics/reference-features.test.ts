import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ParamValue } from "../../../src/core/define/params";
import { featureNames, type FeatureName } from "../../../src/core/metrics/feature-names";
import { referenceFeatures, type ReferenceFeatureOptions } from "../../../src/core/metrics/reference-features";
import { referenceHistory } from "../../support/reference-runs";

type Features = Record<FeatureName, number>;
type Shape = [number, number, number];
interface Golden {
  simulated: {
    config: { grid_size: number; steps: number; seed: number } & Record<string, ParamValue>;
    history_sha256: string;
    features: Features;
    features_final_frame_only: Features;
    features_8conn: Features;
  }[];
  small_full_history: { shape: Shape; history_row_major: number[]; features: Features; features_8conn: Features; features_window3: Features };
  "constant_-70mV_12x8x8": number[];
  single_frame_0mV_8x8: number[];
}
const { meta, values: golden } = JSON.parse(readFileSync(new URL("../../golden/features.json", import.meta.url), "utf8")) as {
  meta: { order: string[] };
  values: Golden;
};

/** 1e-9 relative; absolute for what is 0 but for rounding, as the trend of a field at rest. */
function expectFeatures(history: ArrayLike<number>, shape: Shape, expected: Features, options?: ReferenceFeatureOptions): void {
  const features = referenceFeatures(history, shape, options);
  expect(Object.keys(features)).toEqual([...featureNames]);
  for (const name of featureNames) {
    const error = Math.abs(features[name] - expected[name]);
    expect(error, `${name}: ${features[name]} for ${expected[name]}`).toBeLessThanOrEqual(Math.max(1e-9 * Math.abs(expected[name]), 1e-10));
  }
}
const named = (list: number[]) => Object.fromEntries(featureNames.map((name, i) => [name, list[i]!])) as Features;

describe("the reference's 18 features", () => {
  it("stand in its order", () => expect([...featureNames]).toEqual(meta.order));

  it.each(golden.simulated)("of the run $config", ({ config, history_sha256, features, features_final_frame_only, features_8conn }) => {
    const { grid_size: n, steps, seed, ...parameters } = config;
    const history = referenceHistory({ grid: n, steps, seed, variant: "engine", parameters });
    expect(createHash("sha256").update(new Uint8Array(history.buffer)).digest("hex")).toBe(history_sha256);
    expectFeatures(history, [steps, n, n], features);
    expectFeatures(history.slice(-n * n), [1, n, n], features_final_frame_only);
    // these entries were made with three scales as well: their D_box is the slope over sizes 2, 3 and 8
    expectFeatures(history, [steps, n, n], features_8conn, { connectivity: 8, scales: 3 });
  });
  it("of a small history, with 4 and 8 neighbours and a short window", () => {
    const { shape, history_row_major, features, features_8conn, features_window3 } = golden.small_full_history;
    expectFeatures(history_row_major, shape, features);
    expectFeatures(history_row_major, shape, features_8conn, { connectivity: 8 });
    expectFeatures(history_row_major, shape, features_window3, { window: 3 });
  });
  it("of a field at rest and of one frame", () => {
    expectFeatures(new Float64Array(12 * 64).fill(-0.07), [12, 8, 8], named(golden["constant_-70mV_12x8x8"]));
    expectFeatures(new Float64Array(64), [1, 8, 8], named(golden.single_frame_0mV_8x8));
  });
  it("refuse a history whose shape, size or values are wrong", () => {
    expect(() => referenceFeatures(new Float64Array(9), [1, 2, 4])).toThrow(/9 values do not make an array of shape \(1, 2, 4\)/);
    expect(() => referenceFeatures([], [0, 4, 4])).toThrow(/at least one frame/);
    expect(() => referenceFeatures(new Float64Array(8), [1, 2, 4])).toThrow(/square fields only/);
    const bad = new Float64Array(32);
    bad[16 + 6] = NaN;
    expect(() => referenceFeatures(bad, [2, 4, 4])).toThrow(/\(1, 1, 2\) is NaN/);
  });
});
