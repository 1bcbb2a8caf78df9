import { describe, expect, it } from "vitest";
import { startsFolded } from "../../src/panels/cell-fold";

const cell = (source: string, text = "") => ({ source, options: { text, controls: {} } });

describe("the code of a cell", () => {
  it("starts folded where it would give an answer away", () => {
    expect(startsFolded(cell('question({ ask: "?" })'))).toBe(true);
    expect(startsFolded(cell('// To check\n\nquestion({ ask: "?" })'))).toBe(true);
  });
  it("starts folded where the tags of Jupyter Book ask for it", () => expect(startsFolded(cell("1", ":tags: [hide-input]"))).toBe(true));
  it("is seen otherwise", () => {
    expect(startsFolded(cell("const question = 1;"))).toBe(false);
    expect(startsFolded(cell("1", ":tags: [slow]"))).toBe(false);
  });
});
