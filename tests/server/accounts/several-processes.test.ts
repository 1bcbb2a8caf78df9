import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { firstStart } from "../../../server/accounts/first-start";
import { openInvitations } from "../../../server/accounts/invitations";
import { openSignInAttempts } from "../../../server/accounts/sign-in-attempts";
import { addUser, openUsers } from "../../../server/accounts/users";
import { verifyAudit } from "../../../server/audit/audit-chain";
import { databaseAudit } from "../../../server/audit/database-audit";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";
import { WorkbenchError } from "../../../src/core/errors";
import { startPostgres, type Postgres } from "../../support/services";

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 });

/** Two pools of connections are to the database what two processes are. */
let postgres: Postgres;
let one: OpenDatabase;
let two: OpenDatabase;
const now = () => new Date("2026-03-01T09:00:00.000Z");
beforeAll(async () => {
  postgres = await startPostgres();
  one = await openDatabase({ url: postgres.url });
  two = await openDatabase({ url: postgres.url });
});
afterAll(async () => {
  await one.close();
  await two.close();
  await postgres.stop();
});

/** Until so many transactions wait for what another has locked. */
const waiting = (many: number) =>
  vi.waitUntil(async () => (await one.execute("select pid from pg_locks where not granted")).rows.length >= many, { timeout: 30_000, interval: 20 });

describe("processes that share a PostgreSQL", () => {
  it("make one owner when they start at once", async () => {
    const starts = await Promise.all([one, two, one, two].map(({ db }) => firstStart(db, [], now())));
    expect(starts.filter(({ firstKey }) => firstKey !== null)).toHaveLength(1);
    expect(await one.db.selectFrom("users").select("role").execute()).toEqual([{ role: "admin" }]);
  });
  it("keep one audit chain", async () => {
    const logs = [one, two].map(({ db }) => databaseAudit(db, { failed: (error) => expect.unreachable(String(error)) }));
    await Promise.all(
      Array.from({ length: 400 }, (_, i) =>
        logs[i % 2]!.record({ action: `a${i}`, category: "api", severity: "info", success: true, details: { i } }),
      ),
    );
    expect(await verifyAudit(two.db, 64)).toMatchObject({ whole: true, rows: 400 });
  });
  it.each(["update audit set success = false", "delete from audit", "truncate audit"])("cannot change the audit log: %s", async (statement) => {
    await expect(one.execute(statement)).rejects.toThrow(/append-only/);
    expect(await verifyAudit(one.db)).toMatchObject({ whole: true, rows: 400 });
  });
  it("count attempts together", async () => {
    const attempts = [one, two].map(({ db }) => openSignInAttempts(db, now));
    const waits = await Promise.all(
      Array.from({ length: 24 }, (_, i) => attempts[i % 2]!.begin({ email: "ada@example.org", address: `10.0.0.${i}`, known: false })),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(6);
  });
  it("accept an invitation once", async () => {
    const invitations = [one, two].map(({ db }) => openInvitations(db, now));
    const { token } = await invitations[0]!.make({ email: "bea@example.org", role: "viewer", userId: null, invitedBy: null, days: 1 });
    const accepted = await Promise.allSettled(invitations.map((each) => each.accept(token, { email: undefined, name: "Bea", passwordHash: "x" })));
    expect(accepted.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await one.db.selectFrom("users").select("name").where("email", "=", "bea@example.org").execute()).toHaveLength(1);
  });
  it("leave one administrator when two take each other's office away", async () => {
    await one.db.updateTable("users").set({ role: "viewer" }).execute();
    const { id: a } = await addUser(one.db, { email: "a@example.org", name: "A", role: "admin", password_hash: null }, now());
    const { id: b } = await addUser(one.db, { email: "b@example.org", name: "B", role: "admin", password_hash: null }, now());
    const changes = await Promise.allSettled([
      openUsers(one.db, now).change(a, { role: "viewer" }),
      openUsers(two.db, now).change(b, { disabled: true }),
    ]);
    expect(changes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
  it("renew in one the password of somebody who is being changed in the other", async () => {
    // Whoever locked accounts by their ids alone would begin with this one, and then wait for the administrator.
    const id = "00000000-0000-4000-8000-000000000000";
    const { id: boss } = await addUser(one.db, { email: "renewer@example.org", name: "Boss", role: "admin", password_hash: null }, now());
    const uma = { email: "uma@example.org", name: "Uma", role: "viewer", password_hash: null, created_at: now(), disabled_at: null } as const;
    await one.db
      .insertInto("users")
      .values({ ...uma, id })
      .execute();
    const { outcomes } = await one.db.transaction().execute(async (within) => {
      await within.selectFrom("users").select("id").where("id", "=", id).forUpdate().execute();
      const making = openInvitations(one.db, now).make({ email: uma.email, role: uma.role, userId: id, invitedBy: boss, days: 1 });
      await waiting(1);
      const changing = openUsers(two.db, now).change(id, { name: "Uma B." });
      await waiting(2);
      return { outcomes: Promise.allSettled([making, changing]) };
    });
    expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  });
  it("leave nothing of an administrator who invites in one while being disabled in the other", async () => {
    const { id: boss } = await addUser(one.db, { email: "boss@example.org", name: "Boss", role: "admin", password_hash: null }, now());
    const { id: eve } = await addUser(one.db, { email: "eve@example.org", name: "Eve", role: "admin", password_hash: null }, now());
    const invitations = [one, two].map(({ db }) => openInvitations(db, now));
    for (let i = 0; i < 20; i++) {
      await openUsers(one.db, now).change(eve, { disabled: false });
      const days = { role: "admin", days: 30 } as const;
      const { token } = await invitations[0]!.make({ ...days, email: "eve@example.org", userId: eve, invitedBy: boss });
      const outcomes = await Promise.allSettled([
        invitations[0]!.make({ ...days, email: `friend${i}@example.org`, userId: null, invitedBy: eve }),
        invitations[0]!.make({ ...days, email: "boss@example.org", userId: boss, invitedBy: eve }),
        invitations[1]!.accept(token, { email: undefined, name: "Eve", passwordHash: "x" }),
        openUsers(two.db, now).change(eve, { disabled: true }),
      ]);
      // Refusals in words, none because two waited for each other.
      for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(WorkbenchError);
      const waiting = one.db.selectFrom("invitations").select("id").where("accepted_at", "is", null).where("revoked_at", "is", null);
      expect(await waiting.where((where) => where.or([where("invited_by", "=", eve), where("user_id", "=", eve)])).execute()).toEqual([]);
    }
  });
});
