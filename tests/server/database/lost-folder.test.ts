import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startServer } from "../../../server/start";

it("a server whose data folder another has taken says so, and is not ready", { timeout: 240_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "mfn-lost-"));
  let log = "";
  let told = () => undefined as void;
  const lost = new Promise<void>((resolve) => (told = resolve));
  const server = await startServer({
    port: 0,
    env: { MFN_DATA_DIR: dataDir, MFN_LOG_FORMAT: "json" },
    logTo: {
      write(line) {
        log += line;
        if (line.includes("the data folder is lost")) told();
      },
    },
  });
  const theirs = JSON.stringify({ id: "x", place: "lab-2", process: "1 1", host: "lab-2", since: "2026-03-01T09:00:00.000Z" });
  writeFileSync(join(dataDir, "in-use"), theirs);
  // One beat.
  await lost;
  expect(await (await fetch(`${server.address}/health`)).json()).toMatchObject({ ready: false });
  const asked = await fetch(`${server.address}/api/v1/jobs`, { headers: { "x-api-key": server.firstKey! } });
  expect([asked.status, asked.headers.get("content-type")]).toEqual([503, "application/problem+json; charset=utf-8"]);
  await server.close();
  expect(log).toContain(`another server has taken the data folder ${dataDir}`);
  expect(log).not.toContain("could not be closed");
  expect(readFileSync(join(dataDir, "in-use"), "utf8")).toBe(theirs);
});
