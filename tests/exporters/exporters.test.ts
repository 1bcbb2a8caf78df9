import { decode } from "fast-png";
import { strFromU8, unzipSync } from "fflate";
import Papa from "papaparse";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Provenance } from "../../src/exporters/exporter";
import type { RunSpec } from "../../src/core/spec/run-spec";
import { csv } from "../../src/exporters/csv";
import { exporters } from "../../src/exporters/index";
import { encodeNpy, npy } from "../../src/exporters/npy";
import { json } from "../../src/exporters/json";
import { npz } from "../../src/exporters/npz";
import { png } from "../../src/exporters/png";
import { exportFile, provenanceOf, provenanceOfFile } from "../../src/exporters/provenance";
import { specJson } from "../../src/exporters/spec-json";
import { svg } from "../../src/exporters/svg";

const spec: RunSpec = {
  version: 1,
  model: "custom",
  species: { u: { title: "Größe <u> & “ψ” 😀" } },
  params: { a: 0.1 },
  equations: { u: "laplacian(u) - a*u" },
  parameters: { a: 0.1 },
  grid: { shape: [2, 3], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  initial: { kind: "model-default" },
  integrator: { method: "euler", dt: 0.1 },
  precision: "f32",
  seed: 9007199254740991,
  steps: 3,
  record: { every: 0, fields: ["u"] },
};
const provenance = provenanceOf(spec);
const nothing: Provenance = provenanceOf(null);
const text = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** An independent reading of NPY by the letter of numpy/lib/format.py. */
function readNpy(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect([...bytes.subarray(0, 8)]).toEqual([0x93, ...[..."NUMPY"].map((c) => c.charCodeAt(0)), 1, 0]);
  const start = 10 + view.getUint16(8, true);
  const header = text(bytes.subarray(10, start));
  const [, descr, shape] = /^\{'descr': '([^']*)', 'fortran_order': False, 'shape': \(([\d, ]*)\), \} *\n$/.exec(header)!;
  const extents = shape!
    .split(",")
    .filter((part) => part.trim() !== "")
    .map(Number);
  const count = extents.reduce((a, b) => a * b, 1);
  const size = Number(descr!.at(-1));
  const read = {
    "<f4": (i: number) => view.getFloat32(start + 4 * i, true),
    "<f8": (i: number) => view.getFloat64(start + 8 * i, true),
    "|u1": (i: number) => view.getUint8(start + i),
  }[descr!]!;
  return { start, descr, shape: extents, values: Array.from({ length: count }, (_, i) => read(i)), rest: bytes.subarray(start + count * size) };
}

describe("what was not computed to the bit", () => {
  it("says so in every file, and its spec and hash stay those of the experiment", () => {
    const inexact = provenanceOf(spec, "webgpu");
    expect(inexact).toEqual({ ...provenance, facts: { "computed-with": "webgpu, not bit-reproducible" } });
    expect(text(csv.encode({ columns: [] }, inexact))).toContain("# computed-with: webgpu, not bit-reproducible\n# spec-hash: ");
    expect(text(svg.encode({ svg: "<svg><g/></svg>" }, inexact))).toContain("<mfn:computed-with>webgpu, not bit-reproducible</mfn:computed-with>");
  });
});

describe("what a file was measured from", () => {
  const measured = provenanceOfFile("Größe\n“1”.csv", { column: "ψ", options: { penalty: 3 } });

  it("stands in a table, on a line of its own each, in ASCII", () => {
    const lines = text(csv.encode({ columns: [{ name: "regime", values: ["low, at first", null] }] }, measured)).split("\n");
    expect(lines).toEqual([
      `# software: ${measured.software}`,
      "# file: Gr\\u00f6\\u00dfe\\n\\u201c1\\u201d.csv",
      String.raw`# settings: {"column":"\u03c8","options":{"penalty":3}}`,
      "regime",
      '"low, at first"',
      "",
      "",
    ]);
  });

  it("stands before a result in JSON, beside what made it, and nothing is said of a spec", () => {
    const read = JSON.parse(text(json.encode({ dimension: 1.5 }, measured))) as { provenance: Record<string, string>; dimension: number };
    expect(read.dimension).toBe(1.5);
    expect(Object.keys(read.provenance)).toEqual(["software", "file", "settings"]);
    expect(JSON.parse(`"${read.provenance.file}"`)).toBe("Größe\n“1”.csv");
    expect(JSON.parse(read.provenance.settings!)).toEqual({ column: "ψ", options: { penalty: 3 } });
  });
});

describe("npy", () => {
  it.each([
    ["<f4", [2, 3], Float32Array.of(0.1, -0, 1e30, 3, 4, 5)],
    ["<f8", [1, 2, 3], Float64Array.of(0.1, -0, 1e300, NaN, -Infinity, 5)],
    ["|u1", [6], Uint8Array.of(0, 1, 2, 3, 254, 255)],
    ["<f8", [], Float64Array.of(Math.PI)],
    ["<f4", [0, 4], new Float32Array(0)],
  ] as const)("writes %s of shape %j with the data at a multiple of 64", (descr, shape, values) => {
    const read = readNpy(npy.encode({ shape, values }, provenance));
    expect(read.start % 64).toBe(0);
    expect(read).toMatchObject({ descr, shape, values: [...values] });
  });
  it("keeps alignment and values for any shape", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }), (shape) => {
        const values = Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i / 3);
        const read = readNpy(encodeNpy({ shape, values }));
        expect([read.start % 64, read.shape, read.values, read.rest.length]).toEqual([0, shape, [...values], 0]);
      }),
    );
  });
  it("writes the part of a larger buffer that a view shows", () => {
    expect(readNpy(encodeNpy({ shape: [2], values: Float64Array.of(1, 2, 3, 4).subarray(1, 3) })).values).toEqual([2, 3]);
  });
  it("carries the spec as one line of JSON behind the data", () => {
    const { rest } = readNpy(npy.encode({ shape: [2, 3], values: new Float32Array(6) }, provenance));
    expect(rest[0]).toBe(10);
    const trailer = JSON.parse(text(rest)) as Record<string, string>;
    expect(trailer["spec-hash"]).toBe(provenance.specHash);
    expect(JSON.parse(trailer["spec"]!)).toEqual(spec);
  });
  it("refuses a shape that does not fit the values", () => {
    expect(() => encodeNpy({ shape: [2, 2], values: new Float32Array(3) })).toThrow(/shape \(2, 2\) has 4 values, got 3/);
  });
});

describe("npz", () => {
  const arrays = { u: { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }, V: { shape: [2], values: Float64Array.of(-0.07, 0.04) } };
  it("gives back every array and the spec", () => {
    const entries = unzipSync(npz.encode(arrays, provenance));
    expect(Object.keys(entries)).toEqual(["u.npy", "V.npy", "spec.json", "spec-hash.txt", "software.txt"]);
    expect(readNpy(entries["u.npy"]!)).toMatchObject({ descr: "<f4", shape: [2, 3], values: [1, 2, 3, 4, 5, 6] });
    expect(readNpy(entries["V.npy"]!)).toMatchObject({ descr: "<f8", values: [-0.07, 0.04] });
    expect(JSON.parse(strFromU8(entries["spec.json"]!))).toEqual(spec);
    expect(strFromU8(entries["spec-hash.txt"]!)).toBe(provenance.specHash);
  });
  it("gives equal bytes at any moment", () => expect(npz.encode(arrays, provenance)).toEqual(npz.encode(arrays, provenance)));
  it("names the earliest time a ZIP can name, so that no clock leaks in", () => {
    const bytes = npz.encode(arrays, provenance);
    expect(new DataView(bytes.buffer).getUint32(10, true)).toBe(((0 << 25) | (1 << 21) | (1 << 16)) >>> 0);
  });
  it("has no spec entry where no run made the data", () =>
    expect(Object.keys(unzipSync(npz.encode(arrays, nothing)))).toEqual(["u.npy", "V.npy", "software.txt"]));
});

describe("csv", () => {
  const table = {
    columns: [
      { name: "step", values: [0, 10, 20] },
      { name: 'D "box", raw', values: [0.1 + 0.2, null, NaN] },
    ],
  };
  const parse = (bytes: Uint8Array) => Papa.parse<string[]>(text(bytes), { comments: "#", skipEmptyLines: true }).data;
  it("reads back to the last bit, with what is undefined left empty", () => {
    expect(parse(csv.encode(table, provenance))).toEqual([
      ["step", 'D "box", raw'],
      ["0", "0.30000000000000004"],
      ["10", ""],
      ["20", ""],
    ]);
  });
  it("opens with comments that name software, hash and spec", () => {
    const lines = text(csv.encode(table, provenance)).split("\n");
    expect(lines[0]).toMatch(/^# software: MFN Workbench \d/);
    expect(lines[1]).toBe(`# spec-hash: ${provenance.specHash}`);
    expect(JSON.parse(lines[2]!.replace("# spec: ", ""))).toEqual(spec);
  });
  it("reads any double back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) =>
        Object.is(Number(parse(csv.encode({ columns: [{ name: "a", values: [x] }] }, nothing))[1]![0]), x === 0 ? 0 : x),
      ),
    );
  });
});

describe("png", () => {
  const rgba = Uint8ClampedArray.from({ length: 2 * 3 * 4 }, (_, i) => 10 * i);
  it("reads back pixel for pixel, with the spec in text chunks", () => {
    const read = decode(png.encode({ width: 3, height: 2, rgba }, provenance), { checkCrc: true });
    expect([read.width, read.height, read.depth, read.channels]).toEqual([3, 2, 8, 4]);
    expect([...read.data]).toEqual([...rgba]);
    expect(read.text["mfn:spec-hash"]).toBe(provenance.specHash);
    expect(JSON.parse(read.text["mfn:spec"]!)).toEqual(spec);
  });
});

describe("svg", () => {
  it("keeps the drawing and puts the spec into its metadata", () => {
    const drawing = '<svg width="10" aria-label="a > b"><path d="M0 0"/></svg>';
    const written = text(svg.encode({ svg: drawing }, provenance));
    expect(written).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="10" aria-label="a > b"><metadata /);
    expect(written.endsWith('</metadata><path d="M0 0"/></svg>')).toBe(true);
    const inside = /<mfn:spec>(.*)<\/mfn:spec>/.exec(written)![1]!.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    expect(JSON.parse(inside)).toEqual(spec);
    expect(written).toContain(`<mfn:spec-hash>${provenance.specHash}</mfn:spec-hash>`);
  });
  it("does not declare the namespace twice", () => {
    const written = text(svg.encode({ svg: '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' }, nothing));
    expect(written.match(/xmlns="/g)).toHaveLength(1);
  });
  it("refuses a text without a drawing", () => expect(() => svg.encode({ svg: "<p>none</p>" }, nothing)).toThrow(/expected one <svg> element/));
});

describe("spec-json", () => {
  it("is the spec and nothing else", () => expect(JSON.parse(text(specJson.encode(null, provenance)))).toEqual(spec));
  it("has nothing to say about data that no run made", () => expect(() => specJson.encode(null, nothing)).toThrow(/no spec to export/));
});

describe("every export format", () => {
  it("has an id, a title, an ending and a media type", () => {
    for (const { id, title, extension, type } of exporters)
      expect([id, title, extension, type]).toEqual([
        expect.stringMatching(/^[a-z0-9-]+$/),
        expect.stringMatching(/\S/),
        expect.stringMatching(/^[a-z0-9.]+$/),
        expect.stringMatching(/^\w+\/[\w.+-]+$/),
      ]);
  });
  it("names its file after the hash of the spec", () => {
    expect(exportFile(specJson, "custom", null, provenance)).toMatchObject({
      name: `custom-${provenance.specHash!.slice(0, 8)}.spec.json`,
      type: "application/json",
    });
    expect(exportFile(csv, "photo", { columns: [] }, nothing).name).toBe("photo.csv");
  });
});
