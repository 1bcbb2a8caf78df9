import { sql } from "kysely";
import type { ArtefactStore } from "../artefacts/artefact-store";
import type { Database } from "../database/database";
import { jobRoot } from "./job-names";

/** Seconds for which a job that is being removed is nobody else's: a removal that broke off may be begun again after them. */
const removalSeconds = 600;

const hasEnded = sql`state in ('done', 'failed', 'cancelled')`;

/** Nobody is removing it: it may be tried again, or removed. */
export const isLeftAlone = sql`(lease_until is null or lease_until < clock_timestamp())`;

/**
 * Removes a job with what it left: first the files, beside the database, which waits for no store. A store that fails leaves the job, to be removed later.
 * @param days only where it ended so many days ago.
 * @returns whether there was such a job, had ended, and was being removed by nobody else.
 */
export async function removeEnded(db: Database, artefacts: ArtefactStore, id: string, days?: number): Promise<boolean> {
  const oldEnough = days === undefined ? sql`true` : sql`ended < now() - make_interval(days => ${days}::integer)`;
  const { rows } = await sql`
    update jobs set lease_until = clock_timestamp() + make_interval(secs => ${removalSeconds}), checkpoint = null
    where id = ${id} and ${hasEnded} and ${isLeftAlone} and ${oldEnough} returning id`.execute(db);
  if (rows.length === 0) return false;
  try {
    await artefacts.removeAll(jobRoot(id));
  } catch (error) {
    await sql`update jobs set lease_until = null where id = ${id} and ${hasEnded}`.execute(db);
    throw error;
  }
  await sql`delete from jobs where id = ${id} and ${hasEnded}`.execute(db);
  return true;
}

/**
 * Removes jobs that ended so many days ago, with what they left, until `closing` says that it is enough.
 * @param days undefined where they are kept for good.
 * @throws AggregateError of what kept some of them, when all others are removed.
 */
export async function removeOldJobs(db: Database, artefacts: ArtefactStore, days: number | undefined, closing?: AbortSignal): Promise<void> {
  if (days === undefined) return;
  const { rows } = await sql<{ id: string }>`
    select id from jobs where ${hasEnded} and ended < now() - make_interval(days => ${days}::integer)`.execute(db);
  const faults: unknown[] = [];
  for (const { id } of rows) {
    if (closing?.aborted) break;
    await removeEnded(db, artefacts, id, days).catch((error: unknown) => faults.push(error));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${rows.length} jobs stay for now`);
}

/** Forgets who was served long ago, and has no jobs: it decides about no turn. */
export async function forgetServed(db: Database): Promise<void> {
  await sql`
    delete from job_owners where served < now() - interval '1 day' and not exists (select from jobs where jobs.owner = job_owners.owner)`.execute(db);
}
