import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { createEngineHost } from "../../src/engine/host";
import { WorkbenchError } from "../../src/core/errors";
import { hashField } from "../../src/core/spec/hash";
import type { Library } from "../../src/library/library";
import type { LibraryRecord, RunPayload } from "../../src/library/record";
import { wholeSpec } from "../../src/state/exported-spec";
import { recallLastRun } from "../../src/state/library-last";
import type { Services } from "../../src/state/services";
import { libraryInMemory } from "../support/library";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

const spec = { version: 1, model: "gray-scott", grid: { shape: [16, 12] as [number, number] }, seed: 5 } as const;

/** A workbench as a page has it: a second one with the same database and storage is the next visit. */
async function page(given: Partial<Services> & Pick<Services, "library">, tab = memoryStorage()) {
  const workbench = fakeWorkbench({ engine: createEngineHost(), storage: memoryStorage(), ...given });
  const get = workbench.store.getState;
  await get().keepRuns(tab);
  const hash = async () => hashField((await workbench.services.engine.frame(get().run.id!)).fields["v"]!);
  return { ...workbench, get, hash, tab };
}

async function stepped(steps: number, library: Library, given: Partial<Services> = {}) {
  const visit = await page({ library, ...given });
  await visit.get().open(spec, { run: false });
  for (let i = 0; i < steps; i++) await visit.get().stepOnce();
  return visit;
}

const only = async (library: Library) => {
  const records = await library.list();
  expect(records).toHaveLength(1);
  return records[0] as LibraryRecord<RunPayload>;
};

describe("keeping runs", () => {
  it("writes a run that was stepped by itself, with picture and whole state", async () => {
    const library = libraryInMemory();
    await stepped(3, library);
    await expect.poll(async () => (await library.list()).map(({ payload }) => (payload as RunPayload).stateStep), { timeout: 5000 }).toEqual([3]);
    const record = await only(library);
    expect(record).toMatchObject({
      kind: "run",
      title: "Gray–Scott",
      spec: { seed: 5 },
      payload: { stateStep: 3, stateBytes: 2 * 16 * 12 * 4, backend: "wasm" },
    });
    expect((await library.attachmentNames(record.id)).sort()).toContain("state");
    expect(await library.attachment(record.id, "thumbnail")).toMatchObject({ width: 12, height: 16 });
  });

  it("keeps nothing of a run that was only opened", async () => {
    const library = libraryInMemory();
    const visit = await page({ library });
    await visit.get().open(spec, { run: false });
    expect(await visit.get().keepNow()).toBe(true);
    expect(await library.list()).toEqual([]);
  });

  it("goes on in one record, and gives another run one of its own", async () => {
    const library = libraryInMemory();
    const visit = await stepped(2, library);
    await visit.get().keepNow();
    await visit.get().stepOnce();
    await visit.get().keepNow();
    expect((await only(library)).step).toBe(3);
    await visit.get().open({ ...spec, seed: 6 }, { run: false });
    await visit.get().stepOnce();
    await visit.get().keepNow();
    expect((await library.list()).map(({ step, spec: { seed } }) => [seed, step]).sort()).toEqual([
      [5, 3],
      [6, 1],
    ]);
  });

  it("brings the names of steps back with the run", async () => {
    const library = libraryInMemory();
    const storage = memoryStorage();
    const visit = await stepped(2, library, { storage });
    visit.get().addBookmark("two");
    await visit.get().stepOnce();
    await visit.get().keepNow();
    const { id } = await only(library);
    library.release(id);
    const next = await page({ library, storage });
    expect(await next.get().openRecord(id)).toBe(true);
    expect(next.get().timeline.bookmarks).toEqual([{ step: 2, name: "two" }]);
    await next.get().goToStep(2);
    expect(next.get().run.step).toBe(2);
  });

  it("leaves what a person wrote about the run alone", async () => {
    const library = libraryInMemory();
    const visit = await stepped(2, library);
    await visit.get().keepNow();
    const { id } = await only(library);
    await library.patch(id, { title: "Mine", notes: "look at this", starred: true });
    await visit.get().stepOnce();
    await visit.get().keepNow();
    expect(await library.get(id)).toMatchObject({ title: "Mine", notes: "look at this", starred: true, step: 3 });
  });

  it("takes the next visit to the very step and goes on to the same bits as a run that never stopped", async () => {
    const [indexedDB, storage] = [new IDBFactory(), memoryStorage()];
    const library = libraryInMemory({ indexedDB });
    const before = await stepped(7, library, { storage });
    await before.get().keepNow();
    const next = await page({ library: libraryInMemory({ indexedDB }), storage });
    await next.get().open(spec, { run: false });
    await next.get().resumeLast();
    expect(next.get().run).toMatchObject({ step: 7, status: "paused" });
    expect(next.get().library.resumed).toMatchObject({ step: 7, again: 0, secondsBefore: 0 });
    expect(await next.hash()).toBe(await before.hash());
    for (let i = 0; i < 5; i++) await next.get().stepOnce();
    const straight = await stepped(12, libraryInMemory());
    expect(await next.hash()).toBe(await straight.hash());
    await next.get().keepNow();
    expect((await only(library)).step).toBe(12);
  });

  it("does again what was done in flight after the state that is kept, to the same bits", async () => {
    const [library, storage] = [libraryInMemory(), memoryStorage()];
    const before = await stepped(3, library, { storage });
    await before.get().setParameter("F", 0.05);
    await before.get().keepNow();
    await before.get().stepOnce();
    await before.get().setParameter("F", 0.02);
    await before.get().stepOnce();
    // The page is killed when its record is written, but not yet the state.
    const { run } = before.get();
    const { id, payload } = await only(library);
    await library.patch(id, { spec: wholeSpec(before.get())!, specHash: run.specHash, step: run.step, payload });
    const next = await page({ library, storage });
    await next.get().open(spec, { run: false });
    await next.get().resumeLast();
    expect(next.get().library.resumed).toMatchObject({ step: 5, again: 2 });
    expect(next.get().run.specHash).toBe(run.specHash);
    expect(await next.hash()).toBe(await before.hash());
  });

  it("keeps the state anew when something is done to a run that stands still", async () => {
    const [library, storage] = [libraryInMemory(), memoryStorage()];
    const before = await stepped(3, library, { storage });
    await before.get().keepNow();
    await before.get().setParameter("F", 0.05);
    await before.get().keepNow();
    const next = await page({ library, storage });
    await next.get().open(spec, { run: false });
    await next.get().resumeLast();
    expect(next.get().library.resumed).toMatchObject({ step: 3, again: 0 });
    await before.get().stepOnce();
    await next.get().stepOnce();
    expect(await next.hash()).toBe(await before.hash());
  });

  it("computes again what no state was kept of, and says so", async () => {
    const [library, storage] = [libraryInMemory(), memoryStorage()];
    const before = await stepped(9, library, { storage });
    await before.get().keepNow();
    await library.detach((await only(library)).id, "state");
    const next = await page({ library, storage });
    await next.get().open({ ...spec, seed: 99 }, { run: false });
    await next.get().resumeLast();
    expect(next.get().run.step).toBe(9);
    expect(next.get().spec!.seed).toBe(5);
    expect(next.get().library).toMatchObject({ resumed: { step: 9, again: 9 }, resuming: null });
    expect(await next.hash()).toBe(await before.hash());
  });

  it("notes at once how far a page had come that closes before it is written, and goes there", async () => {
    const [library, storage] = [libraryInMemory(), memoryStorage()];
    const before = await stepped(4, library, { storage });
    await before.get().keepNow();
    await before.get().stepOnce();
    await before.get().stepOnce();
    before.get().noteBeforeClosing();
    expect(recallLastRun(storage)).toMatchObject({ step: 6 });
    const next = await page({ library, storage });
    await next.get().open(spec, { run: false });
    await next.get().resumeLast();
    expect(next.get().run.step).toBe(6);
    expect(await next.hash()).toBe(await before.hash());
  });

  it("says that the library was cleared, and waits at the start so that nothing hides it", async () => {
    const storage = memoryStorage();
    const before = await stepped(4, libraryInMemory(), { storage });
    await before.get().keepNow();
    const next = await page({ library: libraryInMemory(), storage });
    await next.get().open(spec, { run: false });
    await next.get().resumeLast();
    expect(next.get().library).toMatchObject({ resumed: null, clearedSince: expect.any(Number) });
    expect(next.get().run).toMatchObject({ status: "paused", step: 0 });
  });

  it("starts as ever where a person has deleted the last run, for good or not", async () => {
    const [library, storage] = [libraryInMemory(), memoryStorage()];
    const before = await stepped(4, library, { storage });
    await before.get().keepNow();
    const { id } = await only(library);
    for (const gone of [() => library.remove([id]), () => before.get().purgeRecords([id])]) {
      await gone();
      const next = await page({ library, storage });
      await next.get().open(spec, { run: false });
      await next.get().resumeLast();
      await expect.poll(() => next.get().run.step).toBeGreaterThan(0);
      await next.get().pause();
      expect(next.get().library).toMatchObject({ resumed: null, clearedSince: null });
    }
  });

  it("waits at the start while another tab has the run of the last visit", async () => {
    const [library, storage] = [libraryInMemory(), memoryStorage()];
    const one = await stepped(3, library, { storage });
    await one.get().keepNow();
    const next = await page({ library: { ...library, claim: async () => false }, storage });
    await next.get().open(spec, { run: false });
    await next.get().resumeLast();
    expect(next.get().library).toMatchObject({ elsewhere: true, resumed: null });
    expect(next.get().run).toMatchObject({ status: "paused", step: 0 });
  });

  it("opens a copy of a run that another tab has", async () => {
    const library = libraryInMemory();
    const one = await stepped(3, library);
    await one.get().keepNow();
    const { id } = await only(library);
    const taken: Library = { ...library, claim: async (wanted) => wanted !== id };
    const other = await page({ library: taken });
    expect(await other.get().openRecord(id)).toBe(true);
    expect(other.get().library.resumed).toMatchObject({ step: 3, copied: true });
    await other.get().stepOnce();
    await other.get().keepNow();
    expect((await library.get(id))!.step).toBe(3);
    expect((await library.list()).map(({ title, step }) => [title, step])).toContainEqual(["Gray–Scott (copy)", 4]);
  });

  it("keeps the rest where there is no room for the state, tells it in the header's word, and loses nothing", async () => {
    const library = libraryInMemory();
    const full = new WorkbenchError("storage/full", [], "This browser has no room left.");
    let room: "none" | "little" | "enough" = "none";
    const refuse = (attachments: object = {}) => room === "none" || (room === "little" && "state" in attachments);
    const tight: Library = {
      ...library,
      put: async (record, attachments) => (refuse(attachments) ? Promise.reject(full) : library.put(record, attachments)),
      patch: async (id, change, attachments) => (refuse(attachments) ? Promise.reject(full) : library.patch(id, change, attachments)),
    };
    const visit = await stepped(3, tight);
    expect(await visit.get().keepNow()).toBe(false);
    expect(visit.get().library.problem).toMatchObject({ code: "storage/full" });
    await expect.poll(() => visit.get().saved).toBe("This browser has no room left.");
    expect(await library.list()).toEqual([]);

    const rescued = libraryInMemory();
    await rescued.restoreBackup(await visit.get().unsavedFile());
    expect(await only(rescued)).toMatchObject({ step: 3, payload: { stateStep: 3 } });

    room = "little";
    await visit.get().stepOnce();
    expect(await visit.get().keepNow()).toBe(false);
    expect(await only(library)).toMatchObject({ step: 4, payload: { stateStep: null } });

    room = "enough";
    await visit.get().stepOnce();
    expect(await visit.get().keepNow()).toBe(true);
    expect(await only(library)).toMatchObject({ step: 5, payload: { stateStep: 5 } });
    expect(visit.get().library.problem).toBeNull();
    await expect.poll(() => visit.get().saved).toBe("saved");
  });
});
