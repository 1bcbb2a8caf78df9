import { sql, type Migration } from "kysely";

/** What a server's settings were, when, and who changed them; secrets are not among them. */
export const configVersions: Migration = {
  async up(db) {
    await sql`create table config_versions (
      version integer generated always as identity primary key,
      at text not null,
      server text not null,
      changed_by text not null,
      how text not null check (how in ('start', 'reload', 'rollback')),
      hash text not null,
      settings text not null,
      file_settings text,
      changes text not null
    )`.execute(db);
    await sql`create index config_versions_server on config_versions (server, version)`.execute(db);
  },
};
