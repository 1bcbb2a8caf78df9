import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeHere } from "../../../server/jobs/computing";
import { startWorker, type StartedWorker } from "../../../server/jobs/start-worker";
import { ended, queuePlace, until, type QueuePlace } from "../../support/job-queue";

const patience = 120_000;

let place: QueuePlace;
let worker: StartedWorker | null = null;
let log = "";
type Line = Record<string, unknown> & { message: string };
const lines = () =>
  log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
const untilLogged = async (words: RegExp): Promise<Line> => {
  for (;;) {
    const line = lines().find(({ message }) => words.test(message));
    if (line) return line;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const config = () => join(place.folder, "mfn.json");
const settings = (given: object) => writeFileSync(config(), JSON.stringify({ dataDir: place.folder, leaseSeconds: 2, logFormat: "json", ...given }));
const start = async () => {
  log = "";
  worker = await startWorker({
    env: { MFN_CONFIG: config(), MFN_DATABASE_URL: place.postgres!.url },
    computing: () => computeHere(),
    logTo: { write: (line) => void (log += line) },
  });
};

beforeAll(async () => void (place = await queuePlace("postgres")), patience);
afterAll(async () => {
  await worker?.close();
  await place.close();
}, patience);

const spec = { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, steps: 20, seed: 3 };
/** Longer than any test. */
const long = { ...spec, grid: { shape: [64, 64] }, steps: 500_000, record: { every: 50_000 } };
const much = { jobsAtOnce: 0, leaseSeconds: 2, maxCellSteps: 1e13 };

describe("a worker", { timeout: patience }, () => {
  it("logs what becomes of jobs, with their ids and traces, in the lines of a server", async () => {
    const jobs = place.open({ jobsAtOnce: 0 });
    const { id } = await jobs.submit("ann", { kind: "run", document: spec });
    const trace = "0af7651916cd43dd8448eb211c80319c";
    await place.database.execute("update jobs set traceparent = $1 where id = $2", [`00-${trace}-b7ad6b7169203331-01`, id]);
    settings({ logLevel: "info" });
    await start();
    const facts = { level: "info", logger: "mfn.worker", env: "dev", job: id, kind: "run", attempt: 1, trace_id: trace };
    expect(await untilLogged(/is taken up$/)).toEqual({ ...facts, timestamp: expect.any(String) as string, message: `job ${id} is taken up` });
    expect(await untilLogged(/is done$/)).toMatchObject({ ...facts, message: `job ${id} is done` });
  });

  it("takes up settings that may change, and says which wait for a restart and which cannot be used", async () => {
    settings({ logLevel: "debug", jobThreads: 2, jobsAtOnce: 5 });
    expect(await untilLogged(/^settings took effect/)).toMatchObject({ message: "settings took effect: jobThreads, logLevel" });
    expect(await untilLogged(/wait for a restart/)).toMatchObject({ level: "warn", message: "these settings wait for a restart: jobsAtOnce" });
    settings({ logLevel: "loud" });
    expect(await untilLogged(/^the settings stay as they were/)).toMatchObject({ message: expect.stringContaining("logLevel") as string });
  });

  it("ends although the database is away and a job is under way, which the next worker takes up", async () => {
    const jobs = place.open(much);
    const { id } = await jobs.submit("ann", { kind: "run", document: long });
    await until(jobs, "ann", id, ({ state }) => state === "running");
    await place.postgres!.crash();
    await worker!.close();
    expect(lines().filter(({ message }) => message.endsWith("could not be closed"))).toEqual([]);
    expect(await untilLogged(/could not be put away$/)).toMatchObject({ level: "warn", job: id, exception: { type: "DatabaseAway" } });
    await place.postgres!.start();
    settings({ logLevel: "info" });
    await start();
    await until(jobs, "ann", id, ({ attempts }) => attempts > 1);
    await jobs.cancel("ann", id);
    expect(ended(await jobs.find("ann", id))).toBe(true);
  });

  it("that ends puts its job back at once", async () => {
    const jobs = place.open(much);
    const { id } = await jobs.submit("ann", { kind: "run", document: long });
    await until(jobs, "ann", id, ({ state }) => state === "running");
    await worker!.close();
    expect(await jobs.find("ann", id)).toMatchObject({ state: "queued" });
    expect(await untilLogged(new RegExp(`^job ${id} goes back to the queue`))).toMatchObject({ level: "info", job: id });
  });
});
