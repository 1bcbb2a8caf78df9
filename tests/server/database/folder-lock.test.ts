import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockFolder } from "../../../server/database/folder-lock";

const folder = () => join(mkdtempSync(join(tmpdir(), "mfn-lock-")), "data");

describe("a data folder", () => {
  it("belongs to one at a time, and is free again afterwards", async () => {
    const data = folder();
    const release = await lockFolder(data);
    await expect(lockFolder(data)).rejects.toThrow(new RegExp(`the data folder .* is in use by process ${process.pid}; ask that server, end it`));
    await release();
    expect(existsSync(join(data, "in-use"))).toBe(false);
    await (
      await lockFolder(data)
    )();
  });
  it("is not held by the dead, nor by whoever got their number since", async () => {
    const data = folder();
    await (
      await lockFolder(data)
    )();
    const child = spawn("sleep", ["60"]);
    writeFileSync(join(data, "in-use"), `${child.pid} 1`);
    const release = await lockFolder(data);
    await release();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    writeFileSync(join(data, "in-use"), `${child.pid} 12345`);
    await (
      await lockFolder(data)
    )();
    writeFileSync(join(data, "in-use"), "nonsense");
    await (
      await lockFolder(data)
    )();
  });
});
