import { describe, expect, it } from "vitest";
import { featureNames } from "../../src/core/metrics/feature-names";
import { mfnFeatures } from "../../src/core/metrics/mfn-features";
import { npy } from "../../src/exporters/npy";
import { provenanceOf } from "../../src/exporters/provenance";
import { fakeTerminal } from "../support/cli";

/** A potential in volts that crosses the sides of the grid: what touches across them is one piece on a torus, two between walls. */
const shape = [3, 32, 32];
const values = Float64Array.from({ length: 3 * 1024 }, (_, i) => {
  const [t, y, x] = [Math.floor(i / 1024), Math.floor(i / 32) % 32, i % 32];
  return -0.055 + 0.02 * Math.cos((2 * Math.PI * (x + t)) / 32) * Math.cos((2 * Math.PI * y) / 16);
});
const terminal = fakeTerminal();
terminal.file("history.npy", npy.encode({ shape, values }, provenanceOf(null)));
const features = async (...argv: string[]) => terminal.mfn("features", "history.npy", ...argv, "--json");

describe("mfn features --walls", () => {
  it("gives what the features are between walls, and without it what they are on a torus", async () => {
    const frames = [0, 1, 2].map((t) => values.subarray(1024 * t, 1024 * (t + 1)));
    const at = async (walls: boolean) => (await features("--mode", "default", ...(walls ? ["--walls"] : []))).json<Record<string, number | null>>();
    for (const walls of [false, true]) {
      const expected = mfnFeatures(frames, { shape: [32, 32], millivoltsPerUnit: 1000, periodic: !walls });
      const found = await at(walls);
      for (const name of featureNames) expect(found[name], name).toBe(expected[name].value);
    }
    expect(await at(true)).not.toEqual(await at(false));
  });
  it("is refused where the reference is asked for", async () => {
    const { code, err } = await features("--walls");
    expect(code).toBe(2);
    expect(err).toMatch(/--walls needs --mode default/);
  });
});
