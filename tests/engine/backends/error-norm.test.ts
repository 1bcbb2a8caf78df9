import { beforeAll, describe, expect, it } from "vitest";
import type { EquationModel } from "../../../src/core/define/model";
import { initialFields } from "../../../src/core/initial";
import { complete } from "../../../src/core/spec/complete";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { plain } from "../../../src/engine/backends/plain/run";
import { Team } from "../../../src/engine/backends/threads/team";
import { wasmBackend } from "../../../src/engine/backends/wasm/backend";
import { kernelThreads } from "../../support/kernel-threads";

let team: Team;
beforeAll(async () => {
  team = new Team(await kernelThreads());
});

describe.each(["bogacki-shampine", "dormand-prince"])("steps of %s", (method) => {
  it.each(["plain", "wasm", "threads"])("do not grow with the cells that a mask leaves out: %s", async (name) => {
    // Every cell decays alike, so the error in the mean is that of any one cell, however many there are.
    const timeOf = async (mask?: string) => {
      const { spec, model } = complete({
        version: 1,
        model: "custom",
        species: { u: {}, v: {} },
        equations: { u: "-u + 0.1*v", v: "-3*v*u" },
        grid: { shape: [12, 12], ...(mask && { mask }) },
        initial: { kind: "expression", u: "1", v: "2" },
        integrator: { method, dt: 0.01, rtol: 1e-4, atol: 1e-6 },
        precision: "f64",
      } as unknown as RunSpecInput);
      const backend = { plain, wasm: wasmBackend(1, null), threads: wasmBackend(2, team) }[name]!;
      const run = await backend.start(model as EquationModel, spec, initialFields(model as EquationModel, spec));
      await run.advance(25);
      const { time } = run;
      run.dispose?.();
      return time;
    };
    const whole = await timeOf();
    expect((await timeOf("4 - (x - 5)^2 - (y - 5)^2")) / whole).toBeCloseTo(1, 9);
  });
});
