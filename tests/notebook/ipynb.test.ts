import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createEngineHost } from "../../src/engine/host";
import { notebookAsIpynb, notebookFromIpynb } from "../../src/notebook/ipynb";
import { parseNotebook, printNotebook, type Cell } from "../../src/notebook/parse";
import { plainPaper } from "../../src/notebook/plain-paper";
import { runHeadless } from "../../src/notebook/run-headless";
import { notebookAsHtml } from "../../src/notebook/write-html";
import { cellHostHere, servicesOf } from "../support/cell-host";

/** A notebook with all that can stand in one, and what nbformat and jupytext made of it (tests/oracle/notebook_formats.py). */
const source = readFileSync("tests/fixtures/notebook/everything.md", "utf8");
const exported = readFileSync("tests/fixtures/notebook/everything.ipynb", "utf8");
const golden = JSON.parse(readFileSync("tests/golden/notebook-formats.json", "utf8")) as { valid: boolean; md: string; ipynb: string };

const bare = (cells: readonly Cell[]) => cells.map(({ kind, source: text, options }) => ({ kind, source: text, controls: options.controls }));
const document = parseNotebook(source);
const ran = runHeadless(document.cells, (tell) => cellHostHere(servicesOf(createEngineHost()), tell));

describe("the .ipynb file of a notebook", () => {
  it("is what nbformat found valid: version 4.5, the kernel of Deno", async () => {
    const text = notebookAsIpynb({ front: document.front, cells: await ran }, plainPaper);
    if (process.env["WRITE_FIXTURES"]) (await import("node:fs")).writeFileSync("tests/fixtures/notebook/everything.ipynb", text);
    const file = JSON.parse(text) as { nbformat: number; nbformat_minor: number; metadata: { kernelspec: object }; cells: { outputs?: object[] }[] };
    expect([file.nbformat, file.nbformat_minor, file.metadata.kernelspec]).toEqual([
      4,
      5,
      { name: "deno", display_name: "Deno", language: "typescript" },
    ]);
    expect(file.cells.flatMap(({ outputs = [] }) => outputs).length).toBeGreaterThan(10);
    expect(golden.valid).toBe(true);
    expect(text).toBe(exported);
  });

  it("is read back as the same cells", () => expect(bare(notebookFromIpynb(exported).cells)).toEqual(bare(document.cells)));

  it("is turned by jupytext into a text with the same cells", () => expect(bare(parseNotebook(golden.md).cells)).toEqual(bare(document.cells)));

  it("is made by jupytext of our text with the same cells", () => expect(bare(notebookFromIpynb(golden.ipynb).cells)).toEqual(bare(document.cells)));

  it("of another language becomes text to look at", () => {
    const python = JSON.stringify({
      nbformat: 4,
      metadata: { kernelspec: { language: "python" } },
      cells: [
        { cell_type: "code", source: ["import os\n", "os"], metadata: {} },
        { cell_type: "raw", source: "raw", metadata: {} },
      ],
    });
    expect(bare(notebookFromIpynb(python).cells)).toEqual([
      { kind: "markdown", source: "```python\nimport os\nos\n```", controls: {} },
      { kind: "markdown", source: "```\nraw\n```", controls: {} },
    ]);
  });

  it.each([
    ["{", /is no JSON/],
    ["{}", /At cells: this is no Jupyter notebook|this is no Jupyter notebook/],
    ['{"nbformat": 3, "cells": []}', /nbformat 3; open it in Jupyter and save it there as version 4/],
  ])("is refused in words where it is none: %s", (text, words) => expect(() => notebookFromIpynb(text)).toThrow(words));
});

describe("the page of a notebook", () => {
  it("holds its texts, formulas, code and pictures, and neither script nor address", async () => {
    const html = notebookAsHtml('A <b> & "c"', await ran, plainPaper);
    expect(html).toContain("<title>A &lt;b&gt; &amp; &quot;c&quot;</title>");
    expect(html).toContain("<math");
    expect(html.match(/<svg/g)!.length).toBeGreaterThanOrEqual(2);
    expect(html).toContain("data:image/png;base64,");
    expect(html).not.toMatch(/<script|<iframe|<link|javascript:|onerror=/i);
    expect(html.match(/(?:src|href)="(?!data:|https:\/\/example\.org\/)/g)).toBeNull();
  });

  it("shows the code that ran beside that which is new", () => {
    const cell = {
      id: "a",
      kind: "code",
      source: "6 * 8",
      options: { text: "", controls: {} },
      outputs: [{ kind: "text", text: "42", tone: "value" }],
    } as const;
    const page = (more: object) => notebookAsHtml("t", [{ ...cell, ...more }], plainPaper);
    expect(page({ ran: "6 * 7", status: "stale" })).toMatch(/6 \* 8<.*Not run since it was changed.*6 \* 7<.*42</s);
    expect(page({ ran: "6 * 7", status: "done" })).not.toContain("Not run since");
  });

  it("shows tags of a text as text", () =>
    expect(
      notebookAsHtml(
        "t",
        [{ id: "a", kind: "markdown", source: "<script>alert(1)</script> [x](javascript:alert(1))", options: { text: "", controls: {} } }],
        plainPaper,
      ),
    ).not.toMatch(/<script|href="javascript/));
});

it("prints a read .ipynb file as a text that jupytext knows", () => {
  const text = printNotebook(notebookFromIpynb(golden.ipynb));
  expect(text).toMatch(/^---\njupytext:\n/);
  expect(bare(parseNotebook(text).cells)).toEqual(bare(document.cells));
});
