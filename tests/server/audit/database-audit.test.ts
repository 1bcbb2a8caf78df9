import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "../../../server/audit/audit-chain";
import type { AuditEvent } from "../../../server/audit/audit-log";
import { databaseAudit, type KeptEvent } from "../../../server/audit/database-audit";
import { DatabaseAway } from "../../../server/database/away";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";

let database: OpenDatabase;
beforeAll(async () => void (database = await openDatabase({})), 120_000);
afterAll(() => database.close());

/** What somebody with every right to the database can do, and the chain still shows. */
const behindItsBack = (text: string) =>
  database.execute(`alter table audit disable trigger audit_is_append_only; ${text}; alter table audit enable trigger audit_is_append_only`);
beforeEach(() => behindItsBack("delete from audit"));

const event: AuditEvent = {
  action: "key_made",
  category: "configuration",
  severity: "info",
  success: true,
  userId: "ada",
  details: { b: 2, a: "x" },
};
const open = (failed: (error: unknown, events: readonly KeptEvent[]) => void = (error) => expect.unreachable(String(error))) =>
  databaseAudit(database.db, { now: () => new Date("2026-03-01T12:00:00.000Z"), failed });

describe("the audit log", () => {
  it("keeps events in order, each with the hash of the one before", async () => {
    const audit = open();
    await audit.record(event);
    await audit.record({ ...event, action: "key_revoked", success: false });
    const rows = await database.db.selectFrom("audit").selectAll().orderBy("seq").execute();
    expect(rows.map(({ seq, action, at }) => [seq, action, at])).toEqual([
      [1, "key_made", "2026-03-01T12:00:00.000Z"],
      [2, "key_revoked", "2026-03-01T12:00:00.000Z"],
    ]);
    expect(rows[0]!.previous_hash).toBe("0".repeat(64));
    expect(rows[1]!.previous_hash).toBe(rows[0]!.hash);
    expect(rows[0]!.details).toBe('{"a":"x","b":2}');
    expect(await verifyAudit(database.db)).toEqual({ whole: true, rows: 2, head: rows[1]!.hash, fault: null });
  });
  it("hashes as any SHA-256 would", async () => {
    await open().record({ action: "a", category: "api", severity: "info", success: true });
    const { hash } = await database.db.selectFrom("audit").select("hash").executeTakeFirstOrThrow();
    // printf '%064d[1,"2026-03-01T12:00:00.000Z","a","api","info",true,null,null,null,null,"{}"]' 0 | sha256sum
    expect(hash).toBe("a3bfef1a49e53f81686d97e70545766da070287556cc603ea5b12d5be9561a95");
  });
  it("goes on after 2^31 rows, with numbers that are numbers", async () => {
    const audit = open();
    await audit.record(event);
    await behindItsBack("update audit set seq = 2147483647");
    await audit.record(event);
    const { items } = await audit.history!.list({ limit: 1 });
    expect(items[0]!.seq).toBe(2_147_483_648);
    expect((await audit.history!.list({ limit: 9, after: 2_147_483_648 })).items.map(({ seq }) => seq)).toEqual([2_147_483_647]);
  });
  it("keeps one chain when several write at once", async () => {
    const writers = [open(), open(), open()];
    await Promise.all(Array.from({ length: 300 }, (_, i) => writers[i % 3]!.record({ ...event, details: { i } })));
    expect(await verifyAudit(database.db, 64)).toMatchObject({ whole: true, rows: 300 });
  });
  it("reads back what text of any kind was hashed as", async () => {
    const audit = open();
    await audit.record({ ...event, resource: `half \ud83d, nothing \0, ${"🍄".repeat(600)}`, details: { text: `${"x".repeat(999)}🍄` } });
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, rows: 1 });
  });
  it.each(["update audit set success = false", "delete from audit", "truncate audit"])("refuses: %s", async (statement) => {
    await open().record(event);
    await expect(database.execute(statement)).rejects.toThrow(/append-only/);
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, rows: 1 });
  });
  it.each([
    ["a row that was changed", "update audit set user_id = 'eve' where seq = 2", 1, "row 2 was changed"],
    ["a row that was taken out", "delete from audit where seq = 2", 1, "row 2 is missing"],
    ["a hash that was made to fit", `update audit set hash = '${"a".repeat(64)}' where seq = 1`, 0, "row 1 was changed"],
    [
      "rows that were put in another order",
      "delete from audit where seq = 2; update audit set seq = 2 where seq = 3",
      1,
      "row 2 does not follow the row before it",
    ],
  ])("shows %s", async (_, statement, rows, fault) => {
    const audit = open();
    for (const action of ["one", "two", "three"]) await audit.record({ ...event, action });
    await behindItsBack(statement);
    expect(await verifyAudit(database.db)).toMatchObject({ whole: false, rows, fault });
  });
  it("says so when it cannot write, and the caller goes on", async () => {
    const lost: string[] = [];
    const audit = open((error, events) => lost.push(`${events.map(({ action }) => action).join()}: ${String(error)}`));
    await database.execute("alter table audit rename to audit_away");
    await audit.record(event);
    await database.execute("alter table audit_away rename to audit");
    expect(lost).toEqual([expect.stringMatching(/^key_made: .*audit/)]);
    await audit.record(event);
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, rows: 1 });
  });
  it("holds no more than it may when the database is slow", async () => {
    const lost: string[] = [];
    const audit = databaseAudit(database.db, { mostWaiting: 2, failed: (_, events) => lost.push(...events.map(({ action }) => action)) });
    await Promise.all(["a", "b", "c", "d"].map((action) => audit.record({ ...event, action })));
    expect(lost).toEqual(["d"]);
  });
  it("is read newest first, by page and by what is asked", async () => {
    const audit = open();
    for (let i = 1; i <= 5; i++) await audit.record({ ...event, success: i !== 3, details: { i } });
    const first = await audit.history!.list({ limit: 2 });
    expect(first.items.map(({ seq }) => seq)).toEqual([5, 4]);
    const second = await audit.history!.list({ limit: 3, after: Number(first.next) });
    expect([second.items.map(({ details }) => details["i"]), second.next]).toEqual([[3, 2, 1], null]);
    expect((await audit.history!.list({ limit: 9, success: false })).items.map(({ seq }) => seq)).toEqual([3]);
    expect((await audit.history!.list({ limit: 9, action: "' or 1=1 --" })).items).toEqual([]);
  });
});

it("rows are of one chain also by the rule of the database", async () => {
  await open().record(event);
  await expect(
    sql`insert into audit select 7, at, action, category, severity, success, user_id, resource, source_ip, request_id, details, previous_hash, 'x' from audit`.execute(
      database.db,
    ),
  ).rejects.toThrow(/unique/);
});

describe("the audit log while the database is away", () => {
  /** The database, which can be made to be away. */
  function flighty() {
    const state = { away: true, tries: 0 };
    const db = new Proxy(database.db, {
      get(there, name) {
        if (name !== "transaction") return Reflect.get(there, name) as unknown;
        return () => {
          state.tries++;
          return state.away
            ? { execute: async () => Promise.reject(new DatabaseAway(new Error("Connection terminated unexpectedly"))) }
            : there.transaction();
        };
      },
    });
    return { state, db };
  }
  const until = async (fits: () => boolean) => {
    while (!fits()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it("keeps what happens, in order, until that is back; nobody waits with it", async () => {
    const { state, db } = flighty();
    const audit = databaseAudit(db, { pause: 5, failed: (error) => expect.unreachable(String(error)) });
    for (const action of ["one", "two", "three"]) await audit.record({ ...event, action });
    await until(() => state.tries > 3);
    // More than are written at once: whoever comes later does not wait either.
    await Promise.all(Array.from({ length: 500 }, () => audit.record({ ...event, action: "many" })));
    state.away = false;
    await audit.record({ ...event, action: "four" });
    await audit.settled();
    const rows = await database.db.selectFrom("audit").select("action").orderBy("seq").execute();
    expect(rows.map(({ action }) => action).filter((action) => action !== "many")).toEqual(["one", "two", "three", "four"]);
    expect(await verifyAudit(database.db)).toMatchObject({ whole: true, rows: 504 });
  });
  it("gives up what is too much, and at its end all, as it would have been kept", async () => {
    const { state, db } = flighty();
    const lost: KeptEvent[] = [];
    const audit = databaseAudit(db, { pause: 60_000, mostWaiting: 3, failed: (_, events) => lost.push(...events) });
    await audit.record({ ...event, action: "one", sourceIp: "203.0.113.9", details: { key: "mfn_abcdefghijkl" } });
    for (const action of ["two", "three", "four"]) void audit.record({ ...event, action });
    await until(() => lost.length > 0);
    expect(lost.map(({ action }) => action)).toEqual(["four"]);
    await audit.settled();
    expect(state.tries).toBe(2);
    expect(lost.map(({ action }) => action)).toEqual(["four", "one", "two", "three"]);
    expect(lost[1]).toMatchObject({ user_id: "ada", source_ip: "203.xxx.xxx.xxx", details: '{"key":"mfn_..."}', at: expect.any(String) as string });
    expect(JSON.stringify(lost)).not.toContain("abcdefgh");
  });
});
