import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { createDexieNotebooks } from "../../src/library/dexie-notebooks";
import type { KeptNotebook } from "../../src/notebook/notebook-store";

const notebook = (id: string, changed: number): KeptNotebook => ({
  id,
  title: id,
  text: "# T\n",
  origin: "own",
  trusted: true,
  allowed: [],
  mode: "auto",
  changed,
});

describe("notebooks in IndexedDB", () => {
  it("are kept over a reload, newest first, and go when they are taken away", async () => {
    const ground = { indexedDB: new IDBFactory(), IDBKeyRange };
    const store = createDexieNotebooks(ground);
    await store.put(notebook("a", 1));
    await store.put(notebook("b", 3));
    await store.put({ ...notebook("a", 2), title: "newer" });
    const again = createDexieNotebooks(ground);
    expect((await again.list()).map(({ id, title }) => [id, title])).toEqual([
      ["b", "b"],
      ["a", "newer"],
    ]);
    expect(await again.get("a")).toEqual({ ...notebook("a", 2), title: "newer" });
    await again.remove("a");
    expect(await again.get("a")).toBeNull();
  });
});
