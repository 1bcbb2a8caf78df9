import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { patiently } from "../../server/jobs/patiently";
import type { Job } from "../../server/jobs/jobs";
import { uniformAt } from "../../src/core/field/philox";
import type { SweepInput } from "../../src/core/sweep/sweep-spec";
import { ended, queuePlace, until, type QueuePlace } from "../support/job-queue";
import { buildProgram, endProcess, type BuiltProgram } from "../support/worker-process";

/** Jobs in all, of so many users, on so many workers; one of those is killed, or the database restarted, again and again. */
const jobsInAll = 120;
const users = 5;
const crew = 3;

let place: QueuePlace;
let program: BuiltProgram;
const workers: ChildProcess[] = [];

const hire = () =>
  program.worker({
    MFN_DATABASE_URL: place.postgres!.url,
    MFN_DATA_DIR: place.folder,
    MFN_JOBS_AT_ONCE: "2",
    MFN_JOB_THREADS: "1",
    MFN_LEASE_SECONDS: "2",
    MFN_CHECKPOINT_SECONDS: "1",
  });

beforeAll(async () => void ([place, program] = await Promise.all([queuePlace("postgres"), buildProgram()])), 300_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => endProcess(worker, "SIGKILL")));
  await place.close();
  program.remove();
}, 60_000);

it("ends each of many jobs once, while workers die and the database restarts", async () => {
  const jobs = place.open({ jobsAtOnce: 0, leaseSeconds: 2 });
  const sweep = (seed: number): SweepInput => ({
    version: 1,
    base: { version: 1, model: "gray-scott", grid: { shape: [24, 24] }, steps: 400, seed },
    parameters: [{ name: "parameters.F", from: 0.02, to: 0.06, count: 12 }],
    measure: ["regime", "mean"],
  });
  const submitted: Job[] = [];
  for (let i = 0; i < jobsInAll; i++) {
    // Every fourth has the same document as the first: equal work must come to equal bytes.
    const seed = i % 4 === 0 ? 0 : i;
    submitted.push(await jobs.submit(`user ${i % users}`, { kind: "sweep", document: sweep(seed), priority: (i % 5) - 2 }));
  }
  workers.push(...(await Promise.all(Array.from({ length: crew }, hire))));
  const left = async () => {
    const { rows } = await patiently(() => place.database.execute("select 1 from jobs where state in ('queued', 'running')"));
    return rows.length;
  };
  for (let blow = 0; (await left()) > 0; blow++) {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const chance = uniformAt(7, blow, 0, 1);
    if (chance < 0.3) await place.postgres!.restart();
    else {
      const victim = Math.floor(uniformAt(7, blow, 1, 1) * crew);
      await endProcess(workers[victim]!, chance < 0.8 ? "SIGKILL" : "SIGTERM");
      workers[victim] = await hire();
    }
  }
  const done = await Promise.all(submitted.map(({ owner, id }) => patiently(() => until(jobs, owner, id, ended))));
  expect(done.filter(({ state }) => state !== "done")).toEqual([]);
  const equal = done.filter((_, i) => i % 4 === 0).map(({ artefacts }) => artefacts[0]!.sha256);
  expect(new Set(equal).size).toBe(1);
  for (const { id, attempts } of done)
    expect(await place.artefacts.list(`jobs/${id}/`)).toEqual(["json", "parquet"].map((kind) => `jobs/${id}/${attempts}/rows.${kind}`));
});
