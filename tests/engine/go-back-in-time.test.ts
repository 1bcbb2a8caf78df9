import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { simulate } from "../../src/core/simulate";
import { hashField, hashSpec } from "../../src/core/spec/hash";
import type { Mark } from "../../src/core/spec/mark";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { Backends } from "../../src/engine/backends/index";
import { plain } from "../../src/engine/backends/plain/run";
import { wasmBackend } from "../../src/engine/backends/wasm/backend";
import { createEngineHost } from "../../src/engine/host";
import type { BackendId, EngineApi, FieldFrame } from "../../src/engine/protocol";
import { kernelThreads } from "../support/kernel-threads";

type Stroke = Extract<Mark, { kind: "stroke" }>;
const dab = (value: number, blend: Stroke["blend"] = "set"): Stroke => ({ kind: "stroke", points: [[3, 4], [20, 9]], radius: 4, softness: 0.5, value, blend }); // prettier-ignore
const noise: Extract<Mark, { kind: "noise" }> = { kind: "noise", amplitude: 0.01, seed: 5, circle: { at: [2, 2], radius: 6 } };

/** What is done to a run in these tests: at which step, and what. */
const runs: Record<string, RunSpecInput & { interventions: NonNullable<RunSpecInput["interventions"]> }> = {
  "a pattern, in f32": {
    version: 1,
    model: "gray-scott",
    grid: { shape: [24, 32] },
    interventions: [
      { step: 0, field: "v", mark: dab(0.4) },
      { step: 7, parameters: { F: 0.03 } },
      { step: 7, field: "u", mark: dab(-0.1, "add") },
      { step: 19, parameters: { F: 0.05, k: 0.058 } },
    ],
  },
  "in f64, within a painted domain": {
    version: 1,
    model: "gray-scott",
    precision: "f64",
    boundary: "neumann",
    grid: { shape: [24, 32], mask: { painted: [{ ...dab(0), points: [[0, 20], [31, 20]] }] } }, // prettier-ignore
    interventions: [{ step: 9, field: "v", mark: dab(0.5) }],
  },
  "in three dimensions": {
    version: 1,
    model: "gray-scott",
    grid: { shape: [6, 12, 16] },
    integrator: { dt: "auto" },
    interventions: [
      { step: 4, field: "v", mark: { ...dab(0.5), plane: 2 } },
      { step: 11, field: "u", mark: { kind: "fill", value: 0.5, plane: 0 } },
    ],
  },
  "with noise in every step": {
    version: 1,
    model: "mfn",
    grid: { shape: [24, 24] },
    interventions: [{ step: 6, field: "V", mark: noise }],
  },
  "of a method that chooses its steps": {
    version: 1,
    model: "fitzhugh-nagumo",
    grid: { shape: [16, 16] },
    integrator: { method: "dormand-prince" },
    interventions: [
      { step: 5, field: "v", mark: dab(1) },
      { step: 8, parameters: { epsilon: 0.05 } },
    ],
  },
  "of a method of two steps": {
    version: 1,
    model: "gray-scott",
    grid: { shape: [16, 16] },
    integrator: { method: "adams-bashforth", dt: 0.5 },
    interventions: [
      { step: 5, field: "v", mark: dab(0.4) },
      { step: 9, parameters: { F: 0.05 } },
    ],
  },
  "in Fourier space": {
    version: 1,
    model: "swift-hohenberg",
    grid: { shape: [16, 16] },
    integrator: { method: "semi-implicit", dt: 0.1 },
    interventions: [
      { step: 5, field: "u", mark: dab(0.4) },
      { step: 9, parameters: { r: 0.4 } },
    ],
  },
  "of the reference": {
    version: 1,
    model: "mfn-reference",
    interventions: [
      { step: 6, field: "V", mark: { ...noise, amplitude: 0.003 } },
      { step: 9, parameters: { alpha: 0.1, quantum_jitter: true } },
    ],
  },
};

const hashes = (fields: FieldFrame["fields"]): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, hashField(values)]));

/** As often as there is an occasion. */
const keeping = { times: 0, leastMs: 0 };
/** A host that runs on one back end. */
const hostOn = (backend: BackendId, threads: number): EngineApi =>
  createEngineHost({ backends: new Backends({ startThread, threads }), wish: { backend, threads }, keeping });
let startThread: Awaited<ReturnType<typeof kernelThreads>>;
beforeAll(async () => void (startThread = await kernelThreads()), 60_000);

describe.each(Object.entries(runs))("a run %s", (_, spec) => {
  const last = 25;
  const whole = async (steps: number) => hashes((await simulate({ ...spec, steps }, plain)).fields);

  it("has the same bits on every exact back end, in a host and without one", async () => {
    const expected = await whole(last);
    expect(await whole(last)).toEqual(expected);
    if (spec.integrator?.method !== "semi-implicit")
      expect(hashes((await simulate({ ...spec, steps: last }, wasmBackend(1, null))).fields)).toEqual(expected);
    for (const host of [hostOn("plain", 1), hostOn("wasm", 1), hostOn("wasm", 3)]) {
      const { run } = await host.open(spec);
      expect(hashes((await host.advance(run, last)).fields)).toEqual(expected);
      await host.close(run);
    }
  });

  it("goes back to the state of any step, and forth again", async () => {
    const host = hostOn("wasm", 1);
    const { run } = await host.open(spec);
    const there = hashes((await host.advance(run, last)).fields);
    for (const step of [19, 6, 7, 0, 5, 24, 9]) {
      const frame = await host.goTo(run, step);
      expect(frame).toMatchObject({ step, paused: false });
      expect(hashes(frame.fields)).toEqual(await whole(step));
    }
    const { newest, kept } = await host.history(run);
    expect(newest).toBe(last);
    expect(kept.length).toBeGreaterThan(4);
    expect(hashes((await host.advance(run, last - 9)).fields)).toEqual(there);
    await expect(host.goTo(run, last + 1)).rejects.toThrow(/there is no state of step 26; the run has been computed from 0 to 25/);
  });

  it("writes down what is done to it, so that its spec brings the state back", async () => {
    const host = hostOn("wasm", 1);
    const { interventions, ...bare } = spec;
    const { run } = await host.open(bare);
    const { parameters } = (await host.history(run)).spec;
    let now = parameters;
    for (const { step, parameters: moved, field, mark } of interventions) {
      const { step: here } = await host.progress(run);
      await host.advance(run, step - here);
      if (moved) await host.setParameters(run, (now = { ...now, ...moved }));
      if (field && mark) await host.edit(run, field, mark);
    }
    const { step: here } = await host.progress(run);
    const frame = await host.advance(run, last - here);
    const { spec: written, specHash } = await host.history(run);
    expect(written.interventions).toEqual(interventions);
    expect(specHash).toBe(hashSpec(written));
    expect(hashes(frame.fields)).toEqual(await whole(last));
  });

  it("is taken up from a state that was saved", async () => {
    const host = hostOn("wasm", 1);
    const first = await host.open(spec);
    await host.advance(first.run, 12);
    const saved = structuredClone(await host.save(first.run));
    const other = hostOn("wasm", 1);
    const { run } = await other.open(spec);
    const restored = await other.restore(run, { ...saved, interventions: (await host.history(first.run)).spec.interventions! });
    expect(hashes(restored.fields)).toEqual(await whole(12));
    expect(hashes((await other.advance(run, last - 12)).fields)).toEqual(await whole(last));
    expect(hashes((await other.goTo(run, 3)).fields)).toEqual(await whole(3));
  });
});

describe("what is done in the past", () => {
  const spec = runs["a pattern, in f32"]!;

  it("drops what came after it", async () => {
    const host = createEngineHost({ keeping });
    const { run } = await host.open(spec);
    await host.advance(run, 25);
    await host.goTo(run, 10);
    const { spec: now } = await host.edit(run, "v", dab(0.2));
    expect(now.interventions).toEqual([...spec.interventions.slice(0, 3), { step: 10, field: "v", mark: dab(0.2) }]);
    expect(await host.history(run)).toMatchObject({ newest: 10 });
    const frame = await host.advance(run, 10);
    expect(hashes(frame.fields)).toEqual(hashes((await simulate({ ...now, steps: 20 }, plain)).fields));
    expect(hashes((await host.goTo(run, 15)).fields)).toEqual(hashes((await simulate({ ...now, steps: 15 }, plain)).fields));
  });

  it("joins the moves of one slider at one step, also when they are made there again", async () => {
    const host = createEngineHost({ keeping });
    const { run, spec: start } = await host.open({ ...spec, interventions: [] });
    await host.advance(run, 5);
    for (const F of [0.04, 0.045, 0.05]) await host.setParameters(run, { ...start.parameters, F });
    await host.advance(run, 5);
    await host.goTo(run, 5);
    const { spec: now } = await host.setParameters(run, { ...start.parameters, F: 0.02, k: 0.05 });
    expect(now.interventions).toEqual([{ step: 5, parameters: { F: 0.02, k: 0.05 } }]);
    const frame = await host.advance(run, 5);
    expect(hashes(frame.fields)).toEqual(hashes((await simulate({ ...now, steps: 10 }, plain)).fields));
    expect(hashes((await host.goTo(run, 7)).fields)).toEqual(hashes((await simulate({ ...now, steps: 7 }, plain)).fields));
  });

  it("leaves no trace in what any other run of steps, jumps and marks leads to", async () => {
    const action = fc.oneof(
      fc.record({ go: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ steps: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ F: fc.double({ min: 0.02, max: 0.06, noNaN: true }) }),
      fc.record({ x: fc.double({ min: -5, max: 30, noNaN: true }), value: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 14 }), async (actions) => {
        const host = createEngineHost({ historyBytes: 5 * 16 * 12 * 8, keeping });
        const { run, spec: start } = await host.open({ version: 1, model: "gray-scott", grid: { shape: [12, 16] } });
        for (const one of actions) {
          if ("go" in one) await host.goTo(run, Math.round(one.go * (await host.history(run)).newest));
          else if ("steps" in one) await host.advance(run, one.steps);
          else if ("F" in one) await host.setParameters(run, { ...start.parameters, F: one.F });
          else await host.edit(run, "v", { ...dab(one.value), points: [[one.x, 6]] });
        }
        const { step, fields } = await host.frame(run);
        const { spec: now } = await host.history(run);
        expect(hashes(fields)).toEqual(hashes((await simulate({ ...now, steps: step }, plain)).fields));
      }),
      { numRuns: 20 },
    );
  });
});

describe("a run that leaves the finite range", () => {
  it("can be rolled back to any step before, and goes on from there", async () => {
    const host = createEngineHost({ keeping });
    const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [16, 16] } };
    const { run } = await host.open(spec);
    await host.advance(run, 10);
    await host.edit(run, "v", { kind: "fill", value: 1e6 });
    await expect(host.advance(run, 200)).rejects.toMatchObject({ code: "run/not-finite" });
    const back = await host.goTo(run, 8);
    expect(hashes(back.fields)).toEqual(hashes((await simulate({ ...spec, steps: 8 }, plain)).fields));
    const { spec: now } = await host.edit(run, "v", { kind: "fill", value: 0.2 });
    expect(now.interventions).toHaveLength(1);
    expect(await host.advance(run, 20)).toMatchObject({ step: 28 });
  });
});

describe("a long way back", () => {
  it("is ended by a newer one, by a pause and by cancelling", async () => {
    const host = createEngineHost({ historyBytes: 0 });
    const { run } = await host.open({ version: 1, model: "gray-scott", grid: { shape: [96, 96] } });
    await host.advance(run, 3000);
    await host.goTo(run, 0);
    const first = host.goTo(run, 2999);
    const second = await host.goTo(run, 2);
    expect(await first).toMatchObject({ paused: true });
    expect(second).toMatchObject({ step: 2, paused: false });
    const third = host.goTo(run, 2998);
    await host.pause(run);
    expect((await third).paused).toBe(true);
    const fourth = host.goTo(run, 2997);
    await host.cancel(run);
    await expect(fourth).rejects.toMatchObject({ code: "run/cancelled" });
  });

  it("is done while it runs: marks and moves come between two slices", async () => {
    const host = createEngineHost({ keeping });
    const { run, spec } = await host.open({ version: 1, model: "gray-scott", grid: { shape: [64, 64] } });
    const long = host.advance(run, 1e9);
    while (!(await host.progress(run)).running) await new Promise((resolve) => setTimeout(resolve, 1));
    const edited = await host.edit(run, "v", dab(0.5));
    const moved = await host.setParameters(run, { ...spec.parameters, F: 0.04 });
    expect(moved.step).toBeGreaterThanOrEqual(edited.step);
    await host.pause(run);
    const { step, fields } = await long;
    expect(hashes(fields)).toEqual(hashes((await simulate({ ...moved.spec, steps: step }, wasmBackend(1, null))).fields));
  });
});
