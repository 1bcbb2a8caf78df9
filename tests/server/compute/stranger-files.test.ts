import { encode } from "fast-png";
import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { tasks } from "../../../server/compute/tasks";

const measure = (name: string, bytes: Uint8Array) =>
  tasks.command({ command: "measure", options: { metric: ["lacunarity"] }, file: { name, bytes } });

/** An image of so many pixels a side in a few bytes: its header, with the picture left out. */
function hollow(side: number): Uint8Array {
  const bytes = encode({ width: 64, height: 64, channels: 1, data: new Uint8Array(64 * 64) });
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  header.setUint32(16, side);
  header.setUint32(20, side);
  return bytes;
}

describe("a file that a request brings", () => {
  it("is refused by its header where it claims more than a server unpacks", async () => {
    await expect(measure("upload.png", hollow(6000))).rejects.toThrow(/6000 × 6000 pixels; at most 33554432 can be read\. Scale it down/);
  });
  it("is refused while it is unpacked where it has no such header", async () => {
    const bomb = gzipSync(new Uint8Array(4 * 2 ** 25 + 2 ** 22));
    expect(bomb.length).toBeLessThan(2 ** 18);
    await expect(measure("upload.csv", bomb)).rejects.toThrow(/unpacks to more than 134217728 bytes/);
  }, 60_000);
});
