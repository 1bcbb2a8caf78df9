import { sql, type Migration } from "kysely";

/** When each user was last served, kept apart from their jobs: those may be removed. */
export const jobOwners: Migration = {
  async up(db) {
    await sql`create table job_owners (owner text primary key, served timestamptz not null)`.execute(db);
    await sql`insert into job_owners select owner, max(claimed) from jobs where claimed is not null group by owner`.execute(db);
    await sql`drop index jobs_served`.execute(db);
  },
};
