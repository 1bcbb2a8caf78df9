import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "kysely";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DatabaseAway } from "../../../server/database/away";
import { lockFolder } from "../../../server/database/folder-lock";
import { openDatabase } from "../../../server/database/open";
import { identity, pidNamespace } from "../../../server/database/processes";

const folder = () => mkdtempSync(join(tmpdir(), "mfn-lock-"));
const fileOf = (data: string) => join(data, "in-use");
const here = { place: await pidNamespace(), host: "here", since: "2026-03-01T09:00:00.000Z" };
const there = { ...here, place: "lab-2 another-boot pid:[1]", host: "lab-2", process: "1 12345" };
let number = 0;
const kept = (data: string, holder: object) => writeFileSync(fileOf(data), JSON.stringify({ id: String(++number), ...holder }));
const age = (data: string, seconds: number) => utimesSync(fileOf(data), new Date(), new Date(Date.now() - seconds * 1000));
const take = async (data: string) => {
  const release = await lockFolder(data);
  await release();
};

let heart: NodeJS.Timeout | undefined;
afterEach(() => clearInterval(heart));
/** Whoever is in another container touches the file; nothing else of them is seen here. */
const beats = (data: string) => (heart = setInterval(() => writeFileSync(fileOf(data), readFileSync(fileOf(data))), 20));

describe("a data folder", { timeout: 60_000 }, () => {
  it("belongs to one at a time, and is free again afterwards", async () => {
    const data = join(folder(), "data");
    const release = await lockFolder(data);
    await expect(lockFolder(data)).rejects.toThrow(new RegExp(`the data folder .* is in use by process ${process.pid}; ask that server, end it`));
    await release();
    expect(existsSync(fileOf(data))).toBe(false);
    await take(data);
  });
  it("is held by a living server of the version before, which wrote its process alone and gave no signs of life", async () => {
    const data = folder();
    const child = spawn("sleep", ["60"]);
    writeFileSync(fileOf(data), await identity(child.pid!));
    age(data, 3600);
    await expect(lockFolder(data)).rejects.toThrow(`is in use by process ${child.pid}`);
    writeFileSync(fileOf(data), "999999999 1");
    await take(data);
    child.kill();
  });
  it("goes to one of many who come at once and find that its holder is dead", async () => {
    const data = folder();
    kept(data, { ...here, process: "999999999 1" });
    const takes = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(data)));
    expect(takes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(readdirSync(data)).toEqual(["in-use"]);
  });
  it("is not held by the dead, nor by whoever got their number since, which shows at once", async () => {
    const data = folder();
    const child = spawn("sleep", ["60"]);
    const living = await identity(child.pid!);
    kept(data, { ...here, process: living });
    await expect(lockFolder(data)).rejects.toThrow(`is in use by process ${child.pid}`);
    kept(data, { ...here, process: `${child.pid} 1` });
    await take(data);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    kept(data, { ...here, process: living });
    await take(data);
  });
  it("is held by whoever is in another container or on another machine, as long as there is a sign of life", async () => {
    const data = folder();
    kept(data, there);
    beats(data);
    await expect(lockFolder(data)).rejects.toThrow(
      /is in use by a server in another container or on another machine \(host lab-2, process 1 there, since 2026-03-01T09:00:00\.000Z\); end that one first\. .*MFN_DATA_DIR.*MFN_DATABASE_URL/,
    );
  });
  it("says what it waits for, and for how long", async () => {
    const data = folder();
    kept(data, there);
    const told: string[] = [];
    const release = await lockFolder(data, { beat: 400, waits: (words) => told.push(words) });
    await release();
    expect(told).toEqual([
      expect.stringMatching(/^the data folder was held by a server on host lab-2; up to [12] s are waited for a sign of its life$/),
    ]);
  });
  it("is taken over from there once three signs of life were missed, at once if that is long ago", async () => {
    const data = folder();
    for (const left of [JSON.stringify({ id: "x", ...there }), "", "half wri"]) {
      writeFileSync(fileOf(data), left);
      const began = performance.now();
      await (
        await lockFolder(data, { beat: 100 })
      )();
      expect(performance.now() - began).toBeGreaterThan(200);
      writeFileSync(fileOf(data), left);
      // With the usual beat this would take half a minute, or the time of this test.
      age(data, 120);
      await take(data);
    }
  });
  it("shows signs of life while it is held", async () => {
    const data = folder();
    const release = await lockFolder(data, { beat: 20 });
    age(data, 3600);
    while (statSync(fileOf(data)).mtimeMs < Date.now() - 600_000) await new Promise((resolve) => setTimeout(resolve, 20));
    await release();
  });
  it("is left to whoever has taken it, and that is told", async () => {
    const data = folder();
    let release = async () => {};
    const told = await new Promise<Error>((lost) => {
      void lockFolder(data, { beat: 20, lost }).then((held) => {
        release = held;
        kept(data, there);
      });
    });
    expect(told.message).toMatch(/another server has taken the data folder .*; nothing is written to it from here any more\. .*MFN_DATA_DIR/);
    const theirs = readFileSync(fileOf(data), "utf8");
    await release();
    expect(readFileSync(fileOf(data), "utf8")).toBe(theirs);
  });
});

it("an embedded database whose folder somebody else has taken is asked and written no more", { timeout: 120_000 }, async () => {
  const data = folder();
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    let lose: (error: Error) => void = () => undefined;
    const lost = new Promise<Error>((resolve) => (lose = resolve));
    const database = await openDatabase({ folder: data, lost: (error) => lose(error) });
    const written = () => statSync(join(data, "database", "global", "pg_control")).mtimeMs;
    const before = written();
    const torn = database.db.transaction().execute(async (within) => {
      await sql`select 1`.execute(within);
      kept(data, there);
      vi.advanceTimersByTime(10_000);
      await lost;
      await sql`select 1`.execute(within);
    });
    await expect(torn).rejects.toBeInstanceOf(DatabaseAway);
    await expect(database.execute("select 1")).rejects.toBeInstanceOf(DatabaseAway);
    expect(await database.answers()).toBe(false);
    await database.close();
    expect(written()).toBe(before);
  } finally {
    vi.useRealTimers();
  }
});

it("an embedded database that cannot be closed leaves its folder free all the same", { timeout: 120_000 }, async () => {
  const data = folder();
  const database = await openDatabase({ folder: data });
  const close = vi.spyOn(PGlite.prototype, "close").mockRejectedValueOnce(new Error("no room on the disk"));
  await expect(database.close()).rejects.toThrow("no room on the disk");
  close.mockRestore();
  await take(data);
});
