import { mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AuditEvent } from "../../../server/audit/audit-log";
import type { Environment } from "../../../server/config/environment";
import { keepConfig, type ConfigKeeper } from "../../../server/config/keep-config";
import { liveConfig } from "../../../server/config/live";
import { loadConfig } from "../../../server/config/load";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";
import { createLogger } from "../../../server/observe/log";
import { createMetrics } from "../../../server/observe/metrics";

let database: OpenDatabase;
beforeAll(async () => void (database = await openDatabase({})), 30_000);
afterAll(() => database.close());

/** A running server's settings, from a file in a folder of its own. */
async function running(text: string, env: Environment = {}, name = "mfn.yaml") {
  await database.db.deleteFrom("config_versions").execute();
  const path = join(mkdtempSync(join(tmpdir(), "mfn-live-")), name);
  writeFileSync(path, text);
  const all = { ...env, MFN_CONFIG: path, MFN_LOG_FORMAT: "json" };
  const live = liveConfig(await loadConfig(all), all);
  const events: AuditEvent[] = [];
  let said = "";
  const metrics = createMetrics();
  const keeper: ConfigKeeper = await keepConfig({
    live,
    env: all,
    db: database.db,
    audit: { record: async (event) => void events.push(event) },
    log: createLogger(live.config, { write: (line) => void (said += line) }),
    metrics,
  });
  return { path, live, config: live.config, events, keeper, metrics, log: () => said };
}

describe("a running server", () => {
  it("takes up hot settings in place, and tells which ones wait for a restart", async () => {
    const { path, live, config, keeper, events, log } = await running("maxRuns: 3\n");
    const heard: unknown[] = [];
    live.onChange((changed) => heard.push(changed));
    writeFileSync(path, "maxRuns: 5\nhostName: 0.0.0.0\ncorsOrigins: [https://lab.example.org]\n");
    expect(await keeper.reload("SIGHUP")).toEqual({ result: "changed", changed: ["corsOrigins", "maxRuns"], waiting: ["hostName"], problem: null });
    expect(config).toMatchObject({ maxRuns: 5, hostName: "127.0.0.1", corsOrigins: ["https://lab.example.org"] });
    expect(heard).toEqual([["corsOrigins", "maxRuns"]]);
    expect(log()).toMatch(/settings took effect: corsOrigins, maxRuns/);
    expect(log()).toMatch(/these settings wait for a restart: hostName/);
    expect(events).toMatchObject([{ action: "config_changed", success: true, resource: "settings", details: { by: "SIGHUP", waiting: "hostName" } }]);
    keeper.close();
  });
  it("does not take up the presets of an environment that waits for a restart", async () => {
    const { path, config, keeper } = await running("environment: prod\n");
    const before = { ...config };
    writeFileSync(path, "environment: dev\n");
    expect(await keeper.reload("SIGHUP")).toEqual({ result: "same", changed: [], waiting: ["environment"], problem: null });
    expect(config).toEqual(before);
    keeper.close();
  });
  it("does not take a file that has been emptied for one that says nothing", async () => {
    const { path, config, keeper, events } = await running("maxRuns: 3\n");
    writeFileSync(path, "");
    // Longer than a file takes that is read twice.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(config.maxRuns).toBe(3);
    writeFileSync(path, "maxRuns: 6\n");
    await vi.waitFor(() => expect(config.maxRuns).toBe(6), { timeout: 10_000 });
    expect(events).toHaveLength(1);
    keeper.close();
  });
  it("keeps its settings when the new ones cannot be used", async () => {
    const { path, config, keeper, events, metrics, log } = await running("maxRuns: 3\n");
    writeFileSync(path, "maxRuns: many\n");
    expect(await keeper.reload("SIGHUP")).toMatchObject({ result: "refused", problem: expect.stringMatching(/line 1, cannot be used/) as string });
    expect(config.maxRuns).toBe(3);
    expect(log()).toMatch(/the settings stay as they were: maxRuns in /);
    expect(events).toMatchObject([{ action: "config_refused", success: false }]);
    expect(await metrics.registry.metrics()).toContain('mfn_config_reloads_total{result="refused"} 1');
    expect(await keeper.history(9)).toHaveLength(1);
    keeper.close();
  });
  it("sees that its file was replaced", async () => {
    const { path, config, keeper } = await running("maxRuns: 3\n");
    writeFileSync(`${path}.new`, "maxRuns: 9\n");
    renameSync(`${path}.new`, path);
    await vi.waitFor(() => expect(config.maxRuns).toBe(9), { timeout: 8000, interval: 50 });
    await vi.waitFor(async () => expect(await keeper.history(1)).toMatchObject([{ how: "reload", by: `the file ${path}` }]), { timeout: 8000 });
    keeper.close();
  });
  it("reloads on SIGHUP", async () => {
    const { path, config, keeper } = await running("maxRuns: 3\n");
    writeFileSync(path, "maxRuns: 4\n");
    process.emit("SIGHUP");
    await vi.waitFor(() => expect(config.maxRuns).toBe(4), { timeout: 8000 });
    keeper.close();
  });
});

describe("the history", () => {
  it("has who, when and what changed, and no secret, in no column", async () => {
    const env = { MFN_DATABASE_URL: "postgres://mfn:hunter2@db/mfn", MFN_API_KEYS: "k-hunter3-k-hunter3-k" };
    const { path, keeper } = await running("maxRuns: 3\n", env);
    writeFileSync(path, "maxRuns: 3\nredisUrl: redis://:hunter4@r:6379\n");
    await keeper.reload("somebody");
    const [latest, first] = await keeper.history(9);
    expect(first).toMatchObject({ how: "start", by: "the start", changes: [] });
    expect(latest).toMatchObject({ how: "reload", by: "somebody", changes: [{ key: "redisUrl", from: null, to: "(secret)" }] });
    expect(latest!.at).toMatch(/^\d{4}-\d\d-\d\dT/);
    const rows = JSON.stringify(await database.db.selectFrom("config_versions").selectAll().execute());
    expect(rows).toContain("(secret)");
    expect(rows).not.toMatch(/hunter/);
    keeper.close();
  });
  it("leads back: the file gets its settings again, its comments and secrets stay", async () => {
    const before = "# ours\nmaxRuns: 3 # few\nidleMinutes: 5\nredisUrl: redis://:hunter2@r:6379\n";
    const { path, config, keeper } = await running(before);
    const [{ version } = { version: 0 }] = await keeper.history(1);
    writeFileSync(path, before.replace("maxRuns: 3", "maxRuns: 30").replace("idleMinutes: 5\n", "maxCells: 64\n").replace("hunter2", "hunter5"));
    await keeper.reload("SIGHUP");
    expect(config).toMatchObject({ maxRuns: 30, idleMinutes: 30, maxCells: 64 });
    const { changes, elsewhere } = await keeper.rollBack(version, "admin");
    expect(changes).toEqual([
      { key: "maxCells", from: 64, to: null },
      { key: "maxRuns", from: 30, to: 3 },
      { key: "idleMinutes", from: null, to: 5 },
    ]);
    expect(elsewhere).toEqual([]);
    expect(config).toMatchObject({ maxRuns: 3, idleMinutes: 5, maxCells: 2 ** 24 });
    expect(readFileSync(path, "utf8")).toBe("# ours\nmaxRuns: 3 # few\nredisUrl: redis://:hunter5@r:6379\nidleMinutes: 5\n");
    expect(await keeper.history(1)).toMatchObject([{ how: "rollback", by: "admin" }]);
    keeper.close();
  });
  it("says why a file cannot be rewritten, and leaves it", async () => {
    const { keeper, path } = await running("maxRuns: 3\n");
    const [{ version } = { version: 0 }] = await keeper.history(1);
    writeFileSync(path, "maxRuns: 4\n");
    await keeper.reload("SIGHUP");
    mkdirSync(`${path}.${process.pid}.new`);
    await expect(keeper.rollBack(version, "admin")).rejects.toMatchObject({ code: "usage", message: /cannot be replaced \(EISDIR\).*may not write/ });
    expect(readFileSync(path, "utf8")).toBe("maxRuns: 4\n");
    keeper.close();
  });
  it("does not go back to a start without a file, which would empty it", async () => {
    const { keeper, path } = await running("maxRuns: 3\n");
    await database.db
      .insertInto("config_versions")
      .values({ at: "", server: "bare", changed_by: "", how: "start", hash: "", settings: "{}", file_settings: null, changes: "[]" })
      .execute();
    const [{ version } = { version: 0 }] = await keeper.history(1);
    await expect(keeper.rollBack(version, "admin")).rejects.toThrow(/of a start of bare without a configuration file/);
    expect(readFileSync(path, "utf8")).toBe("maxRuns: 3\n");
    keeper.close();
  });
  it("does not rewrite JSON that is less than strict", async () => {
    const { keeper, path } = await running('{"maxRuns": 3}', {}, "mfn.json");
    const [{ version } = { version: 0 }] = await keeper.history(1);
    writeFileSync(path, '{"maxRuns": 4,}');
    await keeper.reload("SIGHUP");
    await expect(keeper.rollBack(version, "admin")).rejects.toMatchObject({ code: "usage", message: /is not strict JSON.*by hand/ });
    keeper.close();
  });
  it("does not go back to what could not be used, nor without a file", async () => {
    const { keeper, path, live } = await running("maxRuns: 3\n");
    await database.db
      .insertInto("config_versions")
      .values({ at: "", server: "s", changed_by: "", how: "start", hash: "", settings: "{}", file_settings: '{"maxRuns":"many"}', changes: "[]" })
      .execute();
    const [{ version } = { version: 0 }] = await keeper.history(1);
    await expect(keeper.rollBack(version, "admin")).rejects.toThrow(/cannot be used/);
    expect(readFileSync(path, "utf8")).toBe("maxRuns: 3\n");
    await expect(keeper.rollBack(version + 1, "admin")).rejects.toThrow(/there is no version \d+ of the settings/);
    const bare = await keepConfig({
      live,
      env: {},
      db: database.db,
      audit: { record: async () => undefined },
      log: createLogger(live.config, { write: () => undefined }),
      metrics: createMetrics(),
    });
    await expect(bare.rollBack(version, "admin")).rejects.toThrow(/none is in use: name it with --config or MFN_CONFIG/);
    keeper.close();
    bare.close();
  });
});
