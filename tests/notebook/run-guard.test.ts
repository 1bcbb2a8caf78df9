import { describe, expect, it } from "vitest";
import { createRunGuard } from "../../src/notebook/run-guard";
import { memoryStorage } from "../support/workbench";

/** Locks as the browser has them, of one page; another may hold the same. */
function locks(heldElsewhere: boolean): LockManager {
  return {
    request: async (_name: string, _options: unknown, work: (lock: unknown) => unknown) => work({}),
    query: async () => ({ held: heldElsewhere ? [{ name: "mfn.notebook.running" }] : [] }),
  } as unknown as LockManager;
}

describe("a page that dies while a notebook runs", () => {
  it("leaves a mark for the next page", async () => {
    const storage = memoryStorage();
    createRunGuard(storage, locks(false)).began("a");
    const next = createRunGuard(storage, locks(false));
    expect([next.left("a"), next.left("b"), await next.reallyLeft("a")]).toEqual([true, false, true]);
    next.forgive("a");
    expect(next.left("a")).toBe(false);
  });

  it("leaves none when it closes in good order, or when the cells have ended", () => {
    const storage = memoryStorage();
    const guard = createRunGuard(storage, null);
    guard.began("a");
    expect(guard.left("a")).toBe(false);
    guard.ended();
    expect(createRunGuard(storage, null).left("a")).toBe(false);
  });

  it("is not mistaken for another tab in which it runs", async () => {
    const storage = memoryStorage();
    createRunGuard(storage, locks(false)).began("a");
    expect(await createRunGuard(storage, locks(true)).reallyLeft("a")).toBe(false);
  });

  it("does no harm where nothing can be stored", () => {
    const refuses = () => {
      throw new Error("no");
    };
    const guard = createRunGuard({ getItem: refuses, setItem: refuses }, null);
    guard.began("a");
    guard.ended();
    expect(guard.left("a")).toBe(false);
  });
});
