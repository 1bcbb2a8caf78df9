import { describe, expect, it } from "vitest";
import type { CellNews } from "../../src/notebook/cell-host";
import { outputBudget } from "../../src/notebook/output-budget";

const shows = (cell: string, index: number, length: number): CellNews => ({
  cell,
  serial: 1,
  kind: "output",
  index,
  output: { kind: "text", text: "x".repeat(length), tone: "value" },
});
const kindOf = (news: CellNews) => (news.kind === "output" ? news.output.kind : news.kind);

describe("what the outputs of a notebook hold together", () => {
  it("is bounded over all cells; words stand in the place of what is too much", () => {
    const within = outputBudget(2000);
    expect(["a", "b", "c"].map((cell) => kindOf(within(shows(cell, 0, 400))))).toEqual(["text", "text", "error"]);
  });

  it("is given back by an output that replaces another, and by a cell that begins anew", () => {
    const within = outputBudget(2000);
    for (let i = 0; i < 20; i++) expect(kindOf(within(shows("a", 0, 700)))).toBe("text");
    expect(kindOf(within(shows("a", 1, 700)))).toBe("error");
    expect(kindOf(within({ cell: "a", serial: 2, kind: "began" }))).toBe("began");
    expect(kindOf(within(shows("a", 0, 700)))).toBe("text");
    for (let i = 0; i < 20; i++) {
      within({ cell: "b", serial: 2, kind: "began" });
      expect(kindOf(within(shows("b", 0, 100)))).toBe("text");
    }
  });

  it("lets everything else pass", () => {
    const ended: CellNews = { cell: "a", serial: 1, kind: "ended", failed: false, milliseconds: 3 };
    expect(outputBudget()(ended)).toBe(ended);
  });
});
