import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, Migrator } from "kysely";
import { WorkbenchError } from "../../src/core/errors";
import { traceQuery } from "../observe/trace-queries";
import { DatabaseAway } from "./away";
import type { Database, OpenDatabase } from "./database";
import { lockFolder } from "./folder-lock";
import { migrations } from "./migrations/index";
import { PgliteDialect } from "./pglite-dialect";
import { openPostgres, patientLimits, usualLimits, type PostgresLimits } from "./postgres";
import type { Tables } from "./tables";

export interface DatabaseOptions {
  /** `postgres://…`; absent, the embedded database. */
  url?: string;
  /** Where the embedded database lies; absent, in memory. */
  folder?: string;
  /** How long PostgreSQL may take. */
  limits?: PostgresLimits;
  /** Told when another process has taken the folder: nothing is asked of the embedded database from then on. */
  lost?: (error: WorkbenchError) => void;
  /** Told what is waited for when the folder may be another's, and for how long at most. */
  waits?: (words: string) => void;
}

/**
 * Opens the database and brings it up to date: PostgreSQL by URL, else PostgreSQL in WebAssembly within this process. Both see the same SQL.
 * @throws WorkbenchError `data/unreadable` when it cannot be opened.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.url !== undefined) return shared(options.url, options.limits ?? usualLimits);
  const opened = await embedded(options);
  try {
    await migrate(opened.db);
    return opened;
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw unopened(options, error);
  }
}

async function migrate(db: Database): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) throw error;
}

async function shared(url: string, limits: PostgresLimits): Promise<OpenDatabase> {
  const patient = openPostgres(url, patientLimits);
  try {
    await migrate(patient.db);
  } catch (error) {
    throw unopened({ url }, error);
  } finally {
    await patient.close().catch(() => undefined);
  }
  const opened = openPostgres(url, limits);
  try {
    // Its connections say more of themselves than that of before.
    await opened.execute("select 1");
    return opened;
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw unopened({ url }, error);
  }
}

async function embedded({ folder, lost = () => undefined, waits }: DatabaseOptions): Promise<OpenDatabase> {
  let gone: WorkbenchError | null = null;
  const lose = (error: WorkbenchError) => lost((gone = error));
  const release = folder === undefined ? async () => undefined : await lockFolder(folder, { lost: lose, ...(waits && { waits }) });
  const engine = await PGlite.create(folder === undefined ? {} : { dataDir: join(folder, "database") }).catch(async (error: unknown) => {
    await release();
    throw unopened({ ...(folder !== undefined && { folder }) }, error);
  });
  const mayAsk = () => {
    if (gone !== null) throw new DatabaseAway(gone);
  };
  const db = new Kysely<Tables>({ dialect: new PgliteDialect(engine, mayAsk), log: traceQuery });
  return {
    db,
    kind: "embedded",
    // In its turn, as there is one connection: never inside somebody else's transaction.
    execute: (text, values) =>
      db.connection().execute(async () => {
        mayAsk();
        if (values !== undefined && values.length > 0) return engine.query(text, [...values]);
        // Statements without values may be several in one text, as those that set the queue up.
        const results = await engine.exec(text).catch(async (error: unknown) => {
          // A transaction that began in it must not be left open for whoever comes next.
          await engine.exec("rollback");
          throw error;
        });
        return results.at(-1) ?? { rows: [] };
      }),
    // It lives and ends with this process, unless its folder is another's.
    answers: async () => gone === null,
    async close() {
      try {
        // Closing writes, and what lies there is another's.
        if (gone === null) await db.destroy();
      } finally {
        await release();
      }
    },
  };
}

function unopened({ url, folder }: DatabaseOptions, error: unknown): WorkbenchError {
  const why = error instanceof Error ? error.message : String(error);
  const place = url === undefined ? `the embedded database in ${folder ?? "memory"}` : `the database at ${new URL(url).host}`;
  return new WorkbenchError("data/unreadable", [], `${place} cannot be opened: ${why}${advice(why)}`);
}

const advice = (why: string): string =>
  why.includes("unsupported startup parameter")
    ? "; this is what a PgBouncer in between says until its ignore_startup_parameters names it: docs/how-to/deploy-to-production.md lists all that it needs"
    : "";
