import { describe, expect, it, vi } from "vitest";
import { lendEngine } from "../../src/notebook/engine-loan";
import type { EngineApi, OpenedRun } from "../../src/engine/protocol";

const spec = { version: 1, model: "gray-scott" } as const;

/** @param bytes of the state of every run. */
function fakeEngine(bytes = 8) {
  let opened = 0;
  const close = vi.fn(async () => undefined);
  const open = vi.fn(async () => ({ run: `run-${++opened}`, frame: { fields: { u: { byteLength: bytes } } } }) as unknown as OpenedRun);
  return { engine: { open, close } as unknown as EngineApi, open, close };
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
    const { engine, open, close } = fakeEngine();
    const loan = lendEngine(engine);
    const opening = loan.engine.open(spec);
    await vi.waitFor(() => expect(open).toHaveBeenCalled());
    loan.end();
    await opening;
    expect(close.mock.calls).toEqual([["run-1"]]);
  });

  it("opens nothing more once it has ended", async () => {
    const { engine, open } = fakeEngine();
    const loan = lendEngine(engine);
    const opening = loan.engine.open(spec);
    loan.end();
    await expect(opening).rejects.toThrow(/stopped/);
    expect(open).not.toHaveBeenCalled();
  });

  it("holds eight runs at most, also where all are asked for at once", async () => {
    const { engine, open } = fakeEngine();
    const loan = lendEngine(engine);
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => loan.engine.open(spec)));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(8);
    expect(open).toHaveBeenCalledTimes(8);
  });

  it("closes a run again that would be more than memory has room for beside the others", async () => {
    const { engine, close } = fakeEngine(0.75 * 2 ** 30);
    const loan = lendEngine(engine);
    const { run } = await loan.engine.open(spec);
    await expect(loan.engine.open(spec)).rejects.toThrow(/1 GiB together/);
    expect(close.mock.calls).toEqual([["run-2"]]);
    await loan.engine.close(run);
    await loan.engine.open(spec);
  });
});
