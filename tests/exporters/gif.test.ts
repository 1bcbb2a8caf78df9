import { describe, expect, it } from "vitest";
import { gif } from "../../src/exporters/gif";
import { exportedProvenance } from "../support/exported";
import { fileForOracle } from "../support/oracle-files";

async function* frames(count: number) {
  for (let i = 0; i < count; i++) yield Uint8ClampedArray.from({ length: 4 * 8 * 6 }, (_, k) => (k % 4 === 3 ? 255 : (40 * i + k) % 256));
}

/** Blocks of a GIF behind its header and global colours: what each is, and its bytes (GIF89a, Appendix A). */
function blocksOf(bytes: Uint8Array): { kind: number; data: number[] }[] {
  const found = [];
  let at = 13 + (bytes[10]! & 0x80 ? 3 * 2 ** ((bytes[10]! & 7) + 1) : 0);
  const subBlocks = () => {
    const data: number[] = [];
    while (bytes[at]! > 0) {
      data.push(...bytes.subarray(at + 1, at + 1 + bytes[at]!));
      at += 1 + bytes[at]!;
    }
    at++;
    return data;
  };
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      const kind = bytes[at + 1]!;
      at += 2;
      found.push({ kind, data: subBlocks() });
    } else {
      const packed = bytes[at + 9]!;
      at += 10 + (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0) + 1;
      found.push({ kind: 0x2c, data: subBlocks() });
    }
  }
  return found;
}

describe("GIF", () => {
  it("has every frame, the delay of the nearest hundredth, and the spec in a comment", async () => {
    const input = { width: 8, height: 6, frameRate: 12, title: "", frames: frames(5) };
    const bytes = fileForOracle("movie.gif", await gif.encode(input, exportedProvenance));
    expect(Buffer.from(bytes.subarray(0, 6)).toString()).toBe("GIF89a");
    const blocks = blocksOf(bytes);
    expect(blocks.filter(({ kind }) => kind === 0x2c)).toHaveLength(5);
    // Control extensions: 100 / 12 hundredths is 8.
    expect(blocks.filter(({ kind }) => kind === 0xf9).map(({ data }) => data[1])).toEqual([8, 8, 8, 8, 8]);
    const comment = JSON.parse(Buffer.from(blocks.find(({ kind }) => kind === 0xfe)!.data).toString()) as Record<string, string>;
    expect(comment["spec-hash"]).toBe(exportedProvenance.specHash);
  });
  it("passes on why its frames ended", async () => {
    async function* broken() {
      yield* frames(1);
      throw new Error("stopped");
    }
    await expect(gif.encode({ width: 8, height: 6, frameRate: 12, title: "", frames: broken() }, exportedProvenance)).rejects.toThrow("stopped");
  });
});
