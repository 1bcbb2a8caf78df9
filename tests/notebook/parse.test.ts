import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noOptions } from "../../src/notebook/cell-options";
import { headings, parseNotebook as parse, printNotebook as print, titleOf, type Cell } from "../../src/notebook/parse";

const parseNotebook = (text: string) => parse(text).cells;
const printNotebook = (cells: readonly Pick<Cell, "kind" | "source">[]) =>
  print({ front: "", cells: cells.map((cell) => ({ options: noOptions, ...cell })) });

const text = [
  "# Title",
  "",
  "Some $x^2$.",
  "",
  "```{code-cell} typescript",
  "const a = 1;",
  "",
  "a",
  "```",
  "```{code-cell}",
  "```",
  "",
  "Last.",
  "",
].join("\n");

describe("parseNotebook", () => {
  it("parts prose from code and numbers the cells", () =>
    expect(parseNotebook(text)).toEqual([
      { id: "cell-1", kind: "markdown", source: "# Title\n\nSome $x^2$.", options: noOptions },
      { id: "cell-2", kind: "code", source: "const a = 1;\n\na", options: noOptions },
      { id: "cell-3", kind: "code", source: "", options: noOptions },
      { id: "cell-4", kind: "markdown", source: "Last.", options: noOptions },
    ]));

  it("reads Windows line ends as line ends", () => expect(parseNotebook(text.replaceAll("\n", "\r\n"))).toEqual(parseNotebook(text)));

  it("leaves ordinary code blocks, and cells shown inside a longer fence, in the prose", () => {
    const prose = "````md\n```{code-cell} typescript\nrun();\n```\n````\n\n```ts\nplain\n```";
    expect(parseNotebook(prose)).toEqual([{ id: "cell-1", kind: "markdown", source: prose, options: noOptions }]);
  });

  it("reads an unclosed cell to the end of the text", () =>
    expect(parseNotebook("```{code-cell} ts\nlet a;\n\nlet b;")[0]!.source).toBe("let a;\n\nlet b;"));

  it("is empty for an empty text", () => expect(parseNotebook(" \n\n")).toEqual([]));
});

describe("printNotebook", () => {
  it("chooses a fence that its code cannot close", () => {
    const cells = [{ kind: "code" as const, source: "const md = `\n```\n````\n`;" }];
    expect(parseNotebook(printNotebook(cells))).toEqual([{ id: "cell-1", options: noOptions, ...cells[0] }]);
  });

  it("is read back as the same cells", () => {
    const line = fc.oneof(
      fc.constantFrom("", "x = 1", "# Head", "``", "`inline` text", "$$", "  indented", "text +++ text", "- item"),
      fc.stringMatching(/^[a-z `$*]{0,12}$/).filter((s) => !s.includes("```")),
    );
    const body = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n").replace(/^(\s*\n)+|(\n\s*)+$/g, ""));
    const code = body.map((source) => ({ kind: "code" as const, source: source.trim() === "" ? "" : source }));
    const prose = body.filter((source) => source.trim() !== "").map((source) => ({ kind: "markdown" as const, source }));
    fc.assert(
      fc.property(fc.array(fc.oneof(code, prose), { maxLength: 6 }), (cells) => {
        expect(parseNotebook(printNotebook(cells)).map(({ kind, source }) => ({ kind, source }))).toEqual(cells);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what stands around the cells", () => {
  const whole = [
    "---",
    "jupytext:",
    "  text_representation: { format_name: myst }",
    "# a comment",
    "---",
    "",
    "# Title",
    "",
    '+++ {"slideshow": {"slide_type": "slide"}}',
    "",
    "Second.",
    "",
    "```{code-cell} typescript",
    ":tags: [hide-input]",
    ':controls: {"F": 0.04}',
    "",
    "const F = 1;",
    "```",
    "",
    "```{code-cell} typescript",
    "---",
    "mystnb:",
    "  render: { image: { width: 200px } }",
    "controls:",
    "  F: 0.05",
    "  on: true",
    "  'two words': a long text that goes on",
    "    on the next line",
    "---",
    "",
    "F",
    "```",
    "",
  ].join("\n");

  it("is kept as it stands", () => expect(print(parse(whole))).toBe(whole));

  it("says what the controls hold", () => {
    const [, , first, second] = parseNotebook(whole);
    expect(first!.options.controls).toEqual({ F: 0.04 });
    expect(first!.source).toBe("const F = 1;");
    expect(second!.options.controls).toEqual({ F: 0.05, on: true, "two words": "a long text that goes on on the next line" });
  });

  it("does not take code that begins like options for options", () => {
    for (const source of ["---\n1\n---", ":a: 1", "\n:a: 1"])
      expect(parseNotebook(printNotebook([{ kind: "code", source }]))[0]).toMatchObject({ options: noOptions });
  });

  it("has the first heading as the notebook's name", () => {
    expect(titleOf(parseNotebook(whole))).toBe("Title");
    expect(titleOf([])).toBeNull();
  });
});

describe("headings", () => {
  it("are those of the prose, not comments in code blocks", () => {
    const cells = parseNotebook("# One #\n\n```sh\n# not one\n```\n\n## Two\n\n```{code-cell}\n# nor this\n```");
    expect(headings(cells)).toEqual([
      { cell: "cell-1", index: 0, level: 1, title: "One" },
      { cell: "cell-1", index: 1, level: 2, title: "Two" },
    ]);
  });
});
