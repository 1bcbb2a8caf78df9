import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { computeHere } from "../../../server/jobs/computing";
import type { Job, Jobs } from "../../../server/jobs/jobs";
import { openJobs } from "../../../server/jobs/open-jobs";
import { removeOldJobs } from "../../../server/jobs/removal";
import { ended, queuePlace, until, type QueuePlace } from "../../support/job-queue";

const spec = { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, steps: 4, record: { every: 2 } };
const bytesOf = ({ artefacts }: Job) => artefacts.reduce((sum, { bytes }) => sum + bytes, 0);

let place: QueuePlace;
beforeAll(async () => void (place = await queuePlace("embedded")), 120_000);
afterEach(() => place.clear());
afterAll(() => place.close());

async function carriedOut(jobs: Jobs, owner = "ann"): Promise<Job> {
  const { id } = await jobs.submit(owner, { kind: "run", document: spec });
  return until(jobs, owner, id, ended);
}

/** Until the worker has let a cancelled job go: nothing more is written of it. */
async function settled(id: string): Promise<void> {
  let before: string[] | null = null;
  for (;;) {
    const now = await place.artefacts.list(`jobs/${id}/`);
    if (before !== null && String(before) === String(now)) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

describe("what a user's jobs leave", { timeout: 120_000 }, () => {
  it("is told, and has room up to the limit: a job that would pass it fails and leaves nothing, a further one is not taken", async () => {
    const first = await carriedOut(place.open());
    await place.clear();
    // Room for one whole job and a little of the next.
    const limit = bytesOf(first) + 1;
    const jobs = place.open({ maxStoredBytes: limit });
    const fits = await carriedOut(jobs);
    expect(fits.state).toBe("done");
    expect(await jobs.storage("ann")).toEqual({ used: bytesOf(first), limit });
    const passes = await carriedOut(jobs);
    expect(passes).toMatchObject({ state: "failed", attempts: 1, artefacts: [], error: { code: "storage/full", detail: { limit } } });
    expect(passes.error!.message).toMatch(/remove jobs that you no longer need/);
    expect(await place.artefacts.list(`jobs/${passes.id}/`)).toEqual([]);
    expect((await carriedOut(jobs, "bob")).state).toBe("done");
    await place.database.execute(`update jobs set artefacts = '[{"bytes": 1e12}]' where id = $1`, [passes.id]);
    await expect(jobs.submit("ann", { kind: "run", document: spec })).rejects.toMatchObject({ code: "storage/full" });
    await jobs.remove("ann", passes.id);
    await jobs.remove("ann", fits.id);
    expect(await jobs.storage("ann")).toEqual({ used: 0, limit });
    expect((await carriedOut(jobs)).state).toBe("done");
  });

  it("is also what a job that was cancelled may go on from", async () => {
    const jobs = place.open({ checkpointSeconds: 0.01, maxCellSteps: 1e12 });
    const { id } = await jobs.submit("ann", { kind: "run", document: { ...spec, steps: 1e7, record: { every: 5e4 } } });
    const stored = async () => (await jobs.storage("ann")).used;
    while ((await stored()) < 10_000) await new Promise((resolve) => setTimeout(resolve, 20));
    await jobs.cancel("ann", id);
    await settled(id);
    const names = await place.artefacts.list(`jobs/${id}/`);
    const sizes = await Promise.all(names.map((name) => place.artefacts.size(name)));
    // What was put away after the last checkpoint is no part of it.
    expect(await stored()).toBeGreaterThan(10_000);
    expect(await stored()).toBeLessThanOrEqual(sizes.reduce<number>((sum, size) => sum + size!, 0));
    await jobs.remove("ann", id);
    expect([await stored(), await place.artefacts.list(`jobs/${id}/`)]).toEqual([0, []]);
  });

  it("is removed by one at a time, and not tried again meanwhile", async () => {
    const jobs = place.open();
    const { id } = await carriedOut(jobs);
    await place.database.execute("update jobs set state = 'failed' where id = $1", [id]);
    const { removeAll } = place.artefacts;
    place.artefacts.removeAll = async (name) => {
      place.artefacts.removeAll = removeAll;
      await expect(jobs.retry("ann", id)).rejects.toThrow("this job is being removed, so it is not tried again");
      await expect(jobs.remove("ann", id)).rejects.toThrow("this job is being removed already");
      await removeAll(name);
    };
    await jobs.remove("ann", id);
    await expect(jobs.remove("ann", id)).rejects.toMatchObject({ code: "run/unknown" });
  });

  it("is held to the limit also where jobs end at once, and where they only get half-way", async () => {
    const whole = bytesOf(await carriedOut(place.open()));
    await place.clear();
    const atOnce = place.open({ jobsAtOnce: 4, maxStoredBytes: whole + 1 });
    const ids = await Promise.all(["", "", "", ""].map(async () => (await atOnce.submit("ann", { kind: "run", document: spec })).id));
    const states = await Promise.all(ids.map(async (id) => (await until(atOnce, "ann", id, ended)).state));
    expect(states.sort()).toEqual(["done", "failed", "failed", "failed"]);
    expect((await atOnce.storage("ann")).used).toBe(whole);
    await place.clear();
    const eager = place.open({ checkpointSeconds: 0.01, maxCellSteps: 1e12, maxStoredBytes: 1000 });
    const { id } = await eager.submit("ann", { kind: "run", document: { ...spec, steps: 1e7, record: { every: 1e6 } } });
    expect(await until(eager, "ann", id, ended)).toMatchObject({ state: "failed", error: { code: "storage/full" } });
    expect(await place.artefacts.list(`jobs/${id}/`)).toEqual([]);
  });

  it("is a sentence without the inside of the server where that has a fault", async () => {
    const jobs = place.open();
    const { put } = place.artefacts;
    place.artefacts.put = () => Promise.reject(new Error("user arn:1234 may not write into the bucket private"));
    const { id } = await jobs.submit("ann", { kind: "run", document: spec });
    const job = await until(jobs, "ann", id, ({ error }) => error !== null);
    place.artefacts.put = put;
    expect(job.error).toEqual({ code: "internal", path: [], message: `the worker met a fault; its log names it under job ${id}, attempt 1` });
    expect(JSON.stringify(job)).not.toMatch(/arn|private/);
  });

  it("does not keep a worker for ever where a store takes it and never answers", async () => {
    const jobs = place.open();
    const { put } = place.artefacts;
    let answer = () => {};
    place.artefacts.put = () => new Promise((resolve) => (answer = resolve));
    const { id } = await jobs.submit("ann", { kind: "run", document: spec });
    await until(jobs, "ann", id, ({ words }) => words === "writes the results");
    await jobs.cancel("ann", id);
    place.artefacts.put = put;
    expect((await carriedOut(jobs)).state).toBe("done");
    await jobs.remove("ann", id);
    await put(`jobs/${id}/1/late`, new Uint8Array(1));
    answer();
    // Written late, of a job that is gone: nobody else would remove it.
    while ((await place.artefacts.list(`jobs/${id}/`)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it("stays with its job where the store fails to remove it, so that it can be tried again", async () => {
    const jobs = place.open();
    const { id } = await carriedOut(jobs);
    const { removeAll } = place.artefacts;
    place.artefacts.removeAll = () => Promise.reject(new Error("the bucket does not answer"));
    await expect(jobs.remove("ann", id)).rejects.toThrow("the bucket does not answer");
    place.artefacts.removeAll = removeAll;
    expect((await jobs.find("ann", id)).state).toBe("done");
    await jobs.remove("ann", id);
    expect(await place.artefacts.list(`jobs/${id}/`)).toEqual([]);
  });

  it("goes with jobs that ended long ago, where the server says so", async () => {
    const jobs = place.open();
    const [old, fresh] = [await carriedOut(jobs), await carriedOut(jobs)];
    await place.database.execute("update jobs set ended = now() - interval '8 days' where id = $1", [old.id]);
    await removeOldJobs(place.database.db, place.artefacts, undefined);
    expect((await jobs.list("ann", {})).items).toHaveLength(2);
    const stuck = await carriedOut(jobs);
    await place.database.execute("update jobs set ended = now() - interval '9 days' where id = $1", [stuck.id]);
    const { removeAll } = place.artefacts;
    place.artefacts.removeAll = (name) => (name.includes(stuck.id) ? Promise.reject(new Error("the bucket does not answer")) : removeAll(name));
    await expect(removeOldJobs(place.database.db, place.artefacts, 7)).rejects.toThrow("1 of 2 jobs stay for now");
    place.artefacts.removeAll = removeAll;
    await jobs.remove("ann", stuck.id);
    expect((await jobs.list("ann", {})).items.map(({ id }) => id)).toEqual([fresh.id]);
    expect(await place.artefacts.list(`jobs/${old.id}/`)).toEqual([]);
    expect(await place.artefacts.list(`jobs/${fresh.id}/`)).not.toEqual([]);
  });
});

describe("jobs", { timeout: 120_000 }, () => {
  it("are listed without their results and long documents, and found whole", async () => {
    const jobs = place.open();
    const { id, result, document } = await carriedOut(jobs);
    expect(result).not.toBeNull();
    expect((await jobs.list("ann", {})).items).toMatchObject([{ id, result: null, document }]);
    const long = { ...spec, note: "x".repeat(20_000) };
    await place.database.execute("update jobs set document = $1::json where id = $2", [JSON.stringify(long), id]);
    expect((await jobs.list("ann", {})).items).toMatchObject([{ id, document: null }]);
    expect((await jobs.find("ann", id)).document).toEqual(long);
  });

  it("stand although their turn is lost, and get one by and by", async () => {
    const { execute } = place.database;
    const told: string[] = [];
    const jobs = openJobs({
      ...place,
      computing: computeHere(),
      settings: { ...place.settings, leaseSeconds: 1 },
      tell: (_, words) => told.push(words),
    });
    try {
      place.database.execute = async (text, values) => {
        if (/insert into queue\.job/i.test(text)) throw new Error("the queue has no room");
        return execute(text, values);
      };
      const { id, state } = await jobs.submit("ann", { kind: "run", document: spec });
      expect(state).toBe("queued");
      while (!told.some((words) => words.includes(`the turn of job ${id} could not be added`)))
        await new Promise((resolve) => setTimeout(resolve, 20));
      place.database.execute = execute;
      expect((await until(jobs, "ann", id, ended)).state).toBe("done");
      expect((await jobs.list("ann", {})).items).toHaveLength(1);
    } finally {
      place.database.execute = execute;
      await jobs.close();
    }
  });

  it("that are taken up again count among those that wait", async () => {
    const jobs = place.open({ jobsAtOnce: 0, maxQueuedJobs: 1 });
    const { id } = await jobs.submit("ann", { kind: "run", document: spec });
    await jobs.cancel("ann", id);
    await jobs.submit("ann", { kind: "run", document: spec });
    await expect(jobs.retry("ann", id)).rejects.toThrow(/1 jobs that wait or run/);
    expect((await jobs.find("ann", id)).state).toBe("cancelled");
  });
});
