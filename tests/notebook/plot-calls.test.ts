import { describe, expect, it } from "vitest";
import { drawPlot } from "../../src/notebook/draw-plot";
import { plainPaper } from "../../src/notebook/plain-paper";
import { cleanPlot } from "../../src/notebook/plot-calls";

const dots = (options: object) => ({ call: "dot", args: [[{ x: 1, y: 2 }, { x: 2, y: 3 }], { x: "x", y: "y", ...options }] }); // prettier-ignore

describe("descriptions of plots", () => {
  it("lose what could lead out of them: links, styles, classes, functions, marks that load pictures", () => {
    const clean = cleanPlot({
      call: "plot",
      args: [{ style: "position: fixed; inset: 0", className: "dialog", marks: [dots({ href: "x", title: () => 1 }), { call: "image", args: [] }] }],
    });
    expect(JSON.stringify(clean)).not.toMatch(/style|className|href|image|title/);
    expect(JSON.stringify(clean)).toContain('"call":"dot"');
    expect(cleanPlot({ call: "constructor", args: [] })).toBeNull();
  });

  it("are drawn as marks", () => {
    const drawn = drawPlot({ call: "plot", args: [{ marks: [dots({ r: 3 })] }] }, plainPaper(), { width: 300 });
    expect(drawn.outerHTML.match(/<circle/g)).toHaveLength(2);
  });

  it("of something else are refused in words", () => {
    expect(() => drawPlot(dots({}), plainPaper())).toThrow(/no description of a plot/);
  });
});

describe("descriptions made to hurt", () => {
  it("that double and double again, or run in a circle, are no plots", () => {
    let doubled: unknown = 1;
    for (let i = 0; i < 60; i++) doubled = [doubled, doubled];
    expect(cleanPlot({ call: "plot", args: [doubled] })).toBeNull();
    const circle: unknown[] = [];
    circle.push(circle);
    expect(cleanPlot({ call: "plot", args: [circle] })).toBeNull();
  });

  it("that hold more rows or numbers than a page can draw are no plots", () => {
    const rows = (length: number) => ({ call: "dot", args: [Array(length).fill(0)] });
    expect(cleanPlot({ call: "plot", args: [{ marks: [rows(50_000), rows(50_000)] }] })).not.toBeNull();
    expect(cleanPlot({ call: "plot", args: [{ marks: Array(5).fill(rows(50_000)) }] })).toBeNull();
    expect(cleanPlot({ call: "plot", args: [{ marks: [{ call: "dot", args: [new Uint8Array(10_000_000)] }] }] })).toBeNull();
    expect(cleanPlot({ call: "plot", args: [{ x: new Float64Array(1_000_000) }] })).toBeNull();
  });

  it("whose colours or filters would be fetched lose them", () => {
    const clean = cleanPlot({
      call: "plot",
      args: [{ marks: [dots({ fill: " URL(https://example.org/a)", imageFilter: "url(#a)", stroke: "red" })] }],
    });
    expect(JSON.stringify(clean)).not.toMatch(/url|imageFilter/i);
    expect(JSON.stringify(clean)).toContain('"stroke":"red"');
  });

  it("with numbers that JSON does not know are drawn with those it knows", () => {
    expect(JSON.stringify(cleanPlot({ call: "plot", args: [{ marks: [dots({ r: 3n })] }] }))).toContain('"r":3');
  });

  it("that ask for a drawing without end lose what asks for it", () => {
    const clean = cleanPlot({ call: "plot", args: [{ x: { ticks: 1e8 }, width: 1e9, height: 300, marks: [dots({ interval: 1e-9 })] }] });
    expect(JSON.stringify(clean)).not.toMatch(/ticks|width|interval/);
    expect(JSON.stringify(clean)).toContain('"height":300');
  });
});
