import { sql, type Selectable } from "kysely";
import { WorkbenchError, type ErrorRecord } from "../../src/core/errors";
import type { Database } from "../database/database";
import type { JobsTable } from "./job-tables";
import type { Artefact, Job } from "./jobs";

/** What a worker was given: a job, and the number under which its writes count. */
export interface Claim {
  id: string;
  attempt: number;
}

/** Where a job got to. */
export interface Checkpoint {
  /** Of the files that it names: its owner has no room for them elsewhere. */
  bytes: number;
}

export interface ClaimedJob extends Claim {
  kind: string;
  owner: string;
  document: unknown;
  /** Of the request that submitted it. */
  traceparent: string | null;
}

/** What one user's jobs take together is looked at and changed by one at a time, until the transaction ends. */
export const lockOwner = (trx: Database, owner: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${owner}, 0))`.execute(trx);

/** The one lock under which jobs are taken: two workers that choose at once would both think the same user the least served. */
const choosing = 0x6d6670;

/**
 * Where the truth about jobs stands, as those who carry them out see it. Everything but `claim` is safe to repeat. A write for a claim that has
 * passed to somebody else, or whose job was cancelled, changes nothing and says so by `false`.
 */
export class JobStore {
  constructor(
    private readonly db: Database,
    private readonly leaseSeconds: number,
    /** Bytes that the jobs of one user may leave. */
    private readonly mostStored: () => number = () => Infinity,
  ) {}

  /**
   * Takes up the job whose turn it is: of the user with the fewest running jobs, among those of the one who has waited longest since one of theirs
   * was last taken up; of that user's, the one of highest priority, the oldest first.
   */
  claim(worker: string): Promise<ClaimedJob | null> {
    return this.db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${choosing})`.execute(trx);
      const { rows } = await sql<ClaimedJob>`
        with waiting as (select distinct owner from jobs where state = 'queued' and due <= now()),
        users as (
          select waiting.owner, served,
            (select count(*) from jobs r where r.owner = waiting.owner and r.state = 'running') as running
          from waiting left join job_owners on job_owners.owner = waiting.owner
        ),
        next as (
          select jobs.id from jobs join users using (owner)
          where state = 'queued' and due <= now()
          order by running, served nulls first, priority desc, created, id
          limit 1 for update of jobs skip locked
        ),
        noted as (
          insert into job_owners select owner, clock_timestamp() from jobs where id in (select id from next)
          on conflict (owner) do update set served = excluded.served
        )
        update jobs set state = 'running', attempt = attempt + 1, claimed = clock_timestamp(), started = coalesce(started, clock_timestamp()), worker = ${worker},
          lease_until = clock_timestamp() + make_interval(secs => ${this.leaseSeconds}), error = null
        from next where jobs.id = next.id
        returning jobs.id, jobs.attempt, jobs.kind, jobs.owner, jobs.document, jobs.traceparent`.execute(trx);
      return rows[0] ?? null;
    });
  }

  /** Holds on to a job and tells how far it has come. @param moved whether it got further since the last time. */
  async beat({ id, attempt }: Claim, progress: number, words: string, moved: boolean): Promise<boolean> {
    const { rows } = await sql`
      update jobs set lease_until = clock_timestamp() + make_interval(secs => ${this.leaseSeconds}), progress = ${progress}, words = ${words},
        setbacks = case when ${moved} then 0 else setbacks end
      where id = ${id} and attempt = ${attempt} and state = 'running' returning id`.execute(this.db);
    return rows.length > 0;
  }

  /** Keeps one row of a job, once. */
  async addRow({ id, attempt }: Claim, place: number, row: unknown): Promise<boolean> {
    const { rows } = await sql`
      with mine as (select id from jobs where id = ${id} and attempt = ${attempt} and state = 'running' for share),
      added as (insert into job_rows (job, place, row) select id, ${place}::integer, ${JSON.stringify(row)}::json from mine on conflict do nothing)
      select id from mine`.execute(this.db);
    return rows.length > 0;
  }

  async rows(id: string): Promise<unknown[]> {
    const rows = await this.db.selectFrom("job_rows").select("row").where("job", "=", id).orderBy("place").execute();
    return rows.map(({ row }) => row);
  }

  async checkpoint(id: string): Promise<unknown> {
    const row = await this.db.selectFrom("jobs").select("checkpoint").where("id", "=", id).executeTakeFirst();
    return row?.checkpoint ?? null;
  }

  /** Also of a job that was just cancelled: it may be tried again. */
  async keepCheckpoint({ id, attempt }: Claim, checkpoint: Checkpoint): Promise<boolean> {
    const { rows } = await sql`
      update jobs set checkpoint = ${JSON.stringify(checkpoint)}::json, setbacks = 0
      where id = ${id} and attempt = ${attempt} and (state = 'running' or (state = 'cancelled' and lease_until is null)) returning id`.execute(
      this.db,
    );
    return rows.length > 0;
  }

  /** The end, with what it came to; rows and checkpoint are no longer needed. @throws WorkbenchError `storage/full`: others of the user's have ended meanwhile. */
  finish({ id, attempt }: Claim, result: unknown, artefacts: readonly Artefact[]): Promise<boolean> {
    return this.db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ owner: string }>`
        update jobs set state = 'done', progress = 1, words = 'done', result = ${JSON.stringify(result)}::json, artefacts = ${JSON.stringify(artefacts)}::json,
          checkpoint = null, lease_until = null, ended = clock_timestamp()
        where id = ${id} and attempt = ${attempt} and state = 'running' returning owner`.execute(trx);
      const [ended] = rows;
      if (!ended) {
        // Said twice because the first answer was lost on its way.
        const before = await trx.selectFrom("jobs").select(["state", "attempt"]).where("id", "=", id).executeTakeFirst();
        return before?.state === "done" && before.attempt === attempt;
      }
      await lockOwner(trx, ended.owner);
      await new JobStore(trx, this.leaseSeconds, this.mostStored).refuseFull(ended.owner, 0);
      await trx.deleteFrom("job_rows").where("job", "=", id).execute();
      return true;
    });
  }

  /** The end for a reason that another attempt would meet again. */
  async fail({ id, attempt }: Claim, error: ErrorRecord): Promise<void> {
    await sql`
      update jobs set state = 'failed', error = ${JSON.stringify(error)}::json, words = 'failed', lease_until = null, ended = clock_timestamp()
      where id = ${id} and attempt = ${attempt} and state = 'running'`.execute(this.db);
  }

  /** Back to the queue: the worker ends, and it is nobody's fault. */
  async giveBack({ id, attempt }: Claim): Promise<void> {
    await sql`
      update jobs set state = 'queued', words = 'goes on with the next worker', lease_until = null, due = now()
      where id = ${id} and attempt = ${attempt} and state = 'running'`.execute(this.db);
  }

  /** Back to the queue after a fault of ours, a little later each time; the end after so many in a row. */
  async setBack({ id, attempt }: Claim, error: ErrorRecord, most: number): Promise<void> {
    await sql`
      update jobs set state = case when setbacks + 1 >= ${most} then 'failed' else 'queued' end, setbacks = setbacks + 1,
        error = ${JSON.stringify(error)}::json, words = ${error.message}, lease_until = null,
        due = now() + make_interval(secs => least(60, power(2, setbacks))), ended = case when setbacks + 1 >= ${most} then clock_timestamp() end
      where id = ${id} and attempt = ${attempt} and state = 'running'`.execute(this.db);
  }

  /** Jobs whose worker has not been heard of go back to the queue; those that have ended several workers in a row do not. */
  async takeFromDead(most: number): Promise<string[]> {
    const error: ErrorRecord = {
      code: "internal",
      path: [],
      message: `the worker was lost ${most} times in a row without getting any further; perhaps the job needs more memory than a worker has`,
    };
    const { rows } = await sql<{ id: string }>`
      update jobs set state = case when setbacks + 1 >= ${most} then 'failed' else 'queued' end, setbacks = setbacks + 1,
        error = case when setbacks + 1 >= ${most} then ${JSON.stringify(error)}::json end, words = 'its worker was lost', lease_until = null, due = now(),
        ended = case when setbacks + 1 >= ${most} then clock_timestamp() end
      where state = 'running' and lease_until < clock_timestamp() returning id`.execute(this.db);
    return rows.map(({ id }) => id);
  }

  /** Bytes that the jobs of a user have left, also those from which they may go on. @param ending a job that needs the latter no more. */
  async storedBy(owner: string, ending: string | null = null): Promise<number> {
    const { rows } = await sql<{ bytes: number }>`
      select coalesce(sum((select sum((artefact ->> 'bytes')::double precision) from json_array_elements(artefacts) artefact)), 0)
        + coalesce(sum((checkpoint ->> 'bytes')::double precision) filter (where id is distinct from ${ending}::uuid), 0) as bytes
      from jobs where owner = ${owner}`.execute(this.db);
    return rows[0]!.bytes;
  }

  /** @throws WorkbenchError `storage/full` where so many bytes more are more than a user may leave. */
  async refuseFull(owner: string, bytes: number, ending?: string): Promise<void> {
    const [used, limit] = [await this.storedBy(owner, ending), this.mostStored()];
    if (used + bytes <= limit) return;
    throw new WorkbenchError(
      "storage/full",
      [],
      `your jobs have left ${used} bytes, and this server keeps ${limit} for each user, so ${bytes} more find no room; remove jobs that you no longer need`,
      { limit, actual: used + bytes },
    );
  }

  async exists(id: string): Promise<boolean> {
    return (await this.db.selectFrom("jobs").select("id").where("id", "=", id).executeTakeFirst()) !== undefined;
  }

  /** Jobs that could be taken up now. */
  async waiting(): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from jobs where state = 'queued' and due <= now()`.execute(
      this.db,
    );
    return rows[0]!.count;
  }
}

/** Characters of the longest document that a list shows. */
const longestListed = 16_384;

/** What a list tells of each job: without its result, and without a document that is long, as hundreds of them would not fit into memory. */
export const listed = [
  ...([
    "id",
    "kind",
    "owner",
    "state",
    "progress",
    "words",
    "hash",
    "priority",
    "attempt",
    "error",
    "artefacts",
    "created",
    "started",
    "ended",
  ] as const),
  sql<unknown>`case when length(document::text) <= ${sql.lit(longestListed)} then document end`.as("document"),
];

type Shown =
  "id" | "kind" | "owner" | "state" | "progress" | "words" | "document" | "hash" | "priority" | "attempt" | "created" | "started" | "ended";
type JobRow = Pick<Selectable<JobsTable>, Shown | "error" | "artefacts"> & { result?: unknown };

/** A job as its owner sees it. */
export function jobOf(row: JobRow): Job {
  const { id, kind, owner, state, progress, words, document, hash, priority, attempt, error, result, artefacts } = row;
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return {
    id,
    kind,
    owner,
    state,
    progress,
    words,
    document,
    hash,
    priority,
    attempts: attempt,
    created: row.created.toISOString(),
    started: iso(row.started),
    ended: iso(row.ended),
    error: error ?? null,
    result: result ?? null,
    artefacts,
  };
}
