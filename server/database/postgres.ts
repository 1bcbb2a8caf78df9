import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import pg from "pg";
import { traceQuery } from "../observe/trace-queries";
import { isUnanswered, orAway } from "./away";
import type { OpenDatabase } from "./database";
import type { Tables } from "./tables";

/** How long things may take, in milliseconds. */
export interface PostgresLimits {
  /** To get a connection, a new one or one that others use. */
  connect: number;
  /** A statement; PostgreSQL breaks it off. */
  statement: number;
  /** An answer; longer than a statement, so that this ends only what goes unanswered: the connection is then given up. */
  answer: number;
  /** A transaction in which nothing is asked, as when this side of it is gone. */
  idleTransaction: number;
}

export const usualLimits: PostgresLimits = { connect: 5000, statement: 30_000, answer: 35_000, idleTransaction: 60_000 };

/** Changes to the tables of a large server take as long as they take. */
export const patientLimits: Pick<PostgresLimits, "connect"> = { connect: 5000 };

/** Milliseconds in which a connection is there, and the database answers, when it is asked whether it does. */
const pingMs = 2000;

/** PostgreSQL behind a URL. Nothing is asked yet. */
export function openPostgres(url: string, { connect, statement, answer, idleTransaction }: Partial<PostgresLimits>): OpenDatabase {
  const place = { connectionString: url, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
  const pool = new pg.Pool({
    ...place,
    max: 10,
    ...(connect !== undefined && { connectionTimeoutMillis: connect }),
    ...(statement !== undefined && { statement_timeout: statement }),
    ...(answer !== undefined && { query_timeout: answer }),
    ...(idleTransaction !== undefined && { idle_in_transaction_session_timeout: idleTransaction }),
  });
  // One connection, opened by the first who asks: whether the database answers is not to wait behind what it is busy with.
  const pings = new pg.Pool({ ...place, max: 1, connectionTimeoutMillis: pingMs, query_timeout: pingMs });
  for (const each of [pool, pings]) {
    // A connection that breaks while idle is replaced by the pool; unheard, the event would end the process.
    each.on("error", () => undefined);
    // So may one that breaks between two queries of a transaction: whoever asks next is told.
    each.on("connect", (client) => client.on("error", () => undefined));
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: lending(pool) }), log: traceQuery });

  async function execute(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }> {
    const client = await pool.connect().catch(rethrow);
    try {
      const result = (await client.query(text, values && [...values])) as pg.QueryResult | pg.QueryResult[];
      client.release();
      return Array.isArray(result) ? (result.at(-1) ?? { rows: [] }) : result;
    } catch (error) {
      // Not back into the pool: it may be in the middle of a transaction that began in this text.
      client.release(true);
      throw orAway(error);
    }
  }

  /** One question for all who ask at the same time: they have one connection. */
  let ping: Promise<boolean> | null = null;
  const asked = () =>
    pings
      .query("select 1")
      .then(
        () => true,
        () => false,
      )
      .finally(() => (ping = null));

  return {
    db,
    kind: "postgres",
    execute,
    answers: () => (ping ??= asked()),
    async close() {
      await Promise.all([db.destroy(), pings.end()]);
    },
  };
}

const rethrow = (error: unknown): never => {
  throw orAway(error);
};

/** The pool as Kysely knows it. Faults that pass are told as such, and a connection that owes an answer is closed instead of being lent again. */
const lending = (pool: pg.Pool): PostgresPool => ({
  async connect() {
    const client = await pool.connect().catch(rethrow);
    let unanswered: unknown = null;
    const query = async (text: string, values: readonly unknown[]) => {
      // Such as the end of a transaction, which would wait behind the query that is not answered.
      if (unanswered !== null) throw unanswered;
      return client.query(text, [...values]).catch((error: unknown) => {
        const fault = orAway(error);
        if (isUnanswered(error)) unanswered = fault;
        throw fault;
      });
    };
    const release = (destroy?: boolean) => client.release(destroy === true || unanswered !== null);
    // Cursors, the other thing that may be asked, are not used.
    return { query, release } as unknown as PostgresPoolClient;
  },
  end: () => pool.end(),
});
