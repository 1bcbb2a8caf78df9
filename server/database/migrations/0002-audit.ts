import { sql, type Migration } from "kysely";

/** The audit log: rows that are added and never changed; the database itself refuses anything else. */
export const audit: Migration = {
  async up(db) {
    const statements = [
      sql`create table audit (
        seq integer primary key,
        at text not null,
        action text not null,
        category text not null,
        severity text not null,
        success boolean not null,
        user_id text,
        resource text,
        source_ip text,
        request_id text,
        details text not null,
        previous_hash text not null unique,
        hash text not null unique
      )`,
      sql`create index audit_action on audit (action, seq)`,
      sql`create index audit_user on audit (user_id, seq)`,
      sql`create function refuse_change_of_audit() returns trigger language plpgsql as
        'begin raise exception ''the audit log is append-only''; end'`,
      sql`create trigger audit_is_append_only before update or delete or truncate on audit
        for each statement execute function refuse_change_of_audit()`,
    ];
    for (const statement of statements) await statement.execute(db);
  },
};
