import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import type { CellOutput, PlotCall } from "../../src/notebook/cell-output";
import { outputHtml } from "../../src/notebook/output-html";
import { plainPaper } from "../../src/notebook/plain-paper";

const rows = Array.from({ length: 9 }, (_, i) => ({ x: i, y: i * i, z: i }));
const plot = (options: object, ...marks: PlotCall[]): string =>
  outputHtml({ kind: "plot", title: "Dots", plot: { call: "plot", args: [{ ...options, marks }] } }, plainPaper);
const dots: PlotCall = { call: "dot", args: [rows, { x: "x", y: "y", fill: "z" }] };

/** The pixels of the first PNG picture in a text. */
function pixelsIn(html: string) {
  const coded = /data:image\/png;base64,([A-Za-z0-9+/=]+)/.exec(html)![1]!;
  return decode(Uint8Array.from(atob(coded), (char) => char.charCodeAt(0)));
}

describe("a plot without a page", () => {
  it("is an SVG that stands by itself", () => {
    const html = plot({}, dots);
    expect(html).toMatch(/<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(html.match(/<circle/g)).toHaveLength(9);
  });

  it("has its continuous legend: from the first colour of viridis to the last", () => {
    const html = plot({ color: { scheme: "viridis", legend: true, label: "z" } }, dots);
    const { width, height, data } = pixelsIn(html);
    expect([width, height]).toEqual([256, 1]);
    expect([...data.subarray(0, 4)]).toEqual([68, 1, 84, 255]);
    expect([...data.subarray(4 * 255)]).toEqual([253, 231, 37, 255]);
    expect(html).toMatch(/>z<\/text>/);
  });

  it("has its rasters, cell by cell", () => {
    const raster: PlotCall = { call: "raster", args: [[0, 1, 2, 3], { width: 2, height: 2, imageRendering: "pixelated" }] };
    const { width, height, data } = pixelsIn(plot({ color: { scheme: "greys" } }, raster));
    expect([width, height]).toEqual([2, 2]);
    const shades = [0, 1, 2, 3].map((i) => data[4 * i]!);
    expect(new Set(shades).size).toBe(4);
  });

  it("shows tags in its texts as text", () => {
    const text: PlotCall = {
      call: "text",
      args: [[{ x: 1, y: 1 }], { x: "x", y: "y", text: ["<script>alert(1)</script>"], title: ["</title><img src=x>"] }],
    };
    const html = plot({}, text);
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<img/);
  });
});

describe("a wide table in a file", () => {
  it("stands in a place that scrolls, by keyboard too", () => {
    const columns = Array.from({ length: 40 }, (_, i) => `column ${i}`);
    const table: CellOutput = { kind: "table", caption: "Wide", columns, rows: [columns.map((_, i) => i)], leftOut: 0 };
    expect(outputHtml(table, plainPaper)).toMatch(/^<div class="table" tabindex="0"><table><caption>Wide<\/caption>.*<\/table><\/div>$/);
  });
});
