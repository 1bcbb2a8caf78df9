import { Readable } from "node:stream";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zipStream } from "../../../server/artefacts/zip-stream";

const mebibyte = 2 ** 20;
/** A file of so many pieces of 64 KiB, which counts those that are asked for. */
const long = (pieces: number, told: () => void): Readable =>
  Readable.from(
    (function* () {
      for (let i = 0; i < pieces; i++) {
        told();
        yield new Uint8Array(2 ** 16).fill(i);
      }
    })(),
    { objectMode: false },
  );

describe("a ZIP file piece by piece", () => {
  it("holds the files as they are, in the same bytes each time", async () => {
    const files = ["zarr.json", "v/c/0/0/0", "empty"].map((name) => ({
      name,
      open: async () => Readable.from([Buffer.from(name === "empty" ? "" : name)]),
    }));
    const zipped = async () => Buffer.concat((await zipStream(files).toArray()) as Buffer[]);
    const bytes = await zipped();
    const found = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString()]);
    expect(found).toEqual([
      ["zarr.json", "zarr.json"],
      ["v/c/0/0/0", "v/c/0/0/0"],
      ["empty", ""],
    ]);
    expect(await zipped()).toEqual(bytes);
  });
  it("takes no more of a long file than is read of it, and opens the next when its turn comes", async () => {
    let read = 0;
    let opened = 0;
    const files = ["a", "b"].map((name) => ({ name, open: async () => (opened++, long(256, () => read++)) }));
    const zip = zipStream(files);
    for await (const piece of zip) {
      expect((piece as Buffer).length).toBeLessThan(mebibyte);
      break;
    }
    expect(read).toBeLessThan(64);
    expect(opened).toBe(1);
    expect(zip.destroyed).toBe(true);
  });
  it("breaks off when a file is gone", async () => {
    const gone = { name: "gone", open: () => Promise.reject(new Error("no such file")) };
    await expect(zipStream([gone]).toArray()).rejects.toThrow("no such file");
  });
});
