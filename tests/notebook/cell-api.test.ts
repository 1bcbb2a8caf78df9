import ts from "typescript";
import { describe, expect, it } from "vitest";
import { notebooks } from "../../notebooks/index";
import { createEngineHost } from "../../src/engine/host";
import { createCellApi, type CellApi } from "../../src/notebook/api/index";
import type { CellEngine } from "../../src/notebook/api/family";
import { cellApiTypes } from "../../src/notebook/cell-api-types";
import type { CellOutput } from "../../src/notebook/cell-output";
import { parseNotebook } from "../../src/notebook/parse";
import { servicesOf } from "../support/cell-host";

/** The API as a cell has it, with what it shows. */
function apiOver(engine: CellEngine, outputs: CellOutput[] = [], controls = {}, name: string | null = null): CellApi {
  const put = (output: CellOutput | null) => {
    const at = output ? outputs.push(output) - 1 : 0;
    return (newer: CellOutput) => void (outputs[at] = newer);
  };
  return createCellApi({ services: servicesOf(engine), put, progress: () => undefined, controls, takeName: () => name });
}

const heat = {
  model: "custom",
  species: { u: {} },
  params: { D: 0.1 },
  equations: { u: "D*laplacian(u)" },
  grid: { shape: [8, 16] as [number, number], spacing: [2, 1] },
  initial: { kind: "expression", u: "cos(2*3.141592653589793*x/Lx)" } as const,
  integrator: { method: "euler", dt: 0.5 },
  precision: "f64" as const,
};

describe("cell API", () => {
  const api = apiOver(createEngineHost());

  it("runs for the steps of the spec, or until a time", async () => {
    expect(await api.simulate({ ...heat, steps: 3 })).toMatchObject({ step: 3, time: 1.5, shape: [8, 16] });
    expect(await api.simulate(heat, { until: 1.5 })).toMatchObject({ step: 3, time: 1.5 });
    expect(await api.simulate(heat, { until: 1.6 })).toMatchObject({ step: 4, time: 2 });
    expect(await api.simulate(heat, { until: 0 })).toMatchObject({ step: 0, time: 0 });
  });

  it("comes to a time also where the method chooses its steps: decay is exp(−t), and the spec it gives comes to the same bits", async () => {
    const decay = { ...heat, equations: { u: "-u" }, params: {}, integrator: { method: "dormand-prince", dt: 0.01, rtol: 1e-9, atol: 1e-12 } };
    const { fields, time, step, spec, specHash, frames } = await api.simulate(
      { ...decay, initial: { kind: "expression", u: "1" } },
      { until: 3, frames: 6 },
    );
    for (const moment of [...frames, { time, fields }])
      for (const value of moment.fields.u!.values) expect(value * Math.exp(moment.time)).toBeCloseTo(1, 7);
    const gaps = frames.map((moment, i) => moment.time - (i + 1) / 2);
    expect(gaps.every((gap) => gap >= 0 && gap < 0.5)).toBe(true);
    expect(frames.at(-1)).toMatchObject({ step, time });
    expect(spec.steps).toBe(step);
    const again = await api.simulate(spec);
    expect(again).toMatchObject({ step, time, specHash });
    expect(again.fields.u!.values).toEqual(fields.u!.values);
  });

  it("says in its spec how many steps a time took, and refuses what is no time", async () => {
    const { spec, specHash } = await api.simulate(heat, { until: 1.6 });
    expect(spec.steps).toBe(4);
    expect(specHash).toBe((await api.simulate({ ...heat, steps: 4 })).specHash);
    await expect(api.simulate(heat, { until: -1 })).rejects.toThrow("until must be a time from 0 on, got -1");
    await expect(api.simulate(heat, { until: NaN })).rejects.toThrow("got NaN");
  });

  it("gives fields with what it takes to measure them: three waves on a length of 16 are 16/3 long", async () => {
    const { fields } = await api.simulate(heat);
    expect(fields.u).toMatchObject({ name: "u", shape: [8, 16], spacing: [2, 1], periodic: true });
    const twice = await api.simulate({ ...heat, initial: { kind: "expression", u: "cos(2*3.141592653589793*3*x/Lx)" } });
    expect(api.wavelength(twice.fields.u!)).toMatchObject({ label: "Wavelength", value: expect.closeTo(16 / 3, 9) });
  });

  it("knows which fields have open rims", async () => {
    const boundary = { "x-": "neumann", "x+": "neumann", other: "periodic" } as const;
    expect((await api.simulate({ ...heat, boundary })).fields.u!.periodic).toBe(false);
  });

  it("closes a run also when it fails", async () => {
    const host = createEngineHost();
    const open = new Set<string>();
    const watched: CellEngine = {
      ...host,
      open: async (spec) => {
        const opened = await host.open(spec);
        open.add(opened.run);
        return opened;
      },
      close: async (run) => {
        open.delete(run);
        await host.close(run);
      },
    };
    const unstable = { ...heat, params: { D: 100 }, steps: 2000, precision: "f32" as const };
    await expect(apiOver(watched).simulate(unstable)).rejects.toThrow();
    expect(open.size).toBe(0);
  });

  it("measures a dimension beside noise of equal density, and says why when it cannot", () => {
    const line = { shape: [64, 64], values: Float64Array.from({ length: 4096 }, (_, i) => (i % 64 === 20 ? 1 : 0)) };
    expect(api.dimension(line)).toMatchObject({ value: 1, note: expect.stringMatching(/^noise of equal density: 0\.\d\d$/) });
    expect(api.dimension({ shape: [8, 8], values: new Float64Array(64) })).toMatchObject({ value: null, interval: null, note: expect.any(String) });
  });

  it("has small helpers that do what they say", () => {
    expect(api.linspace(0, 1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(api.linspace(3, 9, 1)).toEqual([3]);
    expect(api.extent([2, -1, 5])).toEqual([-1, 5]);
  });
});

/** The language's own declarations, read once. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** Diagnostics of texts in one program, as the editor gives them. */
function diagnose(files: Record<string, string>): string[] {
  const options: ts.CompilerOptions = { target: ts.ScriptTarget.ESNext, lib: ["lib.es2023.d.ts"], strict: true, noEmit: true, types: [] };
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile;
  host.getSourceFile = (name, ...rest) => {
    if (files[name] !== undefined) return ts.createSourceFile(name, files[name], ts.ScriptTarget.ESNext, true);
    if (!libraries.has(name)) libraries.set(name, fromDisk(name, ...rest));
    return libraries.get(name);
  };
  const ignored = new Set([1375, 1378, 2451]);
  return ts
    .getPreEmitDiagnostics(ts.createProgram(Object.keys(files), options, host))
    .filter(({ code }) => !ignored.has(code))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

describe("what the editor is told", () => {
  it("names everything that cells may call, and nothing else of it", () => {
    const declared = [...cellApiTypes.matchAll(/^declare (?:function|const) (\w+)/gm)].map((match) => match[1]);
    const surroundings = ["show", "progress", "console", "setTimeout", "clearTimeout", "structuredClone", "performance", "atob", "btoa"];
    expect(declared.sort()).toEqual([...Object.keys(apiOver(createEngineHost())), ...surroundings].sort());
  });

  it.each([...notebooks])("finds no mistake in $id", ({ text }) => {
    const code = parseNotebook(text).cells.filter(({ kind }) => kind === "code");
    const files = Object.fromEntries([["cell-api.d.ts", cellApiTypes], ...code.map(({ id, source }) => [`${id}.ts`, source] as const)]);
    expect(diagnose(files)).toEqual([]);
  });

  it("finds a mistake where there is one", () =>
    expect(diagnose({ "cell-api.d.ts": cellApiTypes, "a.ts": "const n: string = linspace(0, 1, 2)[0];" })).toEqual([
      expect.stringMatching(/^a\.ts: Type 'number'/),
    ]));
});
