import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";
import { npyBytes } from "../support/npy-bytes";

describe("mfn measure, of files that can be read in several ways", () => {
  it("takes the array of an archive that is named", async () => {
    const terminal = fakeTerminal();
    const plane = (side: number) =>
      npyBytes(
        { descr: "<f8", shape: `(${side}, ${side})` },
        Float64Array.from({ length: side * side }, (_, i) => (i * 7) % 5),
      );
    terminal.file("a.npz", zipSync({ "u.npy": plane(16), "v.npy": plane(24) }));
    const shapeOf = async (...args: string[]) => {
      const { code, json } = await terminal.mfn("measure", "a.npz", "--metric", "euler-number", "--draws", "0", "--json", ...args);
      expect(code).toBe(0);
      return json<{ shape: number[] }[]>()[0]!.shape;
    };
    expect(await shapeOf("--array", "v")).toEqual([24, 24]);
    expect(await shapeOf("--array", "u")).toEqual([16, 16]);
    const { code, err } = await terminal.mfn("measure", "a.npz", "--array", "w");
    expect([code, err]).toEqual([2, expect.stringMatching(/"w"/)]);
  });
  it("takes a matrix apart as it is told", async () => {
    const terminal = fakeTerminal();
    terminal.file("m.csv", Array.from({ length: 16 }, (_, i) => Array.from({ length: 16 }, (_, j) => `${(i * j) % 5},5`).join(";")).join("\n"));
    const { code, json } = await terminal.mfn(
      "measure",
      "m.csv",
      "--separator",
      "semicolon",
      "--decimal",
      "comma",
      "--metric",
      "euler-number",
      "--draws",
      "0",
      "--json",
    );
    expect(code).toBe(0);
    expect(json<{ shape: number[] }[]>()[0]!.shape).toEqual([16, 16]);
  });
});
