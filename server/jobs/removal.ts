import { sql } from "kysely";
import type { ArtefactStore } from "../artefacts/artefact-store";
import type { Database } from "../database/database";
import { jobRoot } from "./job-names";

/**
 * Removes a job with what it left: first the files, beside the database, which waits for no store. A store that fails leaves the job, to be removed later.
 * @returns whether there was such a job and it had ended.
 */
export async function removeEnded(db: Database, artefacts: ArtefactStore, id: string): Promise<boolean> {
  const states = ["done", "failed", "cancelled"] as const;
  // Should it be tried again meanwhile, then from its beginning: what it would go on from is about to be gone.
  const { numUpdatedRows } = await db
    .updateTable("jobs")
    .set({ checkpoint: "null" })
    .where("id", "=", id)
    .where("state", "in", states)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await artefacts.removeAll(jobRoot(id));
  const { numDeletedRows } = await db.deleteFrom("jobs").where("id", "=", id).where("state", "in", states).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Removes jobs that ended so many days ago, with what they left, until `closing` says that it is enough. @param days undefined where they are kept for good. */
export async function removeOldJobs(db: Database, artefacts: ArtefactStore, days: number | undefined, closing?: AbortSignal): Promise<void> {
  if (days === undefined) return;
  const { rows } = await sql<{ id: string }>`
    select id from jobs where state in ('done', 'failed', 'cancelled') and ended < now() - make_interval(days => ${days}::integer)`.execute(db);
  for (const { id } of rows) {
    if (closing?.aborted) return;
    await removeEnded(db, artefacts, id);
  }
}
