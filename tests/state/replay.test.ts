import { describe, expect, it } from "vitest";
import { complete } from "../../src/core/spec/complete";
import { framesOf, replay } from "../../src/state/replay";
import { fakeEngine } from "../support/fake-engine";

const spec = complete({ version: 1, model: "gray-scott", steps: 25 }).spec;
const request = { spec, every: 10, fields: ["v"], backend: "wasm" as const };

describe("going through a run again", () => {
  it("gives the start and every so many steps after it, tells how far it is, and closes its run", async () => {
    const engine = fakeEngine();
    const shares: number[] = [];
    const steps: number[] = [];
    for await (const frame of replay(engine, request, { signal: new AbortController().signal, onProgress: (share) => shares.push(share) }))
      steps.push(frame.step);
    expect(steps).toEqual([0, 10, 20]);
    expect(shares.at(-1)).toBe(1);
    expect(framesOf(request)).toBe(3);
    expect(engine.calls).toEqual(["open", "advance 10", "advance 10", "close run-1"]);
  });
  it("ends when it is stopped, and closes its run", async () => {
    const engine = fakeEngine();
    const control = new AbortController();
    const going = async () => {
      for await (const frame of replay(engine, request, { signal: control.signal, onProgress: () => undefined }))
        if (frame.step === 10) control.abort();
    };
    await expect(going()).rejects.toMatchObject({ code: "run/cancelled" });
    expect(engine.calls.at(-1)).toBe("close run-1");
  });
});
