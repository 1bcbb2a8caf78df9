import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findInCells } from "../../src/panels/notebook-find";

const cells = [
  { id: "a", source: "const rate = 0.04; // Rate" },
  { id: "b", source: "no match" },
  { id: "c", source: "rate" },
];

describe("finding in a notebook", () => {
  it("gives every place in the order of the text, capital or small", () =>
    expect(findInCells(cells, "RATE")).toEqual([
      { cell: "a", offset: 6 },
      { cell: "a", offset: 22 },
      { cell: "c", offset: 0 },
    ]));

  it("finds nothing where nothing is sought", () => expect(findInCells(cells, "")).toEqual([]));

  it("finds as many places as cutting the text there makes cuts", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b") }),
        fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 }),
        (source, text) => {
          expect(findInCells([{ id: "x", source }], text)).toHaveLength(source.split(text).length - 1);
        },
      ),
    ));
});
