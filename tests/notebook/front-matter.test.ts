import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { notebooks } from "../../notebooks/index";
import { ownFront, readFront } from "../../src/notebook/front-matter";
import { jupytextFront } from "../../src/notebook/jupytext-front";
import { parseNotebook } from "../../src/notebook/parse";

/** What jupytext (PyPI) finds in each notebook, after a round trip that changed none of it (tests/oracle/notebook_formats.py). */
const { shipped } = JSON.parse(readFileSync("tests/golden/notebook-formats.json", "utf8")) as {
  shipped: Record<string, { kernelspec: object; mfn: Record<string, string>; cells: string }>;
};

describe("the lines at the top of a notebook", () => {
  it("are read as what they say", () => {
    expect(readFront("---\na: 1\nb:\n  c: x\n---")).toEqual({ a: 1, b: { c: "x" } });
    expect([readFront(""), readFront("---\n- a\n---"), ownFront("---\nmfn:\n  id: x\n  count: 3\n---")]).toEqual([{}, {}, { id: "x" }]);
  });

  it("of a new one are those by which Jupytext and Deno's kernel know it", () =>
    expect(readFront(jupytextFront)).toEqual({
      jupytext: { text_representation: { extension: ".md", format_name: "myst", format_version: 0.13 } },
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
    }));
});

describe.each([...notebooks])("the notebook $id", ({ id, title, summary, text }) => {
  const { front, cells } = parseNotebook(text);

  it("says at its top what it is, how it is kept and what runs it", () => {
    expect(readFront(front)).toEqual({
      jupytext: { notebook_metadata_filter: "mfn", text_representation: { extension: ".md", format_name: "myst", format_version: 0.13 } },
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      mfn: { id, summary, able: expect.any(String) as string },
    });
    expect([title, summary].every((words) => words !== "")).toBe(true);
  });

  it("promises there what it promises to its readers", () => {
    const prose = cells[0]!.source.replace(/[*_]/g, "").replace(/\s+/g, " ");
    expect(prose).toMatch(new RegExp(`you will be able to ${ownFront(front)["able"]!.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "i"));
  });

  it("is to jupytext what it is to us (after an edit run tests/oracle/notebook_formats.py)", () => {
    const { kernelspec, mfn } = readFront(front);
    expect({ kernelspec, mfn }).toEqual({ kernelspec: shipped[id]!.kernelspec, mfn: shipped[id]!.mfn });
    const known = JSON.stringify(cells.map(({ kind, source }) => [kind, source]));
    expect(createHash("sha256").update(known).digest("hex")).toBe(shipped[id]!.cells);
  });
});
