import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DatabaseAway } from "../../../server/database/away";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";
import { migrations } from "../../../server/database/migrations/index";
import { usualLimits, type PostgresLimits } from "../../../server/database/postgres";
import { patiently } from "../../../server/jobs/patiently";
import { startPostgres, type Postgres } from "../../support/services";

const patience = 120_000;

let postgres: Postgres;
beforeAll(async () => void (postgres = await startPostgres()), patience);
afterAll(() => postgres.stop(), patience);

const opened: OpenDatabase[] = [];
async function open(limits: Partial<PostgresLimits> = {}, url = postgres.url): Promise<OpenDatabase> {
  const database = await openDatabase({ url, limits: { ...usualLimits, ...limits } });
  opened.push(database);
  return database;
}
afterEach(async () => void (await Promise.all(opened.splice(0).map((database) => database.close()))));

describe("PostgreSQL", { timeout: patience }, () => {
  it("breaks off what takes too long, and goes on", async () => {
    const { db, execute } = await open({ statement: 300 });
    for (const slow of [() => sql`select pg_sleep(60)`.execute(db), () => execute("select pg_sleep(60)")]) {
      const fault = await slow().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(DatabaseAway);
      expect(fault).toMatchObject({ code: "57014" });
    }
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  it("answers whether it is well while all that it may do at a time is being done", async () => {
    const { execute, answers } = await open();
    const waiting = Array.from({ length: 10 }, () => execute("select pg_sleep(20)").catch(() => undefined));
    expect(await answers()).toBe(true);
    const { db: other } = await open();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(20)'`.execute(other);
    await Promise.all(waiting);
  });

  it("has as long as it takes for its migrations", async () => {
    const slow = "9999-slow";
    migrations[slow] = { up: (db) => sql`select pg_sleep(1)`.execute(db).then(() => undefined) };
    try {
      const { db } = await open({ statement: 300, answer: 400 });
      const { rows } = await sql`delete from kysely_migration where name = ${slow} returning name`.execute(db);
      expect(rows).toEqual([{ name: slow }]);
    } finally {
      delete migrations[slow];
    }
  });

  it("is not taken for open when it refuses what connections say of themselves", async () => {
    await expect(open({ statement: -5 })).rejects.toMatchObject({
      code: "data/unreadable",
      message: expect.stringMatching(/^the database at 127\.0\.0\.1:\d+ cannot be opened: .*statement_timeout/) as string,
    });
  });

  it("may be gone for a while: what is asked meanwhile is told so, and what is asked later is answered", async () => {
    const { db, execute, answers } = await open();
    expect(await answers()).toBe(true);
    // In the middle of a transaction, and idle in the pool.
    const torn = db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      await postgres.crash();
      await sql`select 1`.execute(trx);
    });
    await expect(torn).rejects.toBeInstanceOf(DatabaseAway);
    for (const ask of [() => sql`select 1`.execute(db), () => execute("select 1"), () => db.transaction().execute(async () => undefined)])
      await expect(ask()).rejects.toBeInstanceOf(DatabaseAway);
    expect(await answers()).toBe(false);
    const waiting = patiently(() => sql`select 1 as one`.execute(db));
    await postgres.start();
    expect((await waiting).rows).toEqual([{ one: 1 }]);
    expect(await answers()).toBe(true);
  });

  describe("behind a network that swallows everything", () => {
    let way: Server;
    let swallows = false;
    const sockets = new Set<Socket>();
    beforeAll(async () => {
      const port = Number(new URL(postgres.url).port);
      way = createServer((near) => {
        const far = connect(port, "127.0.0.1");
        for (const [from, to] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(from);
          from.on("data", (bytes) => void (!swallows && to.write(bytes)));
          from.on("error", () => undefined).on("close", () => to.destroy());
        }
      }).listen(0, "127.0.0.1");
      await once(way, "listening");
    });
    afterAll(() => {
      sockets.forEach((socket) => socket.destroy());
      way.close();
    });

    it("does not keep anybody waiting, and its dead connections are not used again", async () => {
      const url = new URL(postgres.url);
      url.port = String((way.address() as { port: number }).port);
      const { db, answers } = await open({ connect: 500, answer: 500 }, url.href);
      const ask = async () => (await sql`select 1 as one`.execute(db)).rows;
      expect(await ask()).toEqual([{ one: 1 }]);
      swallows = true;
      await expect(ask()).rejects.toThrow("Query read timeout");
      swallows = false;
      // Through a new connection, at the first try.
      expect(await ask()).toEqual([{ one: 1 }]);
      const torn = db.transaction().execute(async (trx) => {
        swallows = true;
        await sql`select 1`.execute(trx);
      });
      await expect(torn).rejects.toThrow("Query read timeout");
      await expect(ask()).rejects.toBeInstanceOf(DatabaseAway);
      expect(await answers()).toBe(false);
      swallows = false;
      expect(await answers()).toBe(true);
    });
  });
});
