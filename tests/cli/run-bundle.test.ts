import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { bundleOf } from "../support/bundle";
import { fakeTerminal } from "../support/cli";

describe("mfn run of a research bundle", async () => {
  const { bytes } = await bundleOf();
  const changedResult = (change: (result: { step: number; exact: boolean; fields: Record<string, { sha256: string }> }) => void) => {
    const entries = unzipSync(bytes);
    const result = JSON.parse(strFromU8(entries["result.json"]!)) as Parameters<typeof change>[0];
    change(result);
    return zipSync({ ...entries, "result.json": strToU8(JSON.stringify(result)) });
  };
  it("comes out with the same bits, and says so", async () => {
    const terminal = fakeTerminal();
    terminal.file("run.crate.zip", bytes);
    const { code, out } = await terminal.mfn("run", "run.crate.zip");
    expect(code).toBe(0);
    expect(out).toContain("the same bits as in the bundle: u, v at step 30");
  });
  it("ends with 1 and names the fields where they differ", async () => {
    const terminal = fakeTerminal();
    terminal.file(
      "run.zip",
      changedResult(({ fields }) => (fields["v"]!.sha256 = "0".repeat(64))),
    );
    const { code, err, json } = await terminal.mfn("run", "run.zip", "--json");
    expect(code).toBe(1);
    expect(err).toMatch(/^mfn: v at step 30 differs from the bundle/);
    expect(json<{ bundle: { same: boolean } }>().bundle.same).toBe(false);
  });
  it("asks for no equal bits of a graphics processor, nor of another spec", async () => {
    const terminal = fakeTerminal();
    const gpu = changedResult((result) => {
      result.exact = false;
      result.fields["v"]!.sha256 = "0".repeat(64);
    });
    terminal.file("gpu.zip", gpu);
    expect(await terminal.mfn("run", "gpu.zip")).toMatchObject({ code: 0, out: expect.stringContaining("bits are not reproducible") as string });
    terminal.file("run.zip", bytes);
    expect(await terminal.mfn("run", "run.zip", "--set", "steps=5")).toMatchObject({
      code: 0,
      out: expect.stringContaining("not compared with that of the bundle") as string,
    });
  });
  it("says so of an archive without a spec", async () => {
    const terminal = fakeTerminal();
    terminal.file("other.zip", zipSync({ "a.txt": strToU8("a") }));
    const { code, err } = await terminal.mfn("run", "other.zip");
    expect([code, err]).toEqual([2, expect.stringMatching(/holds no spec\.json/)]);
  });
});
