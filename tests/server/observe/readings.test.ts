import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";
import { createMetrics } from "../../../server/observe/metrics";
import { readServer } from "../../../server/observe/readings";
import { testParts } from "../../support/server-parts";

let database: OpenDatabase;
beforeAll(async () => void (database = await openDatabase({})), 60_000);
afterAll(() => database.close());

describe("what Prometheus reads of a server", () => {
  it("is how many runs and jobs there are, and how long jobs wait", async () => {
    const metrics = createMetrics();
    const { engine } = testParts();
    let now = 0;
    readServer({ metrics, engine, database }, () => now);
    const of = async (name: string) => (await metrics.registry.metrics()).split("\n").filter((line) => line.startsWith(name));
    expect(await of("mfn_jobs_oldest_wait_seconds")).toEqual(["mfn_jobs_oldest_wait_seconds 0"]);
    expect(await of("mfn_jobs_recent_wait_seconds")).toEqual(["mfn_jobs_recent_wait_seconds 0"]);
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    const job = { kind: "run", owner: "a", document: "{}", hash: "" };
    await database.db
      .insertInto("jobs")
      .values([
        { ...job, id: randomUUID(), created: ago(90) },
        { ...job, id: randomUUID(), created: ago(30) },
        { ...job, id: randomUUID(), state: "running", created: ago(80), started: ago(60) },
        { ...job, id: randomUUID(), state: "done", created: ago(100), started: ago(60) },
        { ...job, id: randomUUID(), state: "done", created: ago(9000), started: ago(8000) },
      ])
      .execute();
    await engine.open({ version: 1, model: "gray-scott", grid: { shape: [8, 8] } });
    // The table is not read at the pace of whoever asks.
    now = 4999;
    expect(await of('mfn_jobs{state="queued"}')).toEqual(['mfn_jobs{state="queued"} 0']);
    expect(await of("mfn_runs_open")).toEqual(["mfn_runs_open 1"]);
    now = 5000;
    expect(await of("mfn_jobs{")).toEqual(
      ["queued", "running", "done", "failed", "cancelled"].map((state, i) => `mfn_jobs{state="${state}"} ${[2, 1, 2, 0, 0][i]}`),
    );
    expect(Number((await of("mfn_jobs_oldest_wait_seconds"))[0]!.split(" ")[1])).toBeGreaterThanOrEqual(90);
    expect((await of("mfn_jobs_recent_wait_seconds"))[0]).toMatch(/ 30(\.0\d*)?$/);
    expect(await of("mfn_runs_open")).toEqual(["mfn_runs_open 1"]);
    expect(await of("mfn_rate_limits_shared")).toEqual([]);
  });
  it("asks the database once for all who ask together, and again at once where that failed", async () => {
    const metrics = createMetrics();
    let [asked, fails] = [0, true];
    const db = new Proxy(database.db, {
      get(there, name) {
        if (name !== "selectFrom") return Reflect.get(there, name) as unknown;
        asked++;
        if (fails) throw new Error("broken");
        return there.selectFrom.bind(there);
      },
    });
    readServer({ metrics, engine: testParts().engine, database: { ...database, db } }, () => 0);
    const scrape = () => metrics.registry.metrics();
    expect(await scrape()).not.toMatch(/^mfn_jobs\{/m);
    [asked, fails] = [0, false];
    for (const text of await Promise.all([scrape(), scrape(), scrape()])) expect(text).toMatch(/^mfn_jobs\{/m);
    // Jobs by state, and who waits longest.
    expect(asked).toBe(2);
  });
  it("lacks what only the database knows while that is away, and says so", async () => {
    const metrics = createMetrics();
    let up = true;
    readServer({ metrics, engine: testParts().engine, database: { ...database, answers: async () => up } });
    expect(await metrics.registry.metrics()).toMatch(/^mfn_database_up 1$[^]*^mfn_jobs\{state="queued"\} \d+$/m);
    up = false;
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/^mfn_runs_open 0$[^]*^mfn_database_up 0$/m);
    expect(text).not.toMatch(/^mfn_jobs/m);
  });
});
