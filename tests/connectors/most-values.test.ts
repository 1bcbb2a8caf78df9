import { encode } from "fast-png";
import { gzipSync, zipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { bytesAsSource } from "../../src/connectors/byte-source";
import { readFile, readSource } from "../../src/connectors/index";
import { imageBytes } from "../support/image-files";
import { npyBytes } from "../support/npy-bytes";

const npy = npyBytes({ descr: "<f8", shape: "(8, 16)" }, new Float64Array(128));
const png = encode({ width: 16, height: 8, channels: 1, data: new Uint8Array(128) });

/** What may be read of a stranger: less than any of these files holds. */
const most = 10;

describe("a file of a stranger that holds more than is allowed", () => {
  it.each([
    ["a.png", png],
    ["a.jpg", imageBytes("grey.jpg")],
    ["a.tif", imageBytes("grey8.tif")],
    ["a.nii", imageBytes("int16.nii")],
    ["a.vti", imageBytes("base64-zlib.vti")],
    ["a.npy", npy],
    ["a.npz", zipSync({ "a.npy": npy })],
    ["a.npy.gz", gzipSync(npy)],
  ])("is refused in words: %s", async (name, bytes) => {
    expect(readFile(name, bytes, "array").values.length).toBeGreaterThan(most);
    const words = /at most 10 (values )?can be read|unpacks to more than 40 bytes/;
    expect(() => readFile(name, bytes, "array", { most })).toThrow(words);
    await expect(readSource(name, bytesAsSource(bytes), "array", { most })).rejects.toThrow(words);
  });

  it("is refused before it is unpacked", () => {
    const damaged = png.slice();
    damaged.fill(0, 45, 55);
    expect(() => readFile("a.png", damaged, "array")).toThrow(/damaged/);
    expect(() => readFile("a.png", damaged, "array", { most })).toThrow(/16 × 8 pixels; at most 10 can be read/);
    const vast = zipSync({ "a.npy": new Uint8Array(2 ** 22) });
    expect(() => readFile("a.npz", vast, "array", { most })).toThrow(/claims 4194304 bytes; at most 10 values can be read/);
  });

  it("is refused where a strip of a TIFF is far larger than the picture", () => {
    const bytes = imageBytes("tiles.tif").slice();
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(4, true);
    for (let i = 0; i < view.getUint16(directory, true); i++) {
      const entry = directory + 2 + 12 * i;
      if ([322, 323].includes(view.getUint16(entry, true))) view.setUint16(entry + 8, 512, true);
    }
    expect(() => readFile("a.tif", bytes, "array", { most: 2 ** 14 })).toThrow(/claims to hold 512 × 512 × \d values; at most 65536 can be read/);
  });

  it.each(["UNCOMPRESSED", "SNAPPY", "GZIP"] as const)("is refused as a table: Parquet, %s", async (codec) => {
    const columnData = [{ name: "a", data: Array.from({ length: 12 }, (_, i) => i), type: "DOUBLE" as const }];
    const compressors = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };
    const source = bytesAsSource(new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors })));
    expect((await readSource("t.parquet", source, "table")).columns[0]!.values.at(-1)).toBe(11);
    await expect(readSource("t.parquet", source, "table", { most })).rejects.toThrow(/claims to hold 12 × 1 values; at most 10 can be read/);
  });
});

describe("a Parquet page that claims more than its table could hold", () => {
  it.each(["SNAPPY", "GZIP"] as const)("is refused before it is unpacked: %s", async (codec) => {
    const text = "x".repeat(4000);
    const columnData = [
      { name: "a", data: [text, `${text}y`], type: "STRING" as const, encoding: "PLAIN" as const },
      { name: "b", data: [1, 2], type: "DOUBLE" as const },
    ];
    const compressors = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };
    const source = bytesAsSource(new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors })));
    expect((await readSource("t.parquet", source, "table")).labels).toHaveLength(2);
    await expect(readSource("t.parquet", source, "table", { most: 100 })).rejects.toThrow(/one of its pages claims \d+ bytes; at most 100 values/);
  });
});
