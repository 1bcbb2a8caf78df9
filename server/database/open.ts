import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, Migrator, PostgresDialect } from "kysely";
import pg from "pg";
import { WorkbenchError } from "../../src/core/errors";
import { traceQuery } from "../observe/trace-queries";
import type { OpenDatabase } from "./database";
import { lockFolder } from "./folder-lock";
import { migrations } from "./migrations/index";
import { PgliteDialect } from "./pglite-dialect";
import type { Tables } from "./tables";

export interface DatabaseOptions {
  /** `postgres://…`; absent, the embedded database. */
  url?: string;
  /** Where the embedded database lies; absent, in memory. */
  folder?: string;
}

/**
 * Opens the database and brings it up to date: PostgreSQL by URL, else PostgreSQL in WebAssembly within this process. Both see the same SQL.
 * @throws WorkbenchError `data/unreadable` when it cannot be opened.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const opened = options.url === undefined ? await embedded(options.folder) : shared(options.url);
  try {
    const { error } = await new Migrator({ db: opened.db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
    if (error) throw error;
    return opened;
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw unopened(options, error);
  }
}

async function embedded(folder: string | undefined): Promise<OpenDatabase> {
  const release = folder === undefined ? async () => undefined : await lockFolder(folder);
  const engine = await PGlite.create(folder === undefined ? {} : { dataDir: join(folder, "database") }).catch(async (error: unknown) => {
    await release();
    throw unopened({ ...(folder !== undefined && { folder }) }, error);
  });
  const db = new Kysely<Tables>({ dialect: new PgliteDialect(engine), log: traceQuery });
  return {
    db,
    kind: "embedded",
    // In its turn, as there is one connection: never inside somebody else's transaction.
    execute: (text, values) =>
      db.connection().execute(async () => {
        if (values !== undefined && values.length > 0) return engine.query(text, [...values]);
        // Statements without values may be several in one text, as those that set the queue up.
        const results = await engine.exec(text).catch(async (error: unknown) => {
          // A transaction that began in it must not be left open for whoever comes next.
          await engine.exec("rollback");
          throw error;
        });
        return results.at(-1) ?? { rows: [] };
      }),
    async close() {
      await db.destroy();
      await release();
    },
  };
}

function shared(url: string): OpenDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 });
  // A connection that breaks while idle is replaced by the pool; unheard, the event would end the process.
  pool.on("error", () => undefined);
  // So may one that breaks between two queries of a transaction: whoever asks next is told.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: traceQuery });
  return {
    db,
    kind: "postgres",
    async execute(text, values) {
      const client = await pool.connect();
      try {
        const result = (await client.query(text, values && [...values])) as pg.QueryResult | pg.QueryResult[];
        client.release();
        return Array.isArray(result) ? (result.at(-1) ?? { rows: [] }) : result;
      } catch (error) {
        // Not back into the pool: it may be in the middle of a transaction that began in this text.
        client.release(true);
        throw error;
      }
    },
    close: () => db.destroy(),
  };
}

function unopened({ url, folder }: DatabaseOptions, error: unknown): WorkbenchError {
  const why = error instanceof Error ? error.message : String(error);
  const place = url === undefined ? `the embedded database in ${folder ?? "memory"}` : `the database at ${new URL(url).host}`;
  return new WorkbenchError("data/unreadable", [], `${place} cannot be opened: ${why}`);
}
