import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arranged, closed, columnWidths, moved, reopened, resized, stepsOf, type Arrangement, type Target } from "../../src/state/arrangement";

const usual = { left: ["a", "b", "c"], right: ["d", "e"] };
const asItComes = arranged(usual);
const to = (side: Target["side"], panel: string | null, where: Target["where"]): Target => ({ side, panel, where });

describe("an arrangement of panels", () => {
  it("comes with each panel in a place of its own, in the order of the definitions", () =>
    expect(asItComes.columns).toEqual({ left: [["a"], ["b"], ["c"]], right: [["d"], ["e"]] }));

  it("takes a panel above, below, or into the place of another", () => {
    expect(moved(asItComes, "a", to("left", "c", "after")).columns.left).toEqual([["b"], ["c"], ["a"]]);
    expect(moved(asItComes, "a", to("right", "e", "before")).columns).toEqual({ left: [["b"], ["c"]], right: [["d"], ["a"], ["e"]] });
    expect(moved(asItComes, "a", to("right", "d", "with")).columns.right).toEqual([["d", "a"], ["e"]]);
    expect(moved(asItComes, "a", to("right", null, "after")).columns.right).toEqual([["d"], ["e"], ["a"]]);
  });

  it("is what it was when a panel is put beside itself", () => expect(moved(asItComes, "a", to("left", "a", "after"))).toBe(asItComes));

  it("has a closed panel back in its usual place", () => {
    const without = closed(asItComes, "b");
    expect(without.columns.left).toEqual([["a"], ["c"]]);
    expect(without.closed).toEqual(["b"]);
    expect(reopened(without, "b", usual)).toEqual(asItComes);
  });

  it("drops panels that are no longer there, and finds a place for new ones", () => {
    const kept: Arrangement = { columns: { left: [["gone"], ["c", "vanished"]], right: [["a"]] }, closed: ["d", "gone"], widths: {} };
    expect(arranged(usual, kept)).toEqual({ columns: { left: [["b"], ["c"]], right: [["e"], ["a"]] }, closed: ["d"], widths: {} });
  });

  it("holds every panel once, whatever is done to it", () => {
    const ids = [...usual.left, ...usual.right];
    const id = fc.constantFrom(...ids);
    const target = fc.record({
      side: fc.constantFrom("left" as const, "right" as const),
      panel: fc.option(id),
      where: fc.constantFrom("before" as const, "after" as const, "with" as const),
    });
    const deed = fc.oneof(
      fc.tuple(id, target).map(
        ([one, there]) =>
          (from: Arrangement) =>
            moved(from, one, there),
      ),
      id.map((one) => (from: Arrangement) => closed(from, one)),
      id.map((one) => (from: Arrangement) => reopened(from, one, usual)),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        const { columns, closed: away } = deeds.reduce((from, change) => change(from), asItComes);
        expect([...columns.left.flat(), ...columns.right.flat(), ...away].sort()).toEqual(ids);
        expect([...columns.left, ...columns.right].every((stack) => stack.length > 0)).toBe(true);
      }),
    );
  });

  it("keeps columns between their least and their greatest width", () => {
    expect(resized(asItComes, "left", 10).widths.left).toBe(columnWidths.least);
    expect(resized(asItComes, "left", 9999).widths.left).toBe(columnWidths.most);
    expect(resized(resized(asItComes, "left", 300), "left", null).widths).toEqual({});
  });
});

describe("steps without a pointer", () => {
  it("offers what changes something", () => {
    expect(Object.keys(stepsOf(asItComes, "a"))).toEqual(["down", "across"]);
    expect(Object.keys(stepsOf(asItComes, "c"))).toEqual(["up", "across", "tab"]);
    expect(stepsOf(closed(asItComes, "a"), "a")).toEqual({});
  });

  it("goes down and up again", () => {
    const down = moved(asItComes, "a", stepsOf(asItComes, "a").down!);
    expect(down.columns.left).toEqual([["b"], ["a"], ["c"]]);
    expect(moved(down, "a", stepsOf(down, "a").up!)).toEqual(asItComes);
  });

  it("shares a place, and leaves it again", () => {
    const shared = moved(asItComes, "b", stepsOf(asItComes, "b").tab!);
    expect(shared.columns.left).toEqual([["a", "b"], ["c"]]);
    expect(moved(shared, "b", stepsOf(shared, "b").apart!)).toEqual(asItComes);
  });
});
