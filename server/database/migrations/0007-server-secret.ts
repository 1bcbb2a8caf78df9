import { sql, type Migration } from "kysely";

/** Which secret the servers of this database have, by the public key that comes of it; and what the readings of jobs look up. */
export const serverSecret: Migration = {
  async up(db) {
    await sql`create table server_secret (one boolean primary key default true check (one), public_key text not null)`.execute(db);
    await sql`create index jobs_started on jobs (started) where started is not null`.execute(db);
  },
};
