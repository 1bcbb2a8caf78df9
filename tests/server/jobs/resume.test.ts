import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { computeHere, type Computing } from "../../../server/jobs/computing";
import { JobStore } from "../../../server/jobs/job-store";
import type { Job } from "../../../server/jobs/jobs";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { ended, queuePlace, until, type QueuePlace } from "../../support/job-queue";

let place: QueuePlace;
beforeAll(async () => void (place = await queuePlace("embedded")), 60_000);
afterEach(() => place.clear());
afterAll(() => place.close());

/** The hash of every file of a finished job by name. */
async function filesOf({ id, attempts }: Job): Promise<Record<string, string>> {
  const root = `jobs/${id}/${attempts}/`;
  const names = await place.artefacts.list(root);
  const hash = async (name: string) =>
    createHash("sha256")
      .update((await place.artefacts.get(name))!)
      .digest("hex");
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name.slice(root.length), await hash(name)])));
}

/** Steps of one part. */
const part = 100;

/** Computes in small parts, and after so many of them no further. */
function standsStillAfter(parts: number, reached: () => void): Computing {
  const here = computeHere();
  return {
    ...here,
    startEngine() {
      const engine = here.startEngine();
      let [done, end] = [0, () => {}];
      return {
        ...engine,
        async advance(run, steps, watched) {
          if (done++ === parts) {
            reached();
            return new Promise((_, reject) => (end = () => reject(new Error("broken off"))));
          }
          const frame = await engine.advance(run, Math.min(steps, part), watched);
          // Long enough for a checkpoint to be due.
          await new Promise((resolve) => setTimeout(resolve, 5));
          return frame;
        },
        dispose() {
          end();
          engine.dispose();
        },
      };
    },
  };
}

const withoutSpeed = (result: unknown) => {
  const { cellUpdatesPerSecond: _, ...rest } = result as Record<string, unknown>;
  return rest;
};

const base: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [48, 48] }, record: { every: 130, fields: ["u", "v"] }, seed: 9 };
const specs: Record<string, RunSpecInput> = {
  "of fixed steps": { ...base, steps: 1500 },
  "that chooses its steps": { ...base, steps: 1500, integrator: { method: "bogacki-shampine" } },
  "with memory of steps before": { ...base, steps: 1500, integrator: { method: "semi-implicit", dt: 0.5 } },
  "with things done to it": {
    ...base,
    steps: 1500,
    interventions: [
      { step: 250, parameters: { F: 0.03 } },
      { step: 900, parameters: { k: 0.061 } },
    ],
  },
  "with a step of its own": { version: 1, model: "mfn-reference", grid: { shape: [24, 24] }, steps: 1200, record: { every: 100 } },
};

describe("a run that is broken off and taken up again", () => {
  it.each(Object.keys(specs))("%s leaves the same bytes as one that was not", async (name) => {
    const document = specs[name]!;
    let jobs = place.open();
    const { id: whole } = await jobs.submit("ann", { kind: "run", document });
    const undisturbed = await until(jobs, "ann", whole, ended);
    await jobs.close();

    const { id } = await place.open({ jobsAtOnce: 0 }).submit("ann", { kind: "run", document });
    for (const parts of [3, 4]) {
      await new Promise<void>((reached) => {
        jobs = place.open({ checkpointSeconds: 0.001 }, standsStillAfter(parts, reached));
      });
      await jobs.close();
      expect(await place.artefacts.list(`jobs/${id}/work/`)).not.toEqual([]);
    }
    // As a worker leaves it that dies while it writes its results.
    await place.artefacts.put(`jobs/${id}/1/history.zarr/zarr.json`, new Uint8Array(1));
    jobs = place.open();
    const broken = await until(jobs, "ann", id, ended);
    expect(broken).toMatchObject({ state: "done", error: null });
    expect(broken.attempts).toBe(3);
    expect(withoutSpeed(broken.result)).toEqual(withoutSpeed(undisturbed.result));
    expect(await filesOf(broken)).toEqual(await filesOf(undisturbed));
    expect(broken.artefacts).toEqual(undisturbed.artefacts);
    // It is done before the rest is removed.
    const others = async () => (await place.artefacts.list(`jobs/${id}/`)).filter((path) => !path.startsWith(`jobs/${id}/3/`));
    await expect.poll(others).toEqual([]);
  });
});

it.each(["cancelled", "given back by a worker that ends"])(
  "a run that is %s keeps where it was, however long ago it was kept before",
  async (how) => {
    const jobs = place.open({ maxCellSteps: 1e12 });
    const { id } = await jobs.submit("ann", { kind: "run", document: { ...base, steps: 1e7, record: { every: 0 } } });
    await until(jobs, "ann", id, ({ words }) => /^step [1-9]/.test(words));
    if (how === "cancelled") await jobs.cancel("ann", id);
    await jobs.close();
    const { rows } = await place.database.execute("select checkpoint ->> 'state' as kept from jobs where id = $1", [id]);
    const { kept } = rows[0] as { kept: string };
    expect(Number(/\/1-(\d+)\.state$/.exec(kept)![1])).toBeGreaterThan(0);
    expect(await place.artefacts.list(`jobs/${id}/`)).toEqual([kept]);
  },
);

describe("a worker that was given up", () => {
  const submit = async () => {
    const jobs = place.open({ jobsAtOnce: 0 });
    return jobs.submit("ann", { kind: "run", document: { ...base, steps: 10 } });
  };
  it("changes nothing any more", async () => {
    const { id } = await submit();
    const [slow, next] = [new JobStore(place.database.db, -1), new JobStore(place.database.db, 30)];
    const late = (await slow.claim("slow"))!;
    expect(late).toMatchObject({ id, attempt: 1 });
    expect(await slow.addRow(late, 0, { a: 1 })).toBe(true);
    expect(await next.takeFromDead(3)).toEqual([id]);
    expect(await slow.addRow(late, 1, {})).toBe(false);
    const claim = (await next.claim("next"))!;
    expect(claim).toMatchObject({ id, attempt: 2 });
    expect(await slow.beat(late, 0.5, "late", true)).toBe(false);
    expect(await slow.addRow(late, 1, {})).toBe(false);
    expect(await slow.keepCheckpoint(late, { bytes: 0 })).toBe(false);
    expect(await slow.finish(late, { by: "slow" }, [])).toBe(false);
    await slow.fail(late, { code: "internal", message: "late", path: [] });
    await slow.giveBack(late);
    expect(await next.addRow(claim, 0, { a: 2 })).toBe(true);
    expect(await next.rows(id)).toEqual([{ a: 1 }]);
    expect(await next.finish(claim, { by: "next" }, [])).toBe(true);
    expect(await next.finish(claim, { by: "next" }, [])).toBe(true);
    expect(await slow.finish(late, { by: "slow" }, [])).toBe(false);
    expect(await place.open({ jobsAtOnce: 0 }).find("ann", id)).toMatchObject({ state: "done", result: { by: "next" } });
  });
  it("several times in a row, without getting further, ends the job; one that gets further does not", async () => {
    const { id } = await submit();
    const store = new JobStore(place.database.db, -1);
    const jobs = place.open({ jobsAtOnce: 0 });
    for (let i = 0; i < 3; i++) {
      const claim = (await store.claim("dies"))!;
      await store.beat(claim, 0, "moves", i === 0);
      await store.takeFromDead(3);
    }
    expect(await jobs.find("ann", id)).toMatchObject({ state: "failed", attempts: 3, error: { message: /lost 3 times/ } });
    await jobs.retry("ann", id);
    for (let i = 0; i < 5; i++) {
      await store.beat((await store.claim("dies"))!, 0, "moves", true);
      await store.takeFromDead(3);
    }
    expect(await jobs.find("ann", id)).toMatchObject({ state: "queued", attempts: 8 });
  });
});
