import { describe, expect, it } from "vitest";
import { readOutput } from "../../src/notebook/check-output";
import { markdownHtml } from "../../src/notebook/markdown-html";
import { readOptions, withControls } from "../../src/notebook/cell-options";
import { readFromCells } from "../../src/notebook/check-messages";
import { headings, parseNotebook } from "../../src/notebook/parse";
import { markdownTokens } from "../../src/views/markdown-tokens";

/** Each would take minutes where a pattern tries every way; a hundred thousand characters are read at once. */
const many = 100_000;

describe("texts made to hurt", () => {
  it("are read at once: spaces in a formula, in a heading, at the top", () => {
    const spaces = " ".repeat(many);
    expect(markdownTokens(`$$${spaces}x`)[0]!.type).toBe("paragraph");
    expect(markdownTokens(`$$${"\n".repeat(many)}x`).length).toBeGreaterThan(0);
    expect(headings([{ id: "a", kind: "markdown", source: `# a${spaces}x` }])[0]!.title).toBe(`a${spaces}x`);
    expect(headings([{ id: "a", kind: "markdown", source: `# a ${"#".repeat(many)}` }])[0]!.title).toBe("a");
    expect(parseNotebook(`---\n${"\n".repeat(many)}language: python\n---\n\ntext`).cells.length).toBeGreaterThan(0);
  });

  it("formulas nested deeper than the typesetter can follow are shown as they are written", () => {
    const deep = `$${"{".repeat(2000)}x${"}".repeat(2000)}$`;
    expect(markdownHtml(deep)).toContain("{{{");
    expect(markdownHtml(`$${"{".repeat(20_000)}${"}".repeat(20_000)}$`)).toContain("<code>");
    expect(markdownHtml("$x^2$")).toContain("<math");
  });
});

describe("outputs made to hurt", () => {
  const heat = { kind: "heat", title: "", shape: [1, 3], levels: btoa("abc"), min: 0, max: 1, notFinite: 0, stride: 1 };

  it("pictures whose cells do not fit are none", () => {
    expect(readOutput(heat)).not.toBeNull();
    for (const bad of [{ levels: "A" }, { levels: btoa("ab") }, { max: null }, { shape: [2, 3] }]) expect(readOutput({ ...heat, ...bad })).toBeNull();
  });

  it("files lose what hides their ending or leads out of a folder", () => {
    const read = readOutput({ kind: "file", name: "../invoice\u202efdp.exe", type: "text/csv", content: "", bytes: 0 });
    expect(read).toMatchObject({ name: "..-invoice-fdp.exe" });
  });

  it("titles that are no texts are empty", () => {
    expect(readOutput({ kind: "plot", title: { toString: 1 }, plot: { call: "plot", args: [] } })).toMatchObject({ title: "" });
  });
});

describe("names that every object has", () => {
  const names = ["__proto__", "constructor", "toString"];

  it("as names of controls stay names: nothing else hears of them", () => {
    for (const name of names) {
      const kept = readOptions(withControls({ text: "", controls: {} }, { [name]: 5 }).text);
      expect(Object.getOwnPropertyDescriptor(kept.controls, name)?.value).toBe(5);
      expect(readOptions(`:controls: {${name}: {polluted: true}}`).controls).toEqual({});
    }
    expect("polluted" in {}).toBe(false);
  });

  it("in a message of cells change no object of the page", () => {
    const forged = JSON.parse(
      '{"kind":"news","__proto__":{"polluted":1},"news":{"cell":"__proto__","serial":1,"kind":"began","__proto__":{"polluted":1}}}',
    );
    expect(readFromCells(forged)).toEqual({ kind: "news", news: { cell: "__proto__", serial: 1, kind: "began" } });
    const table = JSON.parse('{"kind":"table","caption":"","columns":["__proto__"],"rows":[["a"]],"leftOut":0,"__proto__":{"polluted":1}}');
    expect(readOutput(table)).toEqual({ kind: "table", caption: "", columns: ["__proto__"], rows: [["a"]], leftOut: 0 });
    expect("polluted" in {}).toBe(false);
  });
});
