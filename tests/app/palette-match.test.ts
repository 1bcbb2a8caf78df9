import { describe, expect, it } from "vitest";
import { fit } from "../../src/app/palette-match";

const order = (sought: string, titles: readonly string[]) =>
  titles.filter((title) => fit(sought, title, []) > 0).toSorted((a, b) => fit(sought, b, []) - fit(sought, a, []));

describe("what was typed into the palette", () => {
  it("finds what is called so before what only holds the letters", () =>
    expect(order("field", ["Show the next field", "Afield", "Field", "Field of vision", "Turn smoothing on"])).toEqual([
      "Field",
      "Field of vision",
      "Show the next field",
      "Afield",
    ]));

  it("needs every word, in any order", () => {
    expect(fit("theme switch", "Switch the theme", [])).toBeGreaterThan(0);
    expect(fit("theme room", "Switch the theme", [])).toBe(0);
  });

  it("looks beside the title, too, and thinks less of that", () => {
    expect(fit("brussels", "Brusselator", ["named after Brussels"])).toBeGreaterThan(0);
    expect(fit("autocatalytic", "Brusselator", ["An autocatalytic reaction"])).toBeLessThan(fit("ator", "Brusselator", []));
  });

  it("takes a hyphen for a dash, and letters without accents for those with them", () => {
    expect(fit("gray-scott", "Gray–Scott", [])).toBe(1);
    expect(fit("turing", "Türing", [])).toBe(1);
  });

  it("fits everything where nothing was typed", () => expect(fit(" ", "Run", [])).toBeGreaterThan(0));
});
