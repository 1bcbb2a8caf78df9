import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { hashField } from "../../src/core/spec/hash";
import { createEngineHost, version } from "../../src/engine/host";

const small = { version: 1 as const, model: "gray-scott", grid: { shape: [32, 32] as [number, number] }, seed: 3 };

describe("the engine host", () => {
  it("carries the version of the package", () => {
    const { version: packaged } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
    expect(version).toBe(packaged);
  });

  it("opens, advances, steps and resets to the same bits", async () => {
    const host = createEngineHost();
    const { run, frame, spec, specHash, largestStableDt } = await host.open(small);
    expect(specHash).toMatch(/^[0-9a-f]{64}$/);
    expect(spec.steps).toBe(0);
    expect(largestStableDt).toBeGreaterThan(1);
    const first = hashField(frame.fields["v"]!);
    const later = await host.advance(run, 40);
    expect(later.step).toBe(40);
    expect(later.cellUpdatesPerSecond).toBeGreaterThan(0);
    expect((await host.step(run)).step).toBe(41);
    const reset = await host.reset(run);
    expect(reset.step).toBe(0);
    expect(hashField(reset.fields["v"]!)).toBe(first);
    expect(hashField((await host.advance(run, 40)).fields["v"]!)).toBe(hashField(later.fields["v"]!));
    await host.close(run);
    await expect(host.advance(run, 1)).rejects.toThrow(/there is no run/);
  });

  it("takes the first steps while it opens, to the same bits; where they fail it answers the start", async () => {
    const engine = createEngineHost();
    const opened = await engine.open(small, { steps: 4 });
    const other = await engine.open(small);
    expect(opened.frame.step).toBe(4);
    expect(opened.frame.fields).toEqual((await engine.advance(other.run, 4)).fields);
    const bad = {
      version: 1 as const,
      model: "custom",
      species: { u: {} },
      equations: { u: "u^3" },
      initial: { kind: "expression" as const, u: "1e20" },
    };
    const failing = await engine.open(bad, { steps: 4 });
    expect(failing.frame).toMatchObject({ step: 0 });
    await expect(engine.advance(failing.run, 4)).rejects.toMatchObject({ code: "run/not-finite" });
  });

  it("gives the same bits however a run is cut into calls", async () => {
    const host = createEngineHost();
    const whole = await host.open(small);
    const cut = await host.open(small);
    const all = await host.advance(whole.run, 100);
    for (const steps of [1, 30, 0, 69]) await host.advance(cut.run, steps);
    expect(hashField((await host.frame(cut.run)).fields["u"]!)).toBe(hashField(all.fields["u"]!));
  });

  it("begins anew as the spec of the present parameters does, where the start follows from them", async () => {
    const host = createEngineHost();
    const spec = (B: number): RunSpecInput => ({ version: 1, model: "brusselator", parameters: { B }, grid: { shape: [16, 16] }, seed: 3 });
    const { run } = await host.open(spec(8));
    await host.advance(run, 3);
    await host.setParameters(run, { A: 3, B: 9, D_u: 5, D_v: 12 });
    await host.reset(run);
    const { spec: moved } = await host.history(run);
    expect(moved).not.toHaveProperty("interventions");
    const fresh = await host.open(moved);
    const untouched = await host.open(spec(8));
    expect(await host.setParameters(untouched.run, moved.parameters)).toMatchObject({ step: 0 });
    expect((await host.frame(untouched.run)).fields).toEqual(fresh.frame.fields);
    expect(hashField((await host.advance(run, 5)).fields["v"]!)).toBe(hashField((await host.advance(fresh.run, 5)).fields["v"]!));
  });

  it("moves a parameter without re-seeding or resetting", async () => {
    const host = createEngineHost();
    const { run, specHash } = await host.open(small);
    const before = await host.advance(run, 10);
    const changed = await host.setParameters(run, { F: 0.05, k: 0.06, D_u: 0.2, D_v: 0.1 });
    expect(changed.spec.parameters["F"]).toBe(0.037);
    expect(changed.spec.interventions).toEqual([{ step: 10, parameters: { F: 0.05 } }]);
    expect(changed.specHash).not.toBe(specHash);
    const after = await host.frame(run);
    expect(after.step).toBe(10);
    expect(after.fields["u"]).toEqual(before.fields["u"]);
    await expect(host.setParameters(run, { F: 7 })).rejects.toThrow(/At parameters\.F/);
  });

  it("pauses and cancels a long call, and tells how far it is", async () => {
    const host = createEngineHost();
    const { run } = await host.open({ ...small, grid: { shape: [128, 128] } });
    const long = host.advance(run, 1e9);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const progress = await host.progress(run);
    expect(progress).toMatchObject({ running: true, target: 1e9 });
    expect(progress.step).toBeGreaterThan(0);
    await host.pause(run);
    const frame = await long;
    expect(frame.paused).toBe(true);
    expect(frame.step).toBeGreaterThanOrEqual(progress.step);
    const again = host.advance(run, 1e9);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await host.cancel(run);
    await expect(again).rejects.toMatchObject({ code: "run/cancelled" });
    expect((await host.progress(run)).running).toBe(false);
  });

  it("stops a run that leaves the finite range, says which field, where and when, and keeps the last good state", async () => {
    const host = createEngineHost();
    const { run, warnings } = await host.open({ ...small, parameters: { D_u: 1, D_v: 0.5 }, precision: "f32" });
    expect(warnings[0]).toMatch(/Step too large/);
    const blown = await host.advance(run, 500).catch((error: unknown) => error);
    expect(blown).toMatchObject({ code: "run/not-finite" });
    const { detail, message } = blown as { detail: { field: string; cell: number[]; step: number }; message: string };
    expect(message).toMatch(/left the finite range in cell \[\d+, \d+\] at step \d+/);
    const good = await host.frame(run);
    expect(good.step).toBe(detail.step - 1);
    for (const values of Object.values(good.fields)) expect(values.every(Number.isFinite)).toBe(true);
  });

  it("stops the same for every method and precision", async () => {
    for (const method of ["euler", "heun", "rk4"]) {
      for (const precision of ["f32", "f64"] as const) {
        const host = createEngineHost();
        const spec = {
          version: 1 as const,
          model: "custom",
          species: { u: {} },
          equations: { u: "u^3" },
          initial: { kind: "noise" as const, around: { u: 1 }, amplitude: 0 },
          grid: { shape: [4, 4] as [number, number] },
          integrator: { method, dt: 0.5 },
          precision,
        };
        const { run } = await host.open(spec);
        await expect(host.advance(run, 200)).rejects.toMatchObject({ code: "run/not-finite", detail: { field: "u", cell: [0, 0] } });
      }
    }
  });
});
