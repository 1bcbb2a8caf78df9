import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readNpy } from "../../src/connectors/npy-file";
import { hashSpec } from "../../src/core/spec/hash";
import type { RunSpec } from "../../src/core/spec/run-spec";
import { npy } from "../../src/exporters/npy";
import { npz } from "../../src/exporters/npz";
import { provenanceOf } from "../../src/exporters/provenance";
import reference from "../golden/simulate_mycelium_field.json";
import { fakeTerminal } from "../support/cli";

interface Printed {
  spec: RunSpec;
  specHash: string;
  steps: number;
  time: number;
  backend: string;
  threads: number;
  exact: boolean;
  because: string;
  notes: string[];
  warnings: string[];
  cellUpdatesPerSecond: number;
  fields: Record<string, { min: number; max: number; mean: number; std: number; sha256: string }>;
  features: Record<string, number | null>;
  reason?: Record<string, string>;
  growthEvents?: number;
}

const small = { version: 1, model: "gray-scott", grid: { shape: [12, 16] }, seed: 9, steps: 20 };

describe("mfn run", () => {
  const { config, growth_events, field } = reference.values[0]! as {
    config: { grid_size: number; steps: number; seed: number };
    growth_events: number;
    field: { sha256_le_f64: string; min: number; max: number; mean: number; std: number };
  };
  it("reproduces MFN v4.1 to the bit", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", {
      version: 1,
      model: "mfn-reference",
      grid: { shape: [config.grid_size, config.grid_size] },
      seed: config.seed,
      steps: config.steps,
    });
    const { code, json } = await terminal.mfn("run", "spec.json", "--json");
    const printed = json<Printed>();
    expect(code).toBe(0);
    expect(printed.fields["V"]).toMatchObject({ sha256: field.sha256_le_f64, min: field.min, max: field.max });
    expect(printed.fields["V"]!.mean).toBeCloseTo(field.mean, 14);
    expect(printed.fields["V"]!.std).toBeCloseTo(field.std, 14);
    expect(printed.growthEvents).toBe(growth_events);
  });
  it("prints the completed spec, its hash, and every key of the contract", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const { json, err } = await terminal.mfn("run", "spec.json", "--json");
    const printed = json<Printed>();
    expect(printed).toMatchObject({
      steps: 20,
      time: 20,
      backend: "wasm",
      threads: 1,
      exact: true,
      because: "one thread: no threads can be started here",
      notes: [],
      spec: { ...small, precision: "f32", record: { every: 0, fields: ["u", "v"] } },
    });
    expect(printed.specHash).toBe(hashSpec(printed.spec));
    expect(printed.cellUpdatesPerSecond).toBeGreaterThan(0);
    expect(Object.keys(printed.features)).toHaveLength(18);
    for (const [name, value] of Object.entries(printed.features)) if (value === null) expect(printed.reason?.[name]).toMatch(/\w/);
    expect(err).toBe("");
  });
  it("runs the printed spec again to the same bits, from standard input", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const first = (await terminal.mfn("run", "spec.json", "--json")).json<Printed>();
    terminal.stdin = JSON.stringify(first.spec);
    const second = (await terminal.mfn("run", "-", "--json")).json<Printed>();
    expect([second.specHash, second.fields]).toEqual([first.specHash, first.fields]);
  });
  it("takes no step when none is asked for", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { version: 1, model: "gray-scott", grid: { shape: [8, 8] } });
    expect((await terminal.mfn("run", "spec.json", "--json")).json<Printed>()).toMatchObject({ steps: 0, time: 0, cellUpdatesPerSecond: 0 });
  });
  it("sets values of the spec by path: numbers, lists, words", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const { spec } = (
      await terminal.mfn(
        "run",
        "spec.json",
        "--json",
        "--set",
        "parameters.F=0.05",
        "--set",
        "grid.shape=[6,7]",
        "--set",
        "integrator.method=heun",
        "--set",
        'record.fields=["v"]',
        "--set",
        "record.fields.0=u",
      )
    ).json<Printed>();
    expect(spec).toMatchObject({ parameters: { F: 0.05 }, grid: { shape: [6, 7] }, integrator: { method: "heun" }, record: { fields: ["u"] } });
  });
  it("warns of a step that is stable and too coarse when asked to compare with half of it (trap 10)", async () => {
    const terminal = fakeTerminal();
    const decay = { version: 1, model: "custom", species: { u: {} }, equations: { u: "-u" }, grid: { shape: [4, 4] }, steps: 10 };
    terminal.file("coarse.json", { ...decay, initial: { kind: "expression", u: "1" }, integrator: { method: "euler", dt: 1.8 } });
    expect((await terminal.mfn("run", "coarse.json", "--json")).json<Printed>()).toMatchObject({ warnings: [] });
    const { json } = await terminal.mfn("run", "coarse.json", "--json", "--check-step");
    expect(json()).toMatchObject({ halfStep: { steps: 10, dt: 1.8 }, warnings: [expect.stringMatching(/^Step too coarse: after 10 steps/)] });
    const { out } = await terminal.mfn("run", "coarse.json", "--check-step", "--set", "integrator.dt=0.001");
    expect(out).toMatch(/differs from half the step by +0\.0+\d+ % of the spread of u after 10 steps/);
    expect(out).not.toContain("Step too coarse");
  });
  it("prints tables for a person, with the hash", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const { code, out } = await terminal.mfn("run", "spec.json");
    expect(code).toBe(0);
    expect(out).toMatch(/^Gray–Scott, 12 × 16, spec [0-9a-f]{64}\n/);
    expect(out).toMatch(/\nfield +min +max +mean +std +sha256\n/);
    expect(out).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("mfn run --out", () => {
  it("writes the last state of every field as NPZ, with the spec", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const printed = (await terminal.mfn("run", "spec.json", "--json", "--out", "f.npz")).json<Printed>();
    const entries = unzipSync(readFileSync(join(terminal.folder, "f.npz")));
    expect(JSON.parse(strFromU8(entries["spec.json"]!))).toEqual(printed.spec);
    const { shape, values } = readNpy("u", entries["u.npy"]!);
    expect(shape).toEqual([12, 16]);
    expect(createHash("sha256").update(Buffer.from(values.buffer)).digest("hex")).toBe(printed.fields["u"]!.sha256);
  });
  it("writes the history where frames are recorded, the initial state not among them", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { ...small, steps: 22, record: { every: 5, fields: ["v"] } });
    await terminal.mfn("run", "spec.json", "--out", "h.npy");
    const { shape, values } = readNpy("h", readFileSync(join(terminal.folder, "h.npy")));
    expect(shape).toEqual([4, 12, 16]);
    const last = (await terminal.mfn("run", "spec.json", "--json", "--set", "steps=20")).json<Printed>().fields["v"]!.sha256;
    expect(
      createHash("sha256")
        .update(Buffer.from(values.slice(3 * 192).buffer))
        .digest("hex"),
    ).toBe(last);
  });
  it.each([
    ["f.npy", /an NPY file holds one field, u, v are recorded; name one with --set/],
    ["f.txt", /--out expects a file ending in \.npz or \.npy, got "f\.txt"/],
    ["missing/f.npz", /missing\/f\.npz cannot be written: there is no such file or folder/],
  ])("%s is refused", async (path, words) => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { ...small, steps: 0 });
    const { code, err } = await terminal.mfn("run", "spec.json", "--out", path);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});

describe("mfn run from arrays", () => {
  const u = Float32Array.from({ length: 12 }, (_, i) => i / 12);
  const v = u.map((x) => 1 - x);
  const given = { ...small, grid: { shape: [3, 4] }, steps: 0, initial: { kind: "file", path: "start.npz" } };
  const hash = (values: Float32Array) => createHash("sha256").update(Buffer.from(values.buffer)).digest("hex");

  it("starts from an NPZ beside the spec", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", given);
    terminal.file("start.npz", npz.encode({ u: { shape: [3, 4], values: u }, v: { shape: [3, 4], values: v } }, provenanceOf(null)));
    const { fields } = (await terminal.mfn("run", "spec.json", "--json")).json<Printed>();
    expect([fields["u"]!.sha256, fields["v"]!.sha256]).toEqual([hash(u), hash(v)]);
  });
  it("starts from one NPY of shape (species, …grid)", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { ...given, initial: { kind: "file", path: "start.npy" } });
    terminal.file("start.npy", npy.encode({ shape: [2, 3, 4], values: Float32Array.of(...u, ...v) }, provenanceOf(null)));
    const { fields } = (await terminal.mfn("run", "spec.json", "--json")).json<Printed>();
    expect([fields["u"]!.sha256, fields["v"]!.sha256]).toEqual([hash(u), hash(v)]);
  });
  it.each([
    ["a missing file", null, /start\.npz cannot be read: there is no such file/],
    ["a missing species", npz.encode({ u: { shape: [3, 4], values: u } }, provenanceOf(null)), /At initial\.path: the file has no array "v"/],
    [
      "a transposed array",
      npz.encode({ u: { shape: [4, 3], values: u }, v: { shape: [3, 4], values: v } }, provenanceOf(null)),
      /array "u" is \(4, 3\), the grid 3 × 4; they must agree/,
    ],
  ])("refuses %s", async (_, bytes, words) => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", given);
    if (bytes) terminal.file("start.npz", bytes);
    const { code, err } = await terminal.mfn("run", "spec.json");
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});

describe("bad specs", () => {
  it.each([
    ["malformed JSON", '{"version": 1,\n "model" "gray-scott"}', /spec\.json, line 2, column 10 .*this is not JSON: expected ":"/],
    ["an unknown model", { version: 1, model: "grey-scott" }, /did you mean "gray-scott"/],
    ["a misspelt key", { version: 1, model: "gray-scott", paramters: {} }, /paramters.*did you mean "parameters"/],
    ["a parameter out of range", { version: 1, model: "gray-scott", parameters: { F: 9 } }, /At parameters\.F: expected a number in/],
    [
      "a misspelt name in an equation",
      { version: 1, model: "custom", species: { u: {} }, params: { a: 1 }, equations: { u: "laplacian(u) - b*u" } },
      /At equations\.u.*b/,
    ],
    [
      "a step too large",
      { ...small, steps: 4000, integrator: { method: "euler", dt: 50 } },
      /left the finite range.* dt = 50 is above the largest stable step of euler here, which is 1\.\d+: use 1\.\d+$/m,
    ],
  ])("%s exits 2 with one line", async (_, content, words) => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", content);
    const { code, out, err } = await terminal.mfn("run", "spec.json", "--json");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^mfn: [^\n]*\n$/);
    expect(err).toMatch(words);
  });
  it.each([
    [["--backend", "webgpu"], /the back end "webgpu" is not available here \(there is no WebGPU here\); available: plain, wasm\. Leave/],
    [["--backend", "plai"], /there is no back end "plai"; did you mean "plain"\?/],
    [["--threads", "0"], /--threads expects a whole number from 1/],
    [["--set", "steps"], /--set expects path=value/],
    [["--set", "steps.x=1"], /"x" cannot be set within 20/],
  ])("so does %j", async (argv, words) => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const { code, err } = await terminal.mfn("run", "spec.json", ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});

describe("mfn run --backend", () => {
  it("takes the one named, and both come to the same bits", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const by = async (backend: string) => (await terminal.mfn("run", "spec.json", "--backend", backend, "--json")).json<Printed>();
    const [plain, wasm] = [await by("plain"), await by("wasm")];
    expect([plain.backend, wasm.backend]).toEqual(["plain", "wasm"]);
    expect(plain).toMatchObject({ exact: true, threads: 1, because: "chosen by name" });
    expect(wasm.fields).toEqual(plain.fields);
  });
  it("says why there are fewer threads than were asked for", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", small);
    const { notes } = (await terminal.mfn("run", "spec.json", "--backend", "wasm", "--threads", "3", "--json")).json<Printed>();
    expect(notes).toEqual(["1 thread of the 3 asked for: no threads can be started here"]);
    expect((await terminal.mfn("run", "spec.json")).out).toMatch(/\nbackend +wasm, 1 thread \(one thread: no threads can be started here\)\n/);
  });
  it("is refused for a model with a step of its own as for any other", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { version: 1, model: "mfn-reference", grid: { shape: [8, 8] } });
    expect((await terminal.mfn("run", "spec.json", "--backend", "webgpu")).code).toBe(2);
    const { json } = await terminal.mfn("run", "spec.json", "--json");
    expect(json<Printed>()).toMatchObject({ backend: "plain", because: expect.stringMatching(/step of its own/) as string });
  });
  it("prints what was decided for the spec", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { ...small, parameters: { F: "0.04 + 0.0001*t" } });
    const { notes } = (await terminal.mfn("run", "spec.json", "--json")).json<Printed>();
    expect(notes).toEqual([expect.stringMatching(/^F changes with time/)]);
    expect((await terminal.mfn("run", "spec.json")).out).toContain(`note: ${notes[0]}`);
  });
});

describe("mfn stability", () => {
  it("finds the Turing band of Schnakenberg", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", {
      version: 1,
      model: "custom",
      species: { u: {}, v: {} },
      params: { a: 0.1, b: 0.9, d: 10 },
      equations: { u: "laplacian(u)+a-u+u^2*v", v: "d*laplacian(v)+b-u^2*v" },
    });
    const { json } = await terminal.mfn("stability", "spec.json", "--json");
    const [point] = json<{
      fixedPoints: {
        state: { u: number; v: number };
        turing: boolean;
        hopf: boolean;
        kMostUnstable: number;
        growthRate: number;
        wavelength: number;
        kRange: number[];
      }[];
    }>().fixedPoints;
    expect(point).toMatchObject({ turing: true, hopf: false });
    // The contract's keys, no more: the curve that the page draws would bury them.
    expect(Object.keys(point!)).toEqual(["state", "eigenvalues", "turing", "hopf", "kMostUnstable", "growthRate", "wavelength", "kRange"]);
    expect(point!.state.u).toBeCloseTo(1, 9);
    expect(point!.kMostUnstable).toBeCloseTo(0.5644, 4);
    expect(point!.wavelength).toBeCloseTo(11.13, 2);
    expect(point!.kRange.map((k) => k.toFixed(4))).toEqual(["0.4472", "0.7071"]);
    const wider = (await terminal.mfn("stability", "spec.json", "--set", "parameters.d=40", "--json")).json<{
      fixedPoints: { growthRate: number }[];
    }>();
    expect(wider.fixedPoints[0]!.growthRate).toBeCloseTo(0.411, 4);
    expect((await terminal.mfn("stability", "spec.json")).out).toMatch(/u = 1, v = 0\.9/);
  });
  it("needs no file for a parameter that differs from cell to cell, and says what that means", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { ...small, parameters: { F: { file: "F.png", low: 0.02, high: 0.06 } } });
    const { code, json, out } = await terminal.mfn("stability", "spec.json", "--json");
    expect(code).toBe(0);
    expect(json()).toMatchObject({ fixedPoints: [], reason: expect.stringMatching(/^F differs from place to place/) as string });
    expect(out).toContain("F differs");
  });
  it("tells the largest stable step of every method, and of a run that will leave the finite range", async () => {
    const terminal = fakeTerminal();
    const custom = { version: 1, model: "custom", species: { u: {} }, params: {}, grid: { shape: [16, 16] }, steps: 10 };
    terminal.file("spec.json", { ...custom, equations: { u: "0.5*laplacian(u) + u^3 - u" }, initial: { kind: "expression", u: "2" } });
    const { json } = await terminal.mfn("stability", "spec.json", "--json");
    const { steps, foresight } = json<{ steps: { method: string; dt: number | null }[]; foresight: string[] }>();
    expect(steps.map(({ method }) => method)).toEqual(expect.arrayContaining(["euler", "rk4", "dormand-prince", "etdrk4"]));
    // Euler about u = 0: −2 < dt·(−1 − 8·0.5) is what the shortest wave asks for.
    expect(steps.find(({ method }) => method === "euler")!.dt).toBeCloseTo(2 / 5, 9);
    expect(foresight).toEqual([expect.stringMatching(/^u grows without bound in finite time/)]);
    expect((await terminal.mfn("stability", "spec.json")).out).toMatch(/warning: u grows without bound[^]*euler/);
    terminal.file("heat.json", { ...custom, equations: { u: "laplacian(u)" }, boundary: "dirichlet" });
    const held = (await terminal.mfn("stability", "heat.json", "--json")).json<{ steps: { method: string }[] }>().steps;
    expect(held.map(({ method }) => method)).not.toContain("etdrk4");
  });
  it("says why there is nothing to analyse", async () => {
    const terminal = fakeTerminal();
    terminal.file("spec.json", { version: 1, model: "mfn-reference" });
    const { code, json, out } = await terminal.mfn("stability", "spec.json", "--json");
    expect(code).toBe(0);
    expect(json()).toMatchObject({ fixedPoints: [], reason: expect.stringMatching(/no equations/) as string });
    expect(out).toMatch(/reason/);
  });
});

describe("mfn models", () => {
  it("prints each with what it declares", async () => {
    const models = (await fakeTerminal().mfn("models", "--json")).json<
      {
        id: string;
        params: Record<string, { default: number; min: number; max: number; unit: string; title: string }>;
        presets: unknown[];
        source: string;
        species: object;
        dimensions: number[];
      }[]
    >();
    const grayScott = models.find(({ id }) => id === "gray-scott")!;
    expect(grayScott).toMatchObject({
      title: "Gray–Scott",
      dimensions: [2, 3],
      species: { u: {}, v: {} },
      params: {
        F: {
          title: "Feed rate",
          unit: expect.any(String) as string,
          default: expect.any(Number) as number,
          min: expect.any(Number) as number,
          max: expect.any(Number) as number,
        },
      },
    });
    expect(grayScott.presets.length).toBeGreaterThan(0);
    for (const { source } of models) expect(source).toMatch(/\d{4}/);
  });
});
