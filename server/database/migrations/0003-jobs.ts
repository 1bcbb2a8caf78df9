import { sql, type Migration } from "kysely";

/** Jobs, and the rows of those that are done piece by piece. Documents are `json`, not `jsonb`: their keys keep their order. */
export const jobs: Migration = {
  async up(db) {
    const statements = [
      sql`create table jobs (
        id uuid primary key,
        kind text not null,
        owner text not null,
        state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
        progress double precision not null default 0,
        words text not null default '',
        document json not null,
        hash text not null,
        priority integer not null default 0 check (priority between -10 and 10),
        attempt integer not null default 0,
        setbacks integer not null default 0,
        created timestamptz(3) not null default now(),
        due timestamptz not null default now(),
        claimed timestamptz,
        started timestamptz,
        ended timestamptz,
        lease_until timestamptz,
        worker text,
        error json,
        result json,
        checkpoint json,
        artefacts json not null default '[]',
        traceparent text
      )`,
      sql`create index jobs_of_owner on jobs (owner, created desc, id desc)`,
      sql`create index jobs_served on jobs (owner, claimed)`,
      sql`create index jobs_open on jobs (state, due) where state in ('queued', 'running')`,
      sql`create table job_rows (
        job uuid not null references jobs (id) on delete cascade,
        place integer not null,
        row json not null,
        primary key (job, place)
      )`,
    ];
    for (const statement of statements) await statement.execute(db);
  },
};
