import { sql, type Migration } from "kysely";

/** The audit log has numbers for ever, not for 2³¹ rows; hashes are of the numbers as written, so they stay. */
export const endlessAudit: Migration = {
  async up(db) {
    await sql`alter table audit alter column seq type bigint`.execute(db);
  },
};
