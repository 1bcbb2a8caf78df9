import { sql } from "kysely";
import type { ArtefactStore } from "../artefacts/artefact-store";
import type { Database } from "../database/database";
import { jobRoot } from "./job-names";

/** Removes a job with what it left: both, or neither where the store of artefacts fails. @returns whether there was such a job and it had ended. */
export const removeEnded = (db: Database, artefacts: ArtefactStore, id: string): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const { rows } = await sql`delete from jobs where id = ${id} and state in ('done', 'failed', 'cancelled') returning id`.execute(trx);
    if (rows.length > 0) await artefacts.removeAll(jobRoot(id));
    return rows.length > 0;
  });

/** Removes jobs that ended so many days ago, with what they left. @param days undefined where they are kept for good. */
export async function removeOldJobs(db: Database, artefacts: ArtefactStore, days: number | undefined): Promise<void> {
  if (days === undefined) return;
  const { rows } = await sql<{ id: string }>`
    select id from jobs where state in ('done', 'failed', 'cancelled') and ended < now() - make_interval(days => ${days}::integer)`.execute(db);
  for (const { id } of rows) await removeEnded(db, artefacts, id);
}
