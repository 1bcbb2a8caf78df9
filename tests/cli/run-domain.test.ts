import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readNpy } from "../../src/connectors/npy-file";
import { fakeTerminal } from "../support/cli";

interface Printed {
  backend: string;
  threads: number;
  because: string;
  notes: string[];
  time: number;
  times?: number[];
  fields: Record<string, { min: number; max: number; mean: number; std: number }>;
  features: Record<string, number | null>;
}

/** u grows by 1 a unit of time from its column's number; the third column is outside. */
const masked = {
  version: 1,
  model: "custom",
  species: { u: {} },
  equations: { u: "1" },
  grid: { shape: [4, 3], mask: "1.5 - x" },
  initial: { kind: "expression", u: "x" },
  integrator: { method: "euler", dt: 1 },
  steps: 10,
};

async function run(spec: object, ...options: string[]) {
  const terminal = fakeTerminal();
  terminal.file("spec.json", spec);
  const printed = await terminal.mfn("run", "spec.json", "--json", ...options);
  const entries = () => unzipSync(readFileSync(join(terminal.folder, "f.npz")));
  const entry = (name: string) => entries()[`${name}.npy`]!;
  return { ...printed, entry, array: (name: string) => readNpy(name, entry(name)), names: () => Object.keys(entries()) };
}

describe("mfn run in a domain with a mask", () => {
  it("measures fields and features over the cells inside, and says so", async () => {
    const { json } = await run(masked);
    const { fields, features, notes } = json<Printed>();
    expect(fields["u"]).toMatchObject({ min: 10, max: 11, mean: 10.5, std: 0.5 });
    expect(features).toMatchObject({ V_min: 10, V_max: 11, V_mean: 10.5, V_std: 0.5 });
    expect(notes.join()).toMatch(/over the 8 of 12 cells that are inside the mask/);
  });
  it("measures the changes of its recorded frames there, too", async () => {
    const { json } = await run({ ...masked, record: { every: 1, fields: ["u"] } });
    expect(json<Printed>().features).toMatchObject({ dV_mean: 1, dV_max: 1 });
  });
  it("writes the mask beside the fields, under another name where a field has its own", async () => {
    const { array, entry } = await run(masked, "--out", "f.npz");
    const mask = array("mask");
    expect(mask.shape).toEqual([4, 3]);
    expect([...mask.values]).toEqual([1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0]);
    expect(new TextDecoder().decode(entry("mask"))).toContain("'descr': '|u1'");
    const named = { ...masked, species: { mask: {} }, equations: { mask: "1" }, initial: { kind: "expression", mask: "x" } };
    const { array: other } = await run(named, "--out", "f.npz");
    expect([...other("mask").values.slice(0, 3)]).toEqual([10, 11, 0]);
    expect([...other("mask_").values.slice(0, 3)]).toEqual([1, 1, 0]);
  });
  it("writes none where there is none", async () => {
    const { names } = await run({ ...masked, grid: { shape: [4, 3] } }, "--out", "f.npz");
    expect(names()).not.toContain("mask.npy");
  });
});

describe("the times of recorded frames", () => {
  it("are printed and written, those of a method that chooses its steps as well", async () => {
    const decay = { ...masked, grid: { shape: [4, 3] }, equations: { u: "-u" }, precision: "f64", initial: { kind: "expression", u: "1" } };
    const adaptive = { ...decay, integrator: { method: "dormand-prince", dt: 0.01, rtol: 1e-9, atol: 1e-12 }, record: { every: 4, fields: ["u"] } };
    const { json, array } = await run({ ...adaptive, steps: 12 }, "--out", "f.npz");
    const { times, time } = json<Printed>();
    expect(times).toHaveLength(3);
    expect(times!.at(-1)).toBe(time);
    expect(array("times")).toMatchObject({ shape: [3], values: Float64Array.from(times!) });
    // The frames are those of the times: e^−t.
    for (const [frame, t] of times!.entries()) expect(array("u").values[12 * frame]).toBeCloseTo(Math.exp(-t), 7);
  });
  it("are whole steps of a fixed one, and none where nothing is recorded", async () => {
    expect((await run({ ...masked, record: { every: 5, fields: ["u"] } })).json<Printed>().times).toEqual([5, 10]);
    expect((await run(masked)).json<Printed>().times).toBeUndefined();
  });
});

describe("a method in Fourier space", () => {
  it.each(["etdrk4", "semi-implicit"])("is told to run on one thread in plain TypeScript: %s", async (method) => {
    const spec = { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, integrator: { method, dt: 0.5 }, steps: 2 };
    const told = { backend: "plain", threads: 1, because: "methods in Fourier space run on one thread, in plain TypeScript" };
    for (const options of [[], ["--backend", "wasm", "--threads", "2"]]) {
      const { json } = await run(spec, ...options);
      expect(json<Printed>()).toMatchObject(told);
    }
  });
});
