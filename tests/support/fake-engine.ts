import type { Availability, BackendId, BackendWish, EngineApi, FieldFrame, Measurement, OpenedRun } from "../../src/engine/protocol";
import type { MetricReport } from "../../src/core/metrics/measure-metric";
import { WorkbenchError } from "../../src/core/errors";
import { complete } from "../../src/core/spec/complete";
import { hashSpec } from "../../src/core/spec/hash";
import { movesBetween, parametersAt, withDone, withInterventions } from "../../src/core/spec/interventions";
import type { RunSpec } from "../../src/core/spec/run-spec";

/** An engine that computes nothing: fields count the step, calls are written down, and failures happen when asked for. */
export interface FakeEngine extends EngineApi {
  calls: string[];
  /** The step at which the field is to leave the finite range. */
  failAt: number | null;
  /** Parameters as last received by a run. */
  received: RunSpec["parameters"] | null;
  /** What each opening wished for. */
  wishes: BackendWish[];
  /** Back ends that refuse to open a run. */
  missing: BackendId[];
}

const availability = (id: BackendId): Availability => ({ id, title: id, exact: id !== "webgpu", threads: id === "wasm" ? 4 : 1, missing: null });

export function fakeEngine(): FakeEngine {
  const runs = new Map<string, { spec: RunSpec; step: number; newest: number }>();
  let opened = 0;
  const calls: string[] = [];
  const frameOf = (id: string, watched?: readonly string[]): FieldFrame => {
    const { spec, step } = runs.get(id)!;
    const values = Float32Array.from({ length: 4 }, () => step);
    return {
      backend: "plain",
      run: id,
      step,
      time: step * spec.integrator.dt,
      shape: [2, 2],
      fields: Object.fromEntries((watched ?? spec.record.fields).map((name) => [name, values])),
      counters: {},
      cellUpdatesPerSecond: 1000,
      paused: false,
    };
  };
  const fake: Partial<FakeEngine> = {
    calls,
    failAt: null,
    received: null,
    wishes: [],
    missing: [],
    async describe() {
      calls.push("describe");
      return { version: "0.0.0", place: "fake", backends: (["plain", "wasm", "webgpu"] as const).map(availability) };
    },
    async open(input, wish = {}): Promise<OpenedRun> {
      calls.push("open");
      fake.wishes!.push(wish);
      const { spec, warnings, notes } = complete(input);
      const backend = wish.backend === undefined || wish.backend === "auto" ? "wasm" : wish.backend;
      if (fake.missing!.includes(backend)) throw new WorkbenchError("backend/unavailable", [], `there is no ${backend} here`);
      const run = `run-${++opened}`;
      runs.set(run, { spec, step: 0, newest: 0 });
      const exact = backend !== "webgpu";
      const facts = { backend, exact, threads: wish.threads ?? 1, because: "it is fake", largestStableDt: 1.2, warnings, notes };
      return { run, spec, specHash: `hash-${run}`, ...facts, frame: frameOf(run) };
    },
    async advance(id, steps, watched) {
      calls.push(`advance ${steps}`);
      const run = runs.get(id)!;
      if (fake.failAt !== null && fake.failAt !== undefined && run.step + steps >= fake.failAt) {
        throw new WorkbenchError("run/not-finite", [], "u left the finite range", { field: "u", cell: [0, 1], step: fake.failAt, time: fake.failAt });
      }
      run.step += steps;
      return frameOf(id, watched);
    },
    step: (id) => fake.advance!(id, 1),
    frame: async (id) => frameOf(id),
    async pause() {
      calls.push("pause");
    },
    async setParameters(id, parameters) {
      calls.push("setParameters");
      const run = runs.get(id)!;
      const { spec: present } = complete({ ...withInterventions(run.spec, []), parameters });
      fake.received = present.parameters;
      const before = parametersAt(run.spec, run.step);
      run.newest = run.step;
      run.spec =
        run.step === 0
          ? present
          : withInterventions(
              run.spec,
              withDone(run.spec.interventions ?? [], { step: run.step, parameters: movesBetween(before, present.parameters)! }),
            );
      return { spec: run.spec, specHash: hashSpec(run.spec), step: run.step, largestStableDt: 1.1, warnings: [] };
    },
    async edit(id, field, mark) {
      calls.push(`edit ${field} ${mark.kind}`);
      const run = runs.get(id)!;
      run.newest = run.step;
      run.spec = withInterventions(run.spec, withDone(run.spec.interventions ?? [], { step: run.step, field, mark }));
      return { spec: run.spec, specHash: hashSpec(run.spec), step: run.step, frame: frameOf(id) };
    },
    async history(id) {
      const { spec, newest, step } = runs.get(id)!;
      const kept = [...new Set([0, newest])].map((at) => ({ step: at, time: at * spec.integrator.dt }));
      return { kept, newest: Math.max(newest, step), bytes: 32, budget: 1024, spilled: 0, withoutDisk: "it is fake", spec, specHash: hashSpec(spec) };
    },
    async goTo(id, step) {
      calls.push(`goTo ${step}`);
      const run = runs.get(id)!;
      run.newest = Math.max(run.newest, run.step);
      if (step > run.newest) throw new WorkbenchError("usage", ["step"], `there is no step ${step} yet`);
      run.step = step;
      return frameOf(id);
    },
    async save(id) {
      calls.push("save");
      const { step, time, fields } = frameOf(id);
      return { step, time, fields, interventions: runs.get(id)!.spec.interventions ?? [] };
    },
    async restore(id, state) {
      calls.push(`restore ${state.step}`);
      const run = runs.get(id)!;
      run.step = state.step;
      run.newest = Math.max(run.newest, run.step);
      run.spec = withInterventions(run.spec, state.interventions ?? []);
      return frameOf(id);
    },
    async reset(id) {
      calls.push("reset");
      const run = runs.get(id)!;
      Object.assign(run, { step: 0, newest: 0, spec: withInterventions({ ...run.spec, parameters: parametersAt(run.spec, run.step) }, []) });
      return frameOf(id);
    },
    async close(id) {
      calls.push(`close ${id}`);
    },
    async measure({ stream, step, values }): Promise<Measurement> {
      calls.push("measure");
      const result = { value: values[0]! };
      return {
        stream,
        step,
        boxCounting: result,
        nullDimension: result,
        threshold: { value: 0, rule: "fake" },
        features: {} as Measurement["features"],
        spectrum: { k: [], power: [], wavelength: null },
      };
    },
    async measureMetric({ metric, options = {} }): Promise<MetricReport> {
      calls.push(`measureMetric ${metric}`);
      return { metric, unit: "1", options, result: { value: 1 }, physical: null, noise: [] };
    },
    async analyse() {
      calls.push("analyse");
      return {} as Awaited<ReturnType<EngineApi["analyse"]>>;
    },
    async analysePlane(_spec, x, y) {
      calls.push(`analysePlane ${x.name} ${y.name}`);
      return { x, y, curves: [], classes: new Uint8Array(1), nx: 1, ny: 1 };
    },
  };
  return fake as FakeEngine;
}
