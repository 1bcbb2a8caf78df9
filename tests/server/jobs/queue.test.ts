import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readRows } from "../../../src/core/sweep/rows";
import { completeSweep, type SweepInput } from "../../../src/core/sweep/sweep-spec";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { readParquet } from "../../support/parquet-rows";
import { JobStore } from "../../../server/jobs/job-store";
import { openTurns } from "../../../server/jobs/turns";
import { databases, ended, queuePlace, until, type QueuePlace } from "../../support/job-queue";

const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, steps: 40, record: { every: 10 } };
const sweep: SweepInput = {
  version: 1,
  base: { version: 1, model: "gray-scott", grid: { shape: [12, 12] }, steps: 20 },
  parameters: [{ name: "parameters.F", from: 0.02, to: 0.05, count: 4 }],
  measure: ["regime", "mean"],
};

describe.each(databases)("the queue on the %s database", (kind) => {
  let place: QueuePlace;
  beforeAll(async () => void (place = await queuePlace(kind)), 60_000);
  afterEach(() => place.clear());
  afterAll(() => place.close());

  it("carries a run out and leaves its fields, history and features", async () => {
    const jobs = place.open();
    const submitted = await jobs.submit("ann", { kind: "run", document: spec });
    expect(submitted).toMatchObject({ kind: "run", owner: "ann", state: "queued", progress: 0, attempts: 0, artefacts: [] });
    const job = await until(jobs, "ann", submitted.id, ended);
    expect(job).toMatchObject({ state: "done", progress: 1, attempts: 1, error: null, hash: submitted.hash });
    expect(job.result).toMatchObject({ specHash: job.hash, steps: 40, times: [10, 20, 30, 40] });
    expect(job.artefacts.map(({ name }) => name)).toEqual(["fields.npz", "history.zarr", "features.parquet", "state.packet"]);
    const bytes = await place.artefacts.get(`jobs/${job.id}/1/fields.npz`);
    expect(createHash("sha256").update(bytes!).digest("hex")).toBe(job.artefacts[0]!.sha256);
    expect(bytes!.length).toBe(job.artefacts[0]!.bytes);
    expect(await place.artefacts.list(`jobs/${job.id}/work/`)).toEqual([]);
    await jobs.remove("ann", job.id);
    expect(await place.artefacts.list(`jobs/${job.id}/`)).toEqual([]);
    await expect(jobs.find("ann", job.id)).rejects.toThrow(/no job/);
  });

  it("carries a sweep out and leaves its rows", async () => {
    const jobs = place.open();
    const { id } = await jobs.submit("ann", { kind: "sweep", document: sweep });
    const job = await until(jobs, "ann", id, ended);
    expect(job).toMatchObject({ state: "done", result: { runs: 4, resumed: 0, failed: 0, out: "rows.parquet" } });
    const rows = await readParquet((await place.artefacts.get(`jobs/${id}/1/rows.parquet`))!);
    expect(rows.map((row) => row["parameters.F"])).toEqual([0.02, 0.03, 0.04, 0.05]);
    const asJson: unknown = JSON.parse(new TextDecoder().decode((await place.artefacts.get(`jobs/${id}/1/rows.json`))!));
    expect(readRows(completeSweep(sweep), asJson).map(({ values }) => values)).toEqual([[0.02], [0.03], [0.04], [0.05]]);
    expect(await place.database.db.selectFrom("job_rows").selectAll().execute()).toEqual([]);
  });

  it("is set up by several at the same moment", async () => {
    await place.database.execute("drop schema if exists queue cascade");
    const queues = Array.from({ length: 4 }, () => openTurns(place.database, () => undefined, new AbortController().signal));
    const turns = await Promise.all(queues);
    await turns[0]!.add(3);
    expect(await turns[1]!.waiting()).toBe(3);
    const taken = await Promise.all(turns.map((queue) => queue.take()));
    expect(taken.filter((turn) => turn !== null)).toHaveLength(3);
    await Promise.all(turns.map((queue) => queue.close()));
  });

  it("is set up when what keeps it from that is mended", async () => {
    await place.database.execute("drop schema if exists queue cascade");
    const lacking = new Error("permission denied for database");
    let asked = 0;
    const database = {
      ...place.database,
      execute: async (text: string, values?: readonly unknown[]) => {
        if (asked++ === 0) throw lacking;
        return place.database.execute(text, values);
      },
    };
    const told: unknown[] = [];
    const turns = await openTurns(database, (error) => told.push(error), new AbortController().signal);
    await turns.add(1);
    expect(await turns.take()).not.toBeNull();
    expect(told).toEqual([lacking]);
    await turns.close();
  });

  it("tells what is wrong or too much before anything starts", async () => {
    const jobs = place.open({ jobsAtOnce: 0, maxQueuedJobs: 2 });
    await expect(jobs.submit("ann", { kind: "walk", document: {} })).rejects.toThrow(/"walk"/);
    await expect(jobs.submit("ann", { kind: "run", document: { version: 1, model: "nothing" } })).rejects.toThrow(/nothing/);
    await expect(jobs.submit("ann", { kind: "run", document: { ...spec, record: {}, steps: 1e8 } })).rejects.toThrow(/256 cells × 100000000 steps/);
    await expect(jobs.submit("ann", { kind: "sweep", document: { ...sweep, base: { ...sweep.base, steps: 1e8 } } })).rejects.toThrow(
      /4 runs of 144 cells/,
    );
    await expect(jobs.submit("ann", { kind: "run", document: { ...spec, grid: { shape: [2048, 2048] } } })).rejects.toThrow(/4194304 cells/);
    await expect(jobs.submit("ann", { kind: "run", document: { ...spec, parameters: { F: { file: "F.npy" } } } })).rejects.toThrow(/reads no files/);
    for (const _ of [1, 2]) await jobs.submit("ann", { kind: "run", document: spec });
    await expect(jobs.submit("ann", { kind: "run", document: spec })).rejects.toThrow(/2 jobs that wait or run/);
    expect((await jobs.submit("bob", { kind: "run", document: spec })).state).toBe("queued");
  });

  it("shows everybody their own alone, page by page", async () => {
    const jobs = place.open({ jobsAtOnce: 0 });
    const mine = [];
    for (let i = 0; i < 5; i++) mine.unshift((await jobs.submit("ann", { kind: i % 2 ? "sweep" : "run", document: i % 2 ? sweep : spec })).id);
    await jobs.submit("bob", { kind: "run", document: spec });
    const first = await jobs.list("ann", { limit: 2 });
    const second = await jobs.list("ann", { limit: 2, after: first.next! });
    const third = await jobs.list("ann", { limit: 2, after: second.next! });
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(mine);
    expect(third.next).toBeNull();
    expect((await jobs.list("ann", { kind: "sweep" })).items).toHaveLength(2);
    expect((await jobs.list("ann", { state: "done" })).items).toEqual([]);
    await expect(jobs.list("ann", { after: "page2" })).rejects.toThrow(/not the end of a page/);
    for (const call of [jobs.find, jobs.cancel, jobs.retry, jobs.remove])
      await expect(call("bob", mine[0]!)).rejects.toMatchObject({ code: "run/unknown" });
    await expect(jobs.find("ann", "'; drop table jobs")).rejects.toMatchObject({ code: "run/unknown" });
  });

  it("takes users in turn, and of each the most urgent", async () => {
    const still = place.open({ jobsAtOnce: 0 });
    const submit = async (owner: string, seed: number, priority: number) => {
      await still.submit(owner, { kind: "run", document: { ...spec, steps: 1, seed }, priority });
    };
    for (const [seed, priority] of [[1, 0], [2, 5], [3, 0], [4, 10]] as const) await submit("ann", seed, priority); // prettier-ignore
    for (const [seed, priority] of [[5, -5], [6, 0]] as const) await submit("bob", seed, priority); // prettier-ignore
    await submit("cleo", 7, -10);
    const jobs = place.open({ jobsAtOnce: 1 });
    for (;;) {
      const { items } = await jobs.list("ann", { state: "done" });
      if (items.length === 4) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { rows } = await place.database.execute("select owner, document, claimed from jobs order by claimed");
    expect((rows as { document: { seed: number } }[]).map(({ document }) => document.seed)).toEqual([4, 6, 7, 2, 5, 1, 3]);
  });

  it("takes users in turn also where one removes each job that is done", async () => {
    const jobs = place.open({ jobsAtOnce: 0 });
    const store = new JobStore(place.database.db, 30);
    for (let i = 0; i < 3; i++) await jobs.submit("bob", { kind: "run", document: spec });
    await jobs.submit("ann", { kind: "run", document: spec });
    const served: string[] = [];
    for (let i = 0; i < 6; i++) {
      const claim = (await store.claim("worker"))!;
      served.push(claim.owner);
      await store.finish(claim, {}, []);
      if (claim.owner !== "ann") continue;
      await jobs.remove("ann", claim.id);
      await jobs.submit("ann", { kind: "run", document: spec });
    }
    expect(served).toEqual(["bob", "ann", "bob", "ann", "bob", "ann"]);
  });

  it("tells watchers of each change, ends what is cancelled, and takes it up again where it was", async () => {
    const jobs = place.open({ checkpointSeconds: 0.02 });
    const long = { ...spec, grid: { shape: [64, 64] }, steps: 20_000, record: { every: 0 } };
    const { id } = await jobs.submit("ann", { kind: "run", document: long });
    const told = new Set<string>();
    const unwatch = await jobs.watch("ann", id, ({ state }) => told.add(state));
    const tells = async (state: string) => {
      while (!told.has(state)) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await tells("running");
    for (;;) {
      const { rows } = await place.database.execute("select checkpoint from jobs where checkpoint is not null");
      if (rows.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await jobs.cancel("ann", id)).toMatchObject({ state: "cancelled" });
    expect(await jobs.cancel("ann", id)).toMatchObject({ state: "cancelled" });
    await tells("cancelled");
    await jobs.retry("ann", id);
    const job = await until(jobs, "ann", id, ended);
    expect(job).toMatchObject({ state: "done", attempts: 2, result: { steps: 20_000 } });
    await tells("done");
    unwatch();
    await expect(jobs.retry("ann", id)).rejects.toThrow(/done is not tried again/);
  });

  it("fails for what another attempt would meet again, and says why", async () => {
    const jobs = place.open();
    const wild = { ...spec, integrator: { method: "euler" as const, dt: 50 }, steps: 400 };
    const { id } = await jobs.submit("ann", { kind: "run", document: wild });
    const job = await until(jobs, "ann", id, ended);
    expect(job).toMatchObject({ state: "failed", attempts: 1, error: { code: "run/not-finite" }, result: null, artefacts: [] });
    expect(await place.artefacts.list(`jobs/${id}/`)).toEqual([]);
  });
});
