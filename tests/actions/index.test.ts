import { describe, expect, it } from "vitest";
import { actions } from "../../src/actions/index";
import { rooms } from "../../src/panels/define";

const all = [...actions];
const keyed = all.filter(({ keys }) => keys !== undefined);

describe("actions", () => {
  it("are called by titles that differ", () => expect(new Set(all.map(({ title }) => title)).size).toBe(all.length));

  it.each(rooms.map(({ id }) => id))("have keys of their own in %s", (room) => {
    const here = keyed.filter((action) => action.room === undefined || action.room === room).map(({ keys }) => keys);
    expect(here.filter((keys, i) => here.indexOf(keys) !== i)).toEqual([]);
  });

  it("have no key that begins another's sequence, which would never be reached", () => {
    const single = new Set(keyed.map(({ keys }) => keys).filter((keys) => !keys!.includes(" ")));
    const begins = keyed.flatMap(({ keys }) => (keys!.includes(" ") ? [keys!.split(" ")[0]!] : []));
    expect(begins.filter((key) => single.has(key))).toEqual([]);
  });

  it("lead to every room", () => expect(rooms.every(({ id }) => actions.has(`go-to-${id}`))).toBe(true));
});
