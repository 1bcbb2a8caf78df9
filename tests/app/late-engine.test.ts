import { describe, expect, it } from "vitest";
import { lateEngine } from "../../src/app/late-engine";
import type { EngineApi } from "../../src/engine/protocol";

describe("an engine that starts late", () => {
  it("starts once, with the first call, when it may", async () => {
    const started: string[] = [];
    let allow = () => {};
    const ready = new Promise<void>((resolve) => (allow = resolve));
    const engine = lateEngine(ready, () => {
      started.push("thread");
      const step = (run: string) => (run === "none" ? Promise.reject(new Error("no such run")) : Promise.resolve({ run }));
      return { step } as unknown as EngineApi;
    });
    const answers = [engine.step("a"), engine.step("b")];
    await Promise.resolve();
    expect(started).toEqual([]);
    allow();
    expect(await Promise.all(answers)).toEqual([{ run: "a" }, { run: "b" }]);
    await expect(engine.step("none")).rejects.toThrow("no such run");
    expect(started).toEqual(["thread"]);
  });

  it("is not started by nobody's call", async () => {
    let started = 0;
    lateEngine(Promise.resolve(), () => {
      started++;
      return {} as EngineApi;
    });
    await Promise.resolve();
    expect(started).toBe(0);
  });
});
