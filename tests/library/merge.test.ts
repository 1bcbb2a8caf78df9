import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changed, mergeRecords } from "../../src/library/merge";
import type { RecordChange } from "../../src/library/record";
import { runRecord } from "../support/library";

const base = runRecord({ id: "one" }, 1);
const change = fc.oneof<fc.Arbitrary<RecordChange>[]>(
  fc.record({ notes: fc.string() }),
  fc.record({ tags: fc.array(fc.string(), { maxLength: 2 }) }),
  fc.record({ starred: fc.boolean() }),
  fc.record({ deleted: fc.option(fc.nat()) }),
  fc.record({ step: fc.nat() }),
);
/** Changes of two places, each at a time of its own. */
const histories = fc.uniqueArray(fc.record({ at: fc.integer({ min: 2, max: 1e6 }), change, here: fc.boolean() }), {
  selector: ({ at }) => at,
  maxLength: 12,
});

describe("merging two versions of a record", () => {
  it("comes to what one place would have that saw all changes in order", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const inOrder = [...history].sort((a, b) => a.at - b.at);
        const after = (changes: typeof inOrder) =>
          changes.reduce((record, { change: what, at }) => changed(record, what, at), base as ReturnType<typeof changed>);
        const here = after(inOrder.filter(({ here: own }) => own));
        const there = after(inOrder.filter(({ here: own }) => !own));
        const all = after(inOrder);
        expect(mergeRecords(here, there).record).toEqual(all);
        expect(mergeRecords(there, here).record).toEqual(all);
      }),
    );
  });

  it("takes nothing the second time", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const there = history.reduce((record, { change: what, at }) => changed(record, what, at), base as ReturnType<typeof changed>);
        const once = mergeRecords(base, there).record;
        expect(mergeRecords(once, there)).toMatchObject({ took: false, tookWork: false, record: once });
      }),
    );
  });
});
