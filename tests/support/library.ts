import "fake-indexeddb/auto"; // live queries look for it among the globals
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { complete } from "../../src/core/spec/complete";
import { hashSpec } from "../../src/core/spec/hash";
import { createDexieLibrary, type LibraryGround } from "../../src/library/dexie-library";
import type { Library } from "../../src/library/library";
import { newRecord, type LibraryRecord, type RunPayload } from "../../src/library/record";

const names = new WeakMap<object, string>();
let factories = 0;

/** A library on a database in memory; given the same `indexedDB`, a second one is a second tab on it. */
export function libraryInMemory({ indexedDB = new IDBFactory(), ...ground }: LibraryGround = {}): Library {
  // What live queries found is remembered by the name of the database alone.
  if (!names.has(indexedDB)) names.set(indexedDB, `library ${++factories}`);
  return createDexieLibrary({ name: names.get(indexedDB)!, indexedDB, IDBKeyRange, storage: null, locks: null, ...ground });
}

/** A run of Gray–Scott as a record. */
export function runRecord(facts: Partial<LibraryRecord<RunPayload>> = {}, now = 1000): LibraryRecord<RunPayload> {
  const { spec } = complete({ version: 1, model: "gray-scott", grid: { shape: [8, 8] } });
  return newRecord<RunPayload>(
    {
      kind: "run",
      spec,
      specHash: hashSpec(spec),
      codeVersion: "0.1.0",
      title: "Gray–Scott",
      payload: { preset: null, field: "v", slice: 0, backend: "plain", exact: true, stateStep: null, stateBytes: 0 },
      ...facts,
    },
    now,
  );
}
