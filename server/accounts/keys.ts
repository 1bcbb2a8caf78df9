import { randomUUID } from "node:crypto";
import type { ServerKey } from "../../src/engine/protocol-server";
import type { Database } from "../database/database";
import type { ApiKeysTable } from "./account-tables";
import { roles, scopes, type Principal, type Scope } from "./accounts";
import { conflict, notFound, refused } from "../refusals";
import { hashSecret, keyForm, newKey } from "./secrets";
import { shortCache } from "./short-cache";

export interface NewKey {
  name: string;
  scopes: readonly Scope[];
  /** Until it expires; null for never. */
  days: number | null;
}

/** A key and its text, which is shown this once. */
export interface ShownKey {
  key: ServerKey;
  secret: string;
}

/** Why a key does not open anything. */
export type KeyFault = "unknown" | "revoked" | "expired" | "disabled";

export interface Keys {
  /** Who a key stands for, or why it stands for nobody. */
  find(secret: string): Promise<{ principal: Principal; noted: boolean } | { fault: KeyFault; userId: string | null }>;
  list(userId: string): Promise<ServerKey[]>;
  /** @throws WorkbenchError for a scope that `owner` does not have, or one key too many. */
  make(owner: Principal, key: NewKey): Promise<ShownKey>;
  /**
   * A new text for a key; the old one opens for `graceHours` more, though never longer than it would have.
   * @param days until the new one expires, null for never; as the old one when left out.
   * @throws WorkbenchError for one that was revoked, or has expired and gets no new time.
   */
  rotate(userId: string, id: string, graceHours: number, days?: number | null): Promise<ShownKey>;
  revoke(userId: string, id: string): Promise<ServerKey>;
  /** Forgets what was looked up, after something changed that it depends on. */
  forget(): void;
}

/** Of one person, those revoked not counted. */
const mostKeys = 100;
/** So long a key that was revoked in another process still opens here. */
const remembered = 10_000;
const usesNoted = 60_000;

export function openKeys(db: Database, now: () => Date): Keys {
  const found = shortCache<Principal>(remembered, 1000, () => now().getTime());

  const own = async (userId: string, id: string): Promise<ApiKeysTable> => {
    const row = await db.selectFrom("api_keys").selectAll().where("user_id", "=", userId).where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw notFound("key");
    return row;
  };

  return {
    async find(secret) {
      if (!keyForm.test(secret)) return { fault: "unknown", userId: null };
      const hash = hashSecret(secret);
      const known = found.get(hash);
      if (known !== undefined) return { principal: known, noted: false };
      const at = now();
      const row = await db
        .selectFrom("api_keys")
        .innerJoin("users", "users.id", "api_keys.user_id")
        .selectAll("api_keys")
        .select(["role", "disabled_at"])
        .where((where) => where.or([where("hash", "=", hash), where("previous_hash", "=", hash)]))
        .executeTakeFirst();
      if (row === undefined) return { fault: "unknown", userId: null };
      const until = row.hash === hash ? row.expires_at : earlier(row.previous_until, row.expires_at);
      const fault = row.revoked_at !== null ? "revoked" : until !== null && until <= at ? "expired" : row.disabled_at !== null ? "disabled" : null;
      if (fault !== null) return { fault, userId: row.user_id };
      const principal: Principal = {
        userId: row.user_id,
        name: row.name,
        role: row.role,
        scopes: scopesOf(row).filter((scope) => (roles[row.role] as readonly Scope[]).includes(scope)),
        via: "key",
        keyId: row.id,
      };
      found.set(hash, principal, until?.getTime());
      const noted = row.used_at === null || at.getTime() - row.used_at.getTime() > usesNoted;
      if (noted) await db.updateTable("api_keys").set({ used_at: at }).where("id", "=", row.id).execute();
      return { principal, noted };
    },
    async list(userId) {
      const rows = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("user_id", "=", userId)
        .orderBy("created_at", "desc")
        .orderBy("id")
        .limit(1000)
        .execute();
      return rows.map(viewOf);
    },
    async make(owner, { name, scopes: wanted, days }) {
      const beyond = wanted.find((scope) => !owner.scopes.includes(scope));
      if (beyond !== undefined) throw refused(`a key cannot have the scope "${beyond}", which ${owner.name} does not have`, ["body", "scopes"]);
      const { count } = await db
        .selectFrom("api_keys")
        .select((select) => select.fn.countAll<string>().as("count"))
        .where("user_id", "=", owner.userId)
        .where("revoked_at", "is", null)
        .executeTakeFirstOrThrow();
      if (Number(count) >= mostKeys) throw conflict([], `${mostKeys} keys are as many as one person may have; revoke one first`);
      const secret = newKey();
      return { key: viewOf(await addKey(db, owner.userId, { name, scopes: wanted, days }, hashSecret(secret), now())), secret };
    },
    async rotate(userId, id, graceHours, days) {
      const { hash, revoked_at, expires_at } = await own(userId, id);
      if (revoked_at !== null) throw conflict([], "this key was revoked; make a new one");
      const at = now();
      if (days === undefined && expires_at !== null && expires_at <= at)
        throw conflict(["body", "days"], "this key has expired; say for how many days it is to be valid again, or make a new one");
      const secret = newKey();
      const previous_until = earlier(new Date(at.getTime() + graceHours * 3_600_000), expires_at);
      const row = await db
        .updateTable("api_keys")
        .set({ hash: hashSecret(secret), previous_hash: hash, previous_until, ...(days !== undefined && { expires_at: expiry(at, days) }) })
        // Of two rotations at once one is refused, so that neither takes back what the other has just shown.
        .where("id", "=", id)
        .where("hash", "=", hash)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw conflict([], "this key is being rotated by somebody else");
      found.clear();
      return { key: viewOf(row), secret };
    },
    async revoke(userId, id) {
      const { revoked_at } = await own(userId, id);
      const row = await db
        .updateTable("api_keys")
        .set({ revoked_at: revoked_at ?? now() })
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirstOrThrow();
      found.clear();
      return viewOf(row);
    },
    forget: () => found.clear(),
  };
}

export const addKey = (
  db: Pick<Database, "insertInto">,
  userId: string,
  { name, scopes: given, days }: NewKey,
  hash: string,
  at: Date,
): Promise<ApiKeysTable> =>
  db
    .insertInto("api_keys")
    .values({
      id: randomUUID(),
      user_id: userId,
      name,
      hash,
      previous_hash: null,
      previous_until: null,
      scopes: given.join(","),
      created_at: at,
      expires_at: expiry(at, days),
      used_at: null,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

const scopesOf = (row: Pick<ApiKeysTable, "scopes">): Scope[] => scopes.filter((scope) => row.scopes.split(",").includes(scope));

const expiry = (from: Date, days: number | null): Date | null => (days === null ? null : new Date(from.getTime() + days * 24 * 3_600_000));

const earlier = (a: Date | null, b: Date | null): Date | null => (a === null || (b !== null && b < a) ? b : a);

const viewOf = (row: ApiKeysTable): ServerKey => ({
  id: row.id,
  name: row.name,
  scopes: scopesOf(row),
  created: row.created_at.toISOString(),
  expires: row.expires_at?.toISOString() ?? null,
  used: row.used_at?.toISOString() ?? null,
  revoked: row.revoked_at?.toISOString() ?? null,
  previousUntil: row.previous_until?.toISOString() ?? null,
});
