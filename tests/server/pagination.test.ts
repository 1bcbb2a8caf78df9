import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursorOf, paged, placeOf } from "../../server/pagination";

describe("pages", () => {
  it("show every item once, in order, whatever their size", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (items, limit) => {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = paged(items, (item) => item, { limit, after });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          after = page.next ?? undefined;
        } while (after !== undefined);
        expect(seen).toEqual(items);
      }),
    ));

  it("carry their place through a cursor, and know what is none", () => {
    fc.assert(fc.property(fc.string(), (place) => void expect(placeOf(cursorOf(place))).toBe(Buffer.from(place).toString())));
    for (const text of ["%%%", "a", "ä"]) expect(() => placeOf(text)).toThrow(/no cursor/);
    expect(() => paged(["a"], (item) => item, { limit: 1, after: cursorOf("b") })).toThrow(/another list/);
  });
});
