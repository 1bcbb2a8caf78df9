import { describe, expect, it } from "vitest";
import { drawPlot } from "../../src/notebook/draw-plot";
import { plainDocument, type PlainElement } from "../../src/notebook/plain-document";
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
    const drawn = drawPlot({ call: "plot", args: [{ marks: [dots({ r: 3 })] }] }, plainDocument(), { width: 300 }) as unknown as PlainElement;
    expect(drawn.write().match(/<circle/g)).toHaveLength(2);
  });

  it("of something else are refused in words", () => {
    expect(() => drawPlot(dots({}), plainDocument())).toThrow(/no description of a plot/);
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

  it("that ask for a drawing without end lose what asks for it", () => {
    const clean = cleanPlot({ call: "plot", args: [{ x: { ticks: 1e8 }, width: 1e9, height: 300, marks: [dots({ interval: 1e-9 })] }] });
    expect(JSON.stringify(clean)).not.toMatch(/ticks|width|interval/);
    expect(JSON.stringify(clean)).toContain('"height":300');
  });
});
