import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import { libraryInMemory, runRecord } from "../support/library";
import { fakeWorkbench } from "../support/workbench";

async function room(records = [runRecord({ id: "a", title: "A" }), runRecord({ id: "b", title: "B" })]) {
  const library = libraryInMemory();
  for (const record of records) await library.put(record);
  const { store } = fakeWorkbench({ library });
  const end = store.getState().watchRuns();
  await expect.poll(() => store.getState().runs.status).toBe("ready");
  return { library, get: store.getState, end };
}

describe("the Runs room", () => {
  it("follows the library until it is left, whoever writes to it", async () => {
    const { library, get, end } = await room();
    const before = get().runs.records.find(({ id }) => id === "b");
    await library.patch("a", { notes: "from another tab" });
    await expect.poll(() => get().runs.records.find(({ id }) => id === "a")?.notes).toBe("from another tab");
    // What did not change is the same object, so that it is not drawn anew.
    expect(get().runs.records.find(({ id }) => id === "b")).toBe(before);
    end();
  });

  it("deletes with a way back: the notice's, and the one that takes back anything", async () => {
    const { library, get, end } = await room();
    get().pickRecords(["a", "b"]);
    await get().deleteRecords(["a"]);
    expect(get().runs).toMatchObject({ deleted: ["a"], picked: ["b"] });
    expect((await library.get("a"))!.deleted).not.toBeNull();
    expect(get().undoable).toBe("Delete");
    await get().undo();
    expect((await library.get("a"))!.deleted).toBeNull();
    await get().redo();
    expect((await library.get("a"))!.deleted).not.toBeNull();
    await get().bringBackRecords(["a"]);
    expect((await library.get("a"))!.deleted).toBeNull();
    expect(get().runs.deleted).toEqual([]);
    end();
  });

  it("duplicates, and chooses the copy", async () => {
    const { library, get, end } = await room();
    await get().duplicateRecord("a");
    const { chosen } = get().runs;
    expect(await library.get(chosen!)).toMatchObject({ title: "A (copy)" });
    end();
  });

  it("says what a backup brought, and tells a damaged one in words", async () => {
    const { get, end } = await room();
    const file = await get().backUp();
    await get().restoreFile(file!);
    expect(get().runs.restored).toEqual({ added: 0, merged: 0, unchanged: 2 });
    await get().restoreFile(new Blob(["nothing"]));
    expect(get().runs).toMatchObject({ restored: null, task: null, problem: { code: "data/unreadable" } });
    get().dismissRunsNotice();
    expect(get().runs.problem).toBeNull();
    end();
  });

  it("tells that the browser keeps nothing", async () => {
    const refusal = new WorkbenchError("storage/unavailable", [], "This browser keeps nothing.");
    const library = { ...libraryInMemory(), watch: (_: unknown, failed?: (error: unknown) => void) => (failed?.(refusal), () => undefined) };
    const { store } = fakeWorkbench({ library });
    store.getState().watchRuns();
    expect(store.getState().runs).toMatchObject({ status: "failed", problem: { code: "storage/unavailable" } });
  });

  it("knows by the last run that the library was cleared", async () => {
    const storage = { kept: { "mfn.last-run": JSON.stringify({ record: "x", step: 3, kept: 1234, seen: 1234 }) } as Record<string, string> };
    const { store } = fakeWorkbench({
      library: libraryInMemory(),
      storage: { getItem: (key) => storage.kept[key] ?? null, setItem: (key, value) => void (storage.kept[key] = value) },
    });
    store.getState().watchRuns();
    await expect.poll(() => store.getState().runs.status).toBe("ready");
    expect(store.getState().runs.clearedSince).toBe(1234);
  });
});

describe("comparing runs", () => {
  it("takes two runs or more, in the order they were picked, with what stands beside them", async () => {
    const { library, get, end } = await room();
    await library.patch("b", {}, { state: { step: 2, time: 2, fields: {} } });
    await get().compareRuns(["b", "a"]);
    expect(get().comparedRuns).toMatchObject({ ids: ["b", "a"], status: "ready" });
    expect(get().comparedRun("b")?.state).toMatchObject({ step: 2 });
    expect(get().comparedRun("a")?.state).toBeNull();
    await get().compareRuns(["a"]);
    expect(get().comparedRuns.ids).toEqual([]);
    end();
  });
});
