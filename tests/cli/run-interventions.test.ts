import { describe, expect, it } from "vitest";
import { hashField } from "../../src/core/spec/hash";
import type { Mark } from "../../src/core/spec/mark";
import { fromPermalink, toPermalink } from "../../src/core/spec/permalink";
import { createEngineHost } from "../../src/engine/host";
import { exportedSpec } from "../../src/state/exported-spec";
import { fakeTerminal } from "../support/cli";
import { fakeWorkbench } from "../support/workbench";

interface Printed {
  steps: number;
  fields: Record<string, { sha256: string }>;
}

const dab: Mark = { kind: "stroke", points: [[4, 30], [9, 33]], radius: 5, softness: 0.4, value: 0.6, blend: "set" }; // prettier-ignore

describe("a run that was steered and painted", () => {
  it("has the same hashes on the page and in mfn run, from its exported spec and from its link", async () => {
    const { store, services } = fakeWorkbench({ engine: createEngineHost() });
    const state = store.getState;
    await state().open({ version: 1, model: "gray-scott", seed: 4, grid: { shape: [40, 48] } }, { run: false });
    const steps = async (count: number) => {
      for (let i = 0; i < count; i++) await state().stepOnce();
    };
    await steps(6);
    await state().setParameter("F", 0.045);
    await state().paint("v", dab);
    await steps(5);
    await state().goToStep(9);
    await state().setParameter("k", 0.058);
    await steps(4);
    const spec = exportedSpec(state())!;
    expect(spec.interventions).toHaveLength(3);
    const shown = Object.fromEntries(Object.entries(services.frames.latest()!.fields).map(([name, values]) => [name, hashField(values)]));
    const terminal = fakeTerminal();
    for (const document of [spec, fromPermalink(toPermalink(spec))]) {
      const printed = (await terminal.mfn("run", terminal.file("spec.json", document), "--json")).json<Printed>();
      expect(printed.steps).toBe(13);
      expect(Object.fromEntries(Object.entries(printed.fields).map(([name, { sha256 }]) => [name, sha256]))).toEqual(shown);
    }
  });
});
