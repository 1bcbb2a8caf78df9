import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import type { Person } from "../../src/engine/protocol-server";
import type { Database } from "../database/database";
import type { Tables } from "../database/tables";
import type { Page } from "../jobs/jobs";
import type { UsersTable } from "./account-tables";
import { roles, type Principal, type Role } from "./accounts";
import { cursorOf, placeOf } from "../pagination";
import { conflict, notFound } from "../refusals";

/** A database, or a transaction in it. */
export type Queries = Database | Transaction<Tables>;

/** Somebody with an account, as others may see them. */
export const personOf = ({ id, email, name, role, created_at, disabled_at }: UsersTable): Person => ({
  id,
  email,
  name,
  role,
  created: created_at.toISOString(),
  disabled: disabled_at !== null,
});

/** Somebody who came with a session. */
export const principalOf = (user: Pick<UsersTable, "id" | "email" | "name" | "role">, sessionId: string): Principal => ({
  userId: user.id,
  name: user.email ?? user.name,
  role: user.role,
  scopes: roles[user.role],
  via: "session",
  keyId: null,
  sessionId,
});

export interface UserChange {
  name?: string;
  role?: Role;
  disabled?: boolean;
}

export interface Users {
  list(after: string | undefined, limit: number): Promise<Page<Person>>;
  seek(id: string): Promise<UsersTable | undefined>;
  /** @throws WorkbenchError where there is none. */
  find(id: string): Promise<UsersTable>;
  findByEmail(email: string): Promise<UsersTable | undefined>;
  /**
   * Ends the sessions of whoever is disabled, and takes back what could still let in: invitations of somebody who is no administrator any more, and
   * renewals of a disabled account's password.
   * @throws WorkbenchError that refuses to leave the server without an administrator.
   */
  change(id: string, change: UserChange): Promise<Person>;
  /**
   * Removes the account with its sessions, keys, invitations, links to providers and kept answers; its jobs are others' to remove.
   * @throws WorkbenchError like `change`.
   */
  remove(id: string): Promise<void>;
  /** Ends every session too. @returns How many keys were revoked. */
  setPassword(id: string, passwordHash: string, revokeKeys: boolean): Promise<number>;
}

export const openUsers = (db: Database, now: () => Date): Users => ({
  async list(after, limit) {
    let query = db
      .selectFrom("users")
      .selectAll()
      .orderBy("id")
      .limit(limit + 1);
    if (after !== undefined) query = query.where("id", ">", placeOf(after));
    const rows = await query.execute();
    const items = rows.slice(0, limit).map(personOf);
    return { items, next: rows.length > limit ? cursorOf(items.at(-1)!.id) : null };
  },
  seek: (id) => seekUser(db, id),
  find: (id) => findUser(db, id),
  findByEmail: (email) => db.selectFrom("users").selectAll().where("email", "=", email).executeTakeFirst(),
  change: (id, change) =>
    db.transaction().execute(async (within) => {
      const admins = await lockAdmins(within);
      const user = await findUser(within, id);
      const { name = user.name, role = user.role, disabled = user.disabled_at !== null } = change;
      if (role !== "admin" || disabled) refuseLast(admins, id);
      const changed = await within
        .updateTable("users")
        .set({ name, role, disabled_at: disabled ? (user.disabled_at ?? now()) : null })
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirstOrThrow();
      if (disabled) {
        await within.deleteFrom("sessions").where("user_id", "=", id).execute();
        await takeBack(within, "user_id", id, now());
      }
      if (disabled || role !== "admin") await takeBack(within, "invited_by", id, now());
      return personOf(changed);
    }),
  remove: (id) =>
    db.transaction().execute(async (within) => {
      refuseLast(await lockAdmins(within), id);
      // The account before its invitations, as whoever accepts one does; and before it has gone, as they forget then who made them.
      const user = await within.selectFrom("users").select("email").where("id", "=", id).forUpdate().executeTakeFirst();
      if (user === undefined) throw notFound("user");
      const { email } = user;
      await within
        .deleteFrom("invitations")
        .where(({ and, or, eb }) =>
          or([and([eb("invited_by", "=", id), eb("accepted_at", "is", null)]), ...(email === null ? [] : [eb("email", "=", email)])]),
        )
        .execute();
      await within.deleteFrom("users").where("id", "=", id).execute();
      await within.deleteFrom("user_keys").where("owner", "=", id).execute();
      await within.deleteFrom("idempotent_answers").where("owner", "=", id).execute();
    }),
  setPassword: (id, password_hash, revokeKeys) =>
    db.transaction().execute(async (within) => {
      await within.updateTable("users").set({ password_hash }).where("id", "=", id).execute();
      return endAccess(within, id, revokeKeys, now());
    }),
});

/**
 * All administrators, who stay so until the transaction is over: two of them cannot each take the other's office away, nor can anybody invite while losing
 * theirs. They are locked in one order, and before any other account, so that no two transactions wait for each other.
 */
export const lockAdmins = (within: Queries) =>
  within.selectFrom("users").select("id").where("role", "=", "admin").where("disabled_at", "is", null).orderBy("id").forUpdate().execute();

/** @throws WorkbenchError where nobody else of `admins` could look after the server. */
function refuseLast(admins: readonly { id: string }[], id: string): void {
  if (admins.length === 1 && admins[0]!.id === id) throw conflict([], "this is the last administrator; make another one first", "last-admin");
}

/** Revokes the invitations that wait to be accepted: those that somebody made, or those that renew somebody's password. */
export const takeBack = (db: Queries, by: "user_id" | "invited_by", id: string, at: Date) =>
  db.updateTable("invitations").set({ revoked_at: at }).where(by, "=", id).where("accepted_at", "is", null).where("revoked_at", "is", null).execute();

/** Ends what was opened under an old password: the sessions, and the keys where that is wanted. @returns How many keys were revoked. */
export async function endAccess(db: Queries, id: string, revokeKeys: boolean, at: Date): Promise<number> {
  await db.deleteFrom("sessions").where("user_id", "=", id).execute();
  if (!revokeKeys) return 0;
  const revoked = await db
    .updateTable("api_keys")
    .set({ revoked_at: at })
    .where("user_id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return Number(revoked.numUpdatedRows);
}

const seekUser = (db: Queries, id: string): Promise<UsersTable | undefined> =>
  db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();

async function findUser(db: Queries, id: string): Promise<UsersTable> {
  const user = await seekUser(db, id);
  if (user === undefined) throw notFound("user");
  return user;
}

/** Makes an account. @throws WorkbenchError when the e-mail address has one. */
export async function addUser(db: Queries, user: Pick<UsersTable, "email" | "name" | "role" | "password_hash">, at: Date): Promise<UsersTable> {
  const row = await db
    .insertInto("users")
    .values({ ...user, id: randomUUID(), created_at: at, disabled_at: null })
    .onConflict((conflicting) => conflicting.column("email").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw conflict(["body", "email"], "this e-mail address has an account already; sign in", "has-account");
  return row;
}
