import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFromCells } from "../../src/notebook/check-messages";
import { readOutput } from "../../src/notebook/check-output";

const news = { cell: "cell-1", serial: 3 };

describe("what comes from the thread of the cells", () => {
  it("passes where it is something they may say", () => {
    const output = { kind: "text", text: "a", tone: "value" } as const;
    expect(readFromCells({ kind: "news", news: { ...news, kind: "output", index: 0, output, forged: 1 } })).toEqual({
      kind: "news",
      news: { ...news, kind: "output", index: 0, output },
    });
    expect(readFromCells({ kind: "ask", id: 1, name: "open", args: [{}] })).toEqual({ kind: "ask", id: 1, name: "open", args: [{}] });
    expect(readFromCells({ kind: "settled", serial: 2 })).toEqual({ kind: "settled", serial: 2 });
  });

  it.each([
    null,
    "settled",
    { kind: "settled", serial: -1 },
    { kind: "ask", id: 1, name: "constructor", args: [] },
    { kind: "ask", id: 1, name: "__proto__", args: [] },
    { kind: "ask", id: 1, name: "dispose", args: [] },
    { kind: "ask", id: 1, name: "open", args: "code" },
    { kind: "news", news: { ...news, kind: "output", index: 0, output: { kind: "html", text: "<script>" } } },
    { kind: "news", news: { ...news, kind: "output", index: 0, output: { kind: "heat", shape: [1e9, 1e9], levels: "" } } },
    { kind: "news", news: { ...news, cell: {}, kind: "began" } },
    { kind: "trust" },
  ])("is dropped where it is not: %j", (message) => expect(readFromCells(message)).toBeNull());

  it("never throws, whatever it is", () => {
    fc.assert(fc.property(fc.anything(), (anything) => void readFromCells(anything) as unknown as undefined));
    fc.assert(
      fc.property(
        fc.anything(),
        (anything) => void readFromCells({ kind: "news", news: { ...news, kind: "output", index: 0, output: anything } }) as unknown as undefined,
      ),
    );
  });

  it("brings a plot without what could run: unknown calls, links, functions", () => {
    const bad = { call: "image", args: [[1], { src: "https://example.org" }] };
    const good = { call: "dot", args: [[1], { x: "x", href: "javascript:alert(1)", render: "x", __proto__: null }] };
    expect(readOutput({ kind: "plot", title: 5, plot: { call: "plot", args: [{ marks: [bad, good], document: {} }] } })).toEqual({
      kind: "plot",
      title: "",
      plot: { call: "plot", args: [{ marks: [null, { call: "dot", args: [[1], { x: "x" }] }] }] },
    });
    expect(readOutput({ kind: "plot", title: "", plot: { call: "eval", args: ["1"] } })).toBeNull();
  });
});
