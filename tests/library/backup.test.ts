import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { libraryInMemory, runRecord } from "../support/library";

const state = {
  step: 3,
  fields: { u: Float32Array.of(0.1, 1e-40, NaN, -0) },
  extra: { growth: [1, Infinity, NaN], seeds: Uint16Array.of(7, 65535) },
};

async function backedUp() {
  const library = libraryInMemory();
  const [run, other] = [runRecord({ title: "one" }), runRecord({ title: "two", starred: true })];
  await library.put(run, { state, series: { steps: Float64Array.of(1, 2, 3) } });
  await library.put(other);
  return { library, run, other, file: await library.backup() };
}

describe("a backup", () => {
  it("restores everything into an empty library, to the bit", async () => {
    const { run, other, file } = await backedUp();
    const empty = libraryInMemory();
    expect(await empty.restoreBackup(file)).toEqual({ added: 2, merged: 0, unchanged: 0 });
    expect(await empty.get(run.id)).toEqual(run);
    expect(await empty.get(other.id)).toEqual(other);
    const kept = (await empty.attachment<typeof state>(run.id, "state"))!;
    expect(kept).toEqual(state);
    expect(new Uint8Array(kept.fields.u.buffer)).toEqual(new Uint8Array(state.fields.u.buffer));
    expect(Object.is(kept.fields.u[3], -0)).toBe(true);
  });

  it("changes nothing the second time", async () => {
    const { library, file } = await backedUp();
    const before = await library.list();
    expect(await library.restoreBackup(file)).toEqual({ added: 0, merged: 0, unchanged: 2 });
    expect(await library.list()).toEqual(before);
  });

  it("merges field by field: what was written later stays", async () => {
    const { library, run, file } = await backedUp();
    await library.patch(run.id, { notes: "written after the backup" });
    const later = await library.backup();
    await library.patch(run.id, { tags: ["here"] });
    expect(await library.restoreBackup(file)).toMatchObject({ merged: 0, unchanged: 2 });
    expect(await library.get(run.id)).toMatchObject({ notes: "written after the backup", tags: ["here"] });
    const fresh = libraryInMemory();
    await fresh.restoreBackup(file);
    expect(await fresh.restoreBackup(later)).toMatchObject({ merged: 1, unchanged: 1 });
    expect(await fresh.get(run.id)).toMatchObject({ notes: "written after the backup", tags: [] });
  });

  it("holds the chosen records alone, and those that only memory has", async () => {
    const { library, run } = await backedUp();
    const unsaved = runRecord({ title: "no room for it" });
    const file = await library.backup([run.id], [{ record: unsaved, attachments: { state } }]);
    const empty = libraryInMemory();
    await empty.restoreBackup(file);
    expect((await empty.list()).map(({ title }) => title).sort()).toEqual(["no room for it", "one"]);
    expect(await empty.attachment(unsaved.id, "state")).toEqual(state);
  });

  it("is refused whole when a byte of it is changed or its end is missing", async () => {
    const { file } = await backedUp();
    const whole = new Uint8Array(await file.arrayBuffer());
    // Names, dates and the like of the archive itself carry nothing of the library: a change there is either refused or harmless.
    const restoreOf = async (bytes: Uint8Array<ArrayBuffer>) => {
      const empty = libraryInMemory();
      try {
        await empty.restoreBackup(new Blob([bytes]));
      } catch (error) {
        expect(error).toMatchObject({ code: "data/unreadable" });
        expect(await empty.list()).toEqual([]);
        return null;
      }
      const [kept] = (await empty.list()).filter(({ title }) => title === "one");
      return { records: await empty.list(), state: await empty.attachment(kept!.id, "state") };
    };
    const untouched = await restoreOf(whole);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const hurt = whole.slice();
        hurt[at]! ^= by;
        const restored = await restoreOf(hurt);
        if (restored !== null) expect(restored).toEqual(untouched);
      }),
      { numRuns: 60 },
    );
    for (const share of [0, 0.3, 0.9]) expect(await restoreOf(whole.slice(0, Math.floor(share * whole.length)))).toBeNull();
    await expect(libraryInMemory().restoreBackup(new Blob(["a letter"]))).rejects.toThrow(/nothing was changed: it is no zip archive/);
  });
});
