import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../../server/jobs/jobs";
import { patiently } from "../../../server/jobs/patiently";
import { createServer } from "../../../server/app";
import { valuesOf, type FrameMessage } from "../../../server/grpc/messages";
import { startGrpc } from "../../../server/grpc/start";
import { simulate } from "../../../src/core/simulate";
import { hashField } from "../../../src/core/spec/hash";
import { hashSweep, completeSweep, type SweepInput } from "../../../src/core/sweep/sweep-spec";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { plain } from "../../../src/engine/backends/plain/run";
import { createEngineHost } from "../../../src/engine/host";
import { createPointsHost } from "../../../src/engine/host-points";
import type { EngineApi } from "../../../src/engine/protocol";
import { connectRemoteEngine } from "../../../src/engine/remote";
import { parquet } from "../../../src/exporters/parquet";
import { sweepTable } from "../../../src/exporters/sweep-table";
import { sweepRows } from "../../../src/jobs/whole-sweep";
import { grpcService, grpcStream } from "../../support/grpc-client";
import { ended, queuePlace, until, type QueuePlace } from "../../support/job-queue";
import { key, testParts } from "../../support/server-parts";
import { buildProgram, endProcess, type BuiltProgram } from "../../support/worker-process";

let place: QueuePlace;
let program: BuiltProgram;
const workers: ChildProcess[] = [];

const startWorker = async (): Promise<ChildProcess> => {
  const worker = await program.worker({
    MFN_DATABASE_URL: place.postgres!.url,
    MFN_DATA_DIR: place.folder,
    MFN_JOBS_AT_ONCE: "2",
    MFN_JOB_THREADS: "1",
    MFN_LEASE_SECONDS: "2",
    MFN_CHECKPOINT_SECONDS: "1",
  });
  workers.push(worker);
  return worker;
};

beforeAll(async () => {
  [place, program] = await Promise.all([queuePlace("postgres"), buildProgram()]);
}, 120_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => endProcess(worker, "SIGKILL")));
  await place.close();
  program.remove();
}, 60_000);

const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [40, 48] }, steps: 600, seed: 5 };

describe("one spec gives the same bytes", () => {
  const hashes = (fields: Record<string, Float32Array | Float64Array>) =>
    Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, hashField(values as Float32Array<ArrayBuffer>)]));
  const onEngine = async (engine: EngineApi) => {
    const { run } = await engine.open(spec);
    return hashes((await engine.advance(run, spec.steps!)).fields);
  };
  /** A further way is one line. */
  const ways: Record<string, () => Promise<Record<string, string>>> = {
    "in a host of this process": () => onEngine(createEngineHost()),
    "in a thread of this process": async () => {
      const engine = program.engineThread();
      return onEngine(engine).finally(() => engine.dispose());
    },
    "over HTTP": async () => {
      const app = await createServer(testParts());
      const url = await app.listen({ port: 0, host: "127.0.0.1" });
      return onEngine(connectRemoteEngine({ url, credential: { kind: "key", key } })).finally(() => app.close());
    },
    "over gRPC": async () => {
      const grpc = await startGrpc(testParts(), { host: "127.0.0.1", port: 0 });
      const frames = await grpcStream<FrameMessage>(grpcService("Runs", grpc.port), "Simulate", { spec_json: JSON.stringify(spec) });
      await grpc.close();
      return hashes(Object.fromEntries(Object.entries(frames.at(-1)!.fields).map(([name, field]) => [name, valuesOf(field, 40 * 48)])));
    },
    "through the queue, in a thread of another process": async () => {
      const worker = await startWorker();
      const jobs = place.open({ jobsAtOnce: 0 });
      const { id } = await jobs.submit("ann", { kind: "run", document: spec });
      const job = await until(jobs, "ann", id, ended);
      expect(job).toMatchObject({ state: "done", result: { backend: "wasm", threads: 1 } });
      await endProcess(worker, "SIGTERM");
      const { fields } = job.result as { fields: Record<string, { sha256: string }> };
      return Object.fromEntries(Object.entries(fields).map(([name, { sha256 }]) => [name, sha256]));
    },
  };
  it.each(Object.keys(ways))("%s", async (way) => {
    expect(await ways[way]!()).toEqual(hashes((await simulate(spec, plain)).fields));
  });
});

describe("when workers are killed and the database restarts", () => {
  const sweeps = [1, 2, 3].map((seed): SweepInput => ({
    version: 1,
    base: { version: 1, model: "gray-scott", grid: { shape: [24, 24] }, steps: 1000, seed },
    parameters: [{ name: "parameters.F", from: 0.02, to: 0.06, count: 24 }],
    measure: ["regime", "mean"],
  }));
  const long: RunSpecInput = { ...spec, grid: { shape: [64, 64] }, steps: 30_000, record: { every: 3000 } };

  it("every job ends once, with all that an undisturbed one leaves", { timeout: 300_000 }, async () => {
    const jobs = place.open({ jobsAtOnce: 0, leaseSeconds: 2 });
    const submitted: Job[] = [];
    for (const [i, document] of sweeps.entries()) submitted.push(await jobs.submit(`user ${i % 2}`, { kind: "sweep", document }));
    submitted.push(await jobs.submit("user 1", { kind: "run", document: long }));

    const rows = async () => {
      const { rows: found } = await patiently(() => place.database.execute("select count(*)::integer as count from job_rows"));
      return (found as { count: number }[])[0]!.count;
    };
    const more = async (by: number) => {
      const wanted = (await rows()) + by;
      while ((await rows()) < wanted && (await open()) > 2) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const open = async () => {
      const { rows: found } = await patiently(() => place.database.execute("select 1 from jobs where state in ('queued', 'running')"));
      return found.length;
    };
    const [first, second] = await Promise.all([startWorker(), startWorker()]);
    await more(8);
    await endProcess(first, "SIGKILL");
    const third = await startWorker();
    await more(8);
    await place.postgres!.restart();
    await more(4);
    await Promise.all([endProcess(second, "SIGKILL"), endProcess(third, "SIGKILL")]);
    await startWorker();

    const done: Job[] = [];
    for (const { owner, id } of submitted) done.push(await patiently(() => until(jobs, owner, id, ended)));
    expect(done.map(({ state, error }) => ({ state, error }))).toEqual(submitted.map(() => ({ state: "done", error: null })));
    expect(Math.max(...done.map(({ attempts }) => attempts))).toBeGreaterThan(1);
    expect(await rows()).toBe(0);
    for (const [i, job] of done.slice(0, 3).entries()) {
      expect(job.hash).toBe(hashSweep(completeSweep(sweeps[i])));
      expect(await bytesOf(job, "rows.parquet")).toEqual(await undisturbed(sweeps[i]!));
      expect((await place.artefacts.list(`jobs/${job.id}/`)).map((name) => name.split("/").slice(2).join("/"))).toEqual([
        `${job.attempts}/rows.json`,
        `${job.attempts}/rows.parquet`,
      ]);
    }
    const alone = await place.open({ leaseSeconds: 30 }).submit("alone", { kind: "run", document: long });
    const same = await until(jobs, "alone", alone.id, ended);
    for (const name of ["fields.npz", "features.parquet"]) expect(await bytesOf(done[3]!, name)).toEqual(await bytesOf(same, name));
    expect(done[3]!.artefacts).toEqual(same.artefacts);
  });

  const bytesOf = async (job: Job, name: string) => {
    const bytes = await place.artefacts.get(join("jobs", job.id, String(job.attempts), name));
    return Buffer.from(bytes!);
  };
  async function undisturbed(document: SweepInput): Promise<Buffer> {
    const sweep = completeSweep(document);
    const all = await sweepRows(sweep, {
      journal: { rows: [], append: async () => undefined },
      atOnce: 1,
      samplePoint: createPointsHost().samplePoint,
    });
    const { table, provenance } = sweepTable(sweep, all);
    return Buffer.from(parquet.encode(table, provenance));
  }
});

describe("a worker that is told to end", () => {
  it("ends in its time although the database is away and a job is under way, and the next one takes that up", { timeout: 300_000 }, async () => {
    await Promise.all(workers.splice(0).map((worker) => endProcess(worker, "SIGKILL")));
    // A queue of a test before, in this process, would take the job up too.
    await place.clear();
    const jobs = place.open({ jobsAtOnce: 0, leaseSeconds: 2 });
    const { id } = await jobs.submit("ann", {
      kind: "run",
      document: { ...spec, grid: { shape: [64, 64] }, steps: 200_000, record: { every: 50_000 } },
    });
    const worker = await startWorker();
    await until(jobs, "ann", id, ({ state }) => state === "running");
    await place.postgres!.crash();
    await endProcess(worker, "SIGTERM");
    expect([worker.exitCode, worker.signalCode]).toEqual([0, null]);
    await place.postgres!.start();
    await startWorker();
    const job = await patiently(() => until(jobs, "ann", id, ended));
    // On a busy machine perhaps more than twice, as a lease is short here.
    expect([job.state, job.attempts > 1]).toEqual(["done", true]);
  });
});
