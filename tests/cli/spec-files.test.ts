import { encode } from "fast-png";
import { describe, expect, it } from "vitest";
import { npy } from "../../src/exporters/npy";
import { npz } from "../../src/exporters/npz";
import { provenanceOf } from "../../src/exporters/provenance";
import { fakeTerminal } from "../support/cli";

interface Printed {
  fields: Record<string, { min: number; max: number; mean: number }>;
  warnings: string[];
}

/** ∂u/∂t = F over one step of size 1 from 0: the field is the parameter. */
const spec = {
  version: 1,
  model: "custom",
  species: { u: {} },
  params: { F: { default: 0, min: -10, max: 10 } },
  equations: { u: "F" },
  grid: { shape: [2, 3] },
  boundary: "neumann",
  initial: { kind: "expression", u: "0" },
  integrator: { method: "euler", dt: 1 },
  precision: "f64",
  steps: 1,
};
const given = (file: string, ends: object = {}) => ({ ...spec, parameters: { F: { file, ...ends } } });
const values = [0, 51, 102, 153, 204, 255];
const provenance = provenanceOf(null);
const array = (numbers: readonly number[], shape = [2, 3]) => ({ shape, values: Float64Array.from(numbers) });
const pngOf = (numbers: readonly number[], width: number, height: number) =>
  encode({ width, height, data: Uint8Array.from(numbers), channels: 1, depth: 8 });

async function run(document: object, files: Record<string, string | Uint8Array>, ...argv: string[]) {
  const terminal = fakeTerminal();
  terminal.file("spec.json", document);
  for (const [name, content] of Object.entries(files)) terminal.file(name, content);
  return terminal.mfn("run", "spec.json", "--json", "--out", "u.npy", ...argv);
}

describe("a parameter from a file", () => {
  it.each([
    ["a PNG image, grey 0…1 from low to high", "F.png", pngOf(values, 3, 2), { low: -1, high: 4 }, [-1, 4, 1.5]],
    ["a PNG image as it is", "F.png", pngOf(values, 3, 2), {}, [0, 1, 0.5]],
    ["an NPY array as it is", "F.npy", npy.encode(array([1, 2, 3, 4, 5, 9]), provenance), {}, [1, 9, 4]],
    ["a CSV table as it is", "F.csv", "1,2,3\n4,5,9\n", {}, [1, 9, 4]],
    ["the only array of an archive", "F.npz", npz.encode({ other: array([1, 2, 3, 4, 5, 9]) }, provenance), {}, [1, 9, 4]],
    ["the array of its name", "F.npz", npz.encode({ a: array([0, 0, 0, 0, 0, 0]), F: array([1, 2, 3, 4, 5, 9]) }, provenance), {}, [1, 9, 4]],
  ] as const)("is read from %s", async (_, file, content, ends, [min, max, mean]) => {
    for (const backend of ["plain", "wasm"]) {
      const { code, json, err } = await run(given(file, ends), { [file]: content }, "--backend", backend);
      expect([code, err]).toEqual([0, ""]);
      const { u } = json<Printed>().fields;
      // A PNG's grey is kept in single precision.
      expect([u!.min, u!.max].map((value, i) => Math.abs(value - [min, max][i]!) < 1e-6)).toEqual([true, true]);
      expect(u!.mean).toBeCloseTo(mean, 6);
    }
  });
  it("tells what its reader left out", async () => {
    const { json } = await run(given("F.csv"), { "F.csv": "a,b,c\n1,2,3\n4,5,9\n" });
    expect(json<Printed>().warnings).toEqual(["F.csv: The first row names the columns and is no part of the matrix."]);
  });
  it.each([
    ["a missing file", given("F.png"), {}, /F\.png cannot be read: there is no such file/],
    ["another shape", given("F.png"), { "F.png": pngOf(values, 2, 3) }, /At parameters\.F\.file: F\.png is 3 × 2, the grid 2 × 3; they must agree/],
    ["a volume", given("F.npy"), { "F.npy": npy.encode(array(values, [1, 2, 3]), provenance) }, /F\.npy is 1 × 2 × 3, the grid 2 × 3/],
    ["a value out of range", given("F.csv"), { "F.csv": "1,2,3\n4,5,99\n" }, /At parameters\.F: expected a number in \[-10, 10\]; F\.csv gives 99/],
    ["a missing cell", given("F.csv"), { "F.csv": "1,2,3\n4,,9\n" }, /At parameters\.F: .*F\.csv gives NaN at x = 1, y = 1/],
    ["a file of another kind", given("F.gif"), { "F.gif": Uint8Array.of(0x47, 0x49, 0x46, 0x38) }, /F\.gif: this is a GIF image, which is not read/],
    [
      "an archive without its name",
      given("F.npz"),
      { "F.npz": npz.encode({ a: array(values), b: array(values) }, provenance) },
      /At parameters\.F\.file: F\.npz has no array "F"; it has a, b/,
    ],
  ])("is refused: %s", async (_, document, files, words) => {
    const { code, out, err } = await run(document, files as Record<string, string | Uint8Array>);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(words);
    expect(err).toMatch(/^mfn: [^\n]*\n$/);
  });
});

describe("a mask from a file", () => {
  const masked = { ...spec, params: { F: 1 }, grid: { shape: [2, 3], mask: { file: "mask.png" } } };
  it("is the domain, which alone is measured", async () => {
    const { json } = await run(masked, { "mask.png": pngOf([0, 255, 0, 0, 1, 0], 3, 2) });
    expect(json<Printed>().fields["u"]).toMatchObject({ min: 1, max: 1, mean: 1, std: 0 });
  });
  it("goes with a parameter from another file and an initial state from a third", async () => {
    const all = { ...masked, parameters: { F: { file: "F.csv" } }, initial: { kind: "file", path: "start.csv" } };
    const { json } = await run(all, { "mask.png": pngOf([0, 255, 0, 0, 255, 0], 3, 2), "F.csv": "1,2,3\n4,5,6\n", "start.csv": "9,10,9\n9,20,9\n" });
    // 10 + 2 and 20 + 5.
    expect(json<Printed>().fields["u"]).toMatchObject({ min: 12, max: 25, mean: 37 / 2, std: 13 / 2 });
  });
  it.each([
    ["another shape", pngOf(values, 2, 3), /At grid\.mask\.file: mask\.png is 3 × 2, the grid 2 × 3/],
    ["no cell inside", pngOf([0, 0, 0, 0, 0, 0], 3, 2), /At grid\.mask: the mask leaves no cell inside/],
  ])("is refused for %s", async (_, content, words) => {
    const { code, err } = await run(masked, { "mask.png": content });
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});
