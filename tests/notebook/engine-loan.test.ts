import { describe, expect, it, vi } from "vitest";
import { lendEngine } from "../../src/notebook/engine-loan";
import type { EngineApi, OpenedRun } from "../../src/engine/protocol";

const spec = { version: 1, model: "gray-scott" } as const;

function fakeEngine() {
  let opened = 0;
  const close = vi.fn(async () => undefined);
  const open = vi.fn(async () => ({ run: `run-${++opened}` }) as OpenedRun);
  return { engine: { open, close } as unknown as EngineApi, close };
}

describe("an engine on loan", () => {
  it("closes at the end what was left open, and only that", async () => {
    const { engine, close } = fakeEngine();
    const loan = lendEngine(engine);
    await loan.engine.open(spec);
    const { run } = await loan.engine.open(spec);
    await loan.engine.close(run);
    close.mockClear();
    loan.end();
    expect(close.mock.calls).toEqual([["run-1"]]);
  });

  it("closes a run that was still opening when the loan ended", async () => {
    const { engine, close } = fakeEngine();
    const loan = lendEngine(engine);
    const opening = loan.engine.open(spec);
    loan.end();
    await opening;
    expect(close.mock.calls).toEqual([["run-1"]]);
  });
});
