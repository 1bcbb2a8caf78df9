import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { purgeAfterMs } from "../../src/library/record";
import { libraryInMemory, runRecord } from "../support/library";

const state = { step: 40, time: 40, fields: { u: Float32Array.of(1, 0.1, -0, 1e-42), v: Float64Array.of(Math.PI, Number.MAX_VALUE) } };

describe("the library", () => {
  it("gives back a record and what stands beside it, to the bit", async () => {
    const library = libraryInMemory();
    const record = runRecord();
    await library.put(record, { state });
    expect(await library.get(record.id)).toEqual(record);
    const kept = (await library.attachment<typeof state>(record.id, "state"))!;
    expect(new Uint8Array(kept.fields.u.buffer)).toEqual(new Uint8Array(state.fields.u.buffer));
    expect(kept.fields.v).toEqual(state.fields.v);
    expect(await library.attachmentNames(record.id)).toEqual(["state"]);
    await library.detach(record.id, "state");
    expect(await library.attachment(record.id, "state")).toBeNull();
    expect(await library.get("another")).toBeNull();
  });

  it("writes the fields of a patch alone, and dates those that a person sets", async () => {
    let clock = 1000;
    const library = libraryInMemory({ now: () => clock });
    const record = runRecord();
    await library.put(record);
    clock = 2000;
    expect(await library.patch(record.id, { notes: "spots" })).toBe(true);
    clock = 3000;
    await library.patch(record.id, { step: 12 });
    expect(await library.get(record.id)).toMatchObject({
      notes: "spots",
      step: 12,
      edited: { notes: 2000 },
      changed: 3000,
      worked: 3000,
      created: 1000,
    });
    expect(await library.patch("another", { step: 1 })).toBe(false);
  });

  it("keeps what two tabs write to different fields at once, and of one field what was written last", async () => {
    const indexedDB = new IDBFactory();
    const [one, other] = [libraryInMemory({ indexedDB }), libraryInMemory({ indexedDB })];
    const record = runRecord();
    await one.put(record);
    await Promise.all([
      one.patch(record.id, { notes: "from one" }),
      other.patch(record.id, { tags: ["labyrinth"] }),
      one.patch(record.id, { step: 9 }),
    ]);
    await other.patch(record.id, { notes: "from the other" });
    expect(await one.get(record.id)).toMatchObject({ notes: "from the other", tags: ["labyrinth"], step: 9 });
  });

  it("tells every tab of changes", async () => {
    const library = libraryInMemory();
    const heard: string[][] = [];
    const end = library.watch((records) => heard.push(records.map(({ title }) => title)));
    await expect.poll(() => heard).toEqual([[]]);
    const record = runRecord({ title: "first" });
    await library.put(record);
    await expect.poll(() => heard.at(-1)).toEqual(["first"]);
    await library.patch(record.id, { title: "renamed" });
    await expect.poll(() => heard.at(-1)).toEqual(["renamed"]);
    end();
  });

  it("brings back what was deleted, until it is purged for good with what stood beside it", async () => {
    let clock = 1000;
    const library = libraryInMemory({ now: () => clock });
    const [a, b] = [runRecord(), runRecord()];
    await library.put(a, { state });
    await library.put(b, { state });
    await library.remove([a.id, b.id]);
    expect((await library.get(a.id))!.deleted).toBe(1000);
    await library.restore([a.id]);
    expect((await library.get(a.id))!.deleted).toBeNull();
    clock += purgeAfterMs;
    expect(await library.purgeOld()).toBe(0);
    clock += 1;
    expect(await library.purgeOld()).toBe(1);
    expect((await library.list()).map(({ id }) => id)).toEqual([a.id]);
    expect(await library.attachmentNames(b.id)).toEqual([]);
  });

  it("says in words that there is no room, and keeps what was there", async () => {
    const indexedDB = new IDBFactory();
    const library = libraryInMemory({ indexedDB });
    const record = runRecord();
    await library.put(record);
    // What Chromium does when the quota is reached: the write fails and takes its transaction with it.
    const { IDBObjectStore } = await import("fake-indexeddb");
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("Encountered full disk while opening backing store", "QuotaExceededError");
    };
    try {
      await expect(library.patch(record.id, { step: 5 }, { state })).rejects.toMatchObject({ code: "storage/full" });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect((await library.get(record.id))!.step).toBe(0);
    expect(await library.patch(record.id, { step: 5 }, { state })).toBe(true);
  });

  it("says in words that the browser keeps nothing", async () => {
    const indexedDB = {
      open: () => {
        throw new DOMException("A mutation operation was attempted on a database that did not allow mutations", "InvalidStateError");
      },
    } as unknown as IDBFactory;
    await expect(libraryInMemory({ indexedDB }).list()).rejects.toMatchObject({ code: "storage/unavailable" });
  });
});
