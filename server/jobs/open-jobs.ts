import { hostname } from "node:os";
import { randomUUID } from "node:crypto";
import { sql, type Transaction } from "kysely";
import { WorkbenchError } from "../../src/core/errors";
import { conflict } from "../refusals";
import type { ArtefactStore } from "../artefacts/artefact-store";
import type { OpenDatabase } from "../database/database";
import type { Tables } from "../database/tables";
import { checkCost, type CostLimits } from "../limits/cost";
import { inject } from "../observe/trace";
import type { Computing } from "./computing";
import { decodeCursor, encodeCursor } from "./cursor";
import { openChanges } from "./job-changes";
import type { TellJobs } from "./job-log";
import { jobOf, JobStore, listed, lockOwner } from "./job-store";
import type { Job, Jobs } from "./jobs";
import { kinds } from "./kinds/index";
import { forgetServed, isLeftAlone, removeEnded, removeOldJobs } from "./removal";
import { openTurns } from "./turns";
import { startWorker } from "./worker";

/** What of the server's settings concerns jobs; read when needed. */
export interface JobSettings extends CostLimits {
  databaseUrl?: string | undefined;
  jobsAtOnce: number;
  maxQueuedJobs: number;
  checkpointSeconds: number;
  leaseSeconds: number;
  /** Bytes that the jobs of one user may leave. */
  maxStoredBytes: number;
  /** An ended job is removed after so many days; unset, never. */
  keepJobsDays?: number | undefined;
}

export interface OpenJobsOptions {
  database: OpenDatabase;
  artefacts: ArtefactStore;
  computing: Computing;
  settings: JobSettings;
  /** Told of faults that end nothing. */
  tell?: TellJobs;
}

const usualPage = 50;
/** Attempts in a row that got no further. */
const mostSetbacks = 4;
/** Watchers look again so often where no news reaches them. */
const watchMs = 2000;
/** How often jobs that are too old are looked for. */
const retentionMs = 3_600_000;

/** The queue: submits, shows and ends jobs, and carries out as many as the settings say in this process. */
export function openJobs({ database, artefacts, computing, settings, tell = () => undefined }: OpenJobsOptions): Jobs {
  const { db } = database;
  const { leaseSeconds } = settings;
  const store = new JobStore(db, leaseSeconds, () => settings.maxStoredBytes);
  const changes = openChanges(database, settings.databaseUrl);
  // Setting the queue up takes a moment, which a server that starts need not wait for.
  const closing = new AbortController();
  const turns = openTurns(database, (error) => tell(error, "the queue has a fault"), closing.signal);
  turns.catch(() => undefined);
  const worker = startWorker({
    name: `${hostname()} ${process.pid}`,
    store,
    turns,
    changes,
    artefacts,
    computing,
    kinds,
    atOnce: settings.jobsAtOnce,
    checkpointSeconds: () => settings.checkpointSeconds,
    leaseSeconds,
    mostSetbacks,
    tell,
  });

  const find = async (owner: string, id: string): Promise<Job> => {
    const row = isId(id) && (await db.selectFrom("jobs").selectAll().where("id", "=", id).where("owner", "=", owner).executeTakeFirst());
    if (!row) throw unknown(id);
    return jobOf(row);
  };

  /** Jobs of dead workers go back to the queue, and as many turns wait as jobs do. */
  const lookAfter = async () => {
    for (const id of await store.takeFromDead(mostSetbacks)) changes.tell(id);
    const queue = await turns;
    await queue.add((await store.waiting()) - (await queue.waiting()));
  };
  let looking: Promise<unknown> | null = null;
  // One after the other: while the queue is not set up, the first waits.
  const look = () =>
    (looking ??= lookAfter()
      .catch(() => undefined)
      .finally(() => (looking = null)));
  void look();
  const watchman = setInterval(look, Math.min(5000, leaseSeconds * 500)).unref();

  const removeOld = () =>
    Promise.all([removeOldJobs(db, artefacts, settings.keepJobsDays, closing.signal), forgetServed(db)]).catch((error: unknown) =>
      tell(error, "what is too old could not be removed"),
    );
  let removing: Promise<unknown> = removeOld();
  const keeper = setInterval(() => (removing = removeOld()), retentionMs).unref();

  let adding: Promise<unknown> = Promise.resolve();
  /** A job that stands gets its turn. Nobody waits for it, nor is told of a fault: a turn that is lost is added by `lookAfter`. */
  const queued = (id: string) => {
    const turn = turns
      .then((queue) => queue.add(1))
      .catch((error: unknown) => tell(error, `the turn of job ${id} could not be added; it gets one by and by`))
      .then(() => changes.tell(id));
    adding = Promise.all([adding, turn]).then(() => undefined);
  };

  /** Those of one user come one after the other, or many at once would slip past the limits. @throws WorkbenchError where there is no room for a further job. */
  const admit = async (trx: Transaction<Tables>, owner: string) => {
    await lockOwner(trx, owner);
    const { count } = await trx
      .selectFrom("jobs")
      .select(sql<number>`count(*)::integer`.as("count"))
      .where("owner", "=", owner)
      .where("state", "in", ["queued", "running"])
      .executeTakeFirstOrThrow();
    if (count >= settings.maxQueuedJobs)
      throw new WorkbenchError("server/refused", [], `you have ${count} jobs that wait or run, as many as this server takes; cancel one, or wait`);
  };

  return {
    async submit(owner, { kind, document, priority = 0 }, given) {
      const standing = given !== undefined && (await find(owner, given).catch(() => null));
      if (standing) return standing;
      const plan = kinds.get(kind).plan(document);
      checkCost(plan.cost, settings);
      await store.refuseFull(owner, 1);
      const id = given ?? randomUUID();
      const submitted = await db.transaction().execute(async (trx) => {
        await admit(trx, owner);
        return trx
          .insertInto("jobs")
          .values({ id, kind, owner, document: JSON.stringify(plan.document), hash: plan.hash, priority, words: "waits", traceparent: inject() })
          .returningAll()
          .executeTakeFirstOrThrow();
      });
      queued(id);
      return jobOf(submitted);
    },

    find,

    async list(owner, { kind, state, after, limit = usualPage }) {
      let query = db
        .selectFrom("jobs")
        .select(listed)
        .where("owner", "=", owner)
        .orderBy("created", "desc")
        .orderBy("id", "desc")
        .limit(limit + 1);
      if (kind !== undefined) query = query.where("kind", "=", kind);
      if (state !== undefined) query = query.where("state", "=", state);
      if (after !== undefined) {
        const { created, id } = decodeCursor(after);
        query = query.where(sql<boolean>`(created, id) < (${created}::timestamptz, ${id}::uuid)`);
      }
      const rows = await query.execute();
      const items = rows.slice(0, limit).map(jobOf);
      return { items, next: rows.length > limit ? encodeCursor(items.at(-1)!) : null };
    },

    storage: async (owner) => ({ used: await store.storedBy(owner), limit: settings.maxStoredBytes }),

    async cancel(owner, id) {
      await find(owner, id);
      await sql`
        update jobs set state = 'cancelled', words = 'cancelled', lease_until = null, ended = clock_timestamp()
        where id = ${id} and state in ('queued', 'running')`.execute(db);
      changes.tell(id);
      const job = await find(owner, id);
      if (job.state === "done" || job.state === "failed") throw conflict([], `this job is ${job.state} already, so there is nothing to cancel`);
      return job;
    },

    async retry(owner, id) {
      const { state } = await find(owner, id);
      const { rows } = await db.transaction().execute(async (trx) => {
        if (state === "failed" || state === "cancelled") await admit(trx, owner);
        return sql`
          update jobs set state = 'queued', words = 'waits', setbacks = 0, error = null, ended = null, due = now()
          where id = ${id} and state in ('failed', 'cancelled') and ${isLeftAlone} returning id`.execute(trx);
      });
      if (rows.length === 0)
        throw conflict(
          [],
          state === "failed" || state === "cancelled"
            ? "this job is being removed, so it is not tried again"
            : `a job that is ${state} is not tried again; only one that failed or was cancelled is`,
        );
      queued(id);
      return find(owner, id);
    },

    async remove(owner, id) {
      await find(owner, id);
      if (!(await removeEnded(db, artefacts, id))) {
        // Perhaps gone by now.
        const { state } = await find(owner, id);
        throw conflict([], isOver(state) ? "this job is being removed already" : `this job is ${state}; cancel it before you remove it`);
      }
      changes.tell(id);
    },

    async watch(owner, id, changed) {
      let last = JSON.stringify(await find(owner, id));
      const compare = async () => {
        const job = await find(owner, id).catch(() => null);
        const text = JSON.stringify(job);
        if (job === null || text === last) return;
        last = text;
        changed(job);
      };
      // One after the other, so that what is told is in its order.
      let before: Promise<void> = Promise.resolve();
      const again = () => (before = before.then(compare));
      const unhear = changes.hear((told) => told === id && void again());
      const timer = setInterval(() => void again(), watchMs).unref();
      return () => {
        unhear();
        clearInterval(timer);
      };
    },

    async close() {
      closing.abort();
      clearInterval(watchman);
      clearInterval(keeper);
      // First, so that jobs under way are given back whatever else takes its time.
      await worker.close();
      await Promise.all([looking, removing, adding]);
      await turns.then((queue) => queue.close()).catch(() => undefined);
      await changes.close();
    },
  };
}

const isOver = (state: Job["state"]): boolean => state === "done" || state === "failed" || state === "cancelled";

const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

const unknown = (id: string): WorkbenchError =>
  new WorkbenchError("run/unknown", [], `there is no job "${id}" of yours on this server; it was removed, or the address is mistyped`);
