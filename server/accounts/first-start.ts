import { sql } from "kysely";
import type { Database } from "../database/database";
import { roles } from "./accounts";
import { addKey } from "./keys";
import { addInvitation } from "./invitations";
import { hashSecret, newKey } from "./secrets";
import { addUser, type Queries } from "./users";

/** What a start has to show, once. */
export interface FirstStart {
  /** The key of a first start; null afterwards. */
  firstKey: string | null;
  /** Token of an invitation for the first administrator; null once somebody can sign in as one. */
  invitation: string | null;
}

const startLock = 0x6d666f;
const invitationDays = 7;

/**
 * Makes the owner of a fresh server: an administrator without a password, to whom the first key belongs and whose account the first invitation
 * hands over. `oldKeys` are hashes of keys from before there was a database; where there are any, no further key is made. Until an administrator
 * can sign in, every start makes an invitation, as earlier ones may be lost.
 */
export const firstStart = (db: Database, oldKeys: readonly string[], now: Date): Promise<FirstStart> =>
  db.transaction().execute(async (within) => {
    // One process at a time, so that several that start at once make one owner.
    await sql`select pg_advisory_xact_lock(${startLock})`.execute(within);
    const someone = await within.selectFrom("users").select("id").limit(1).executeTakeFirst();
    const fresh = someone === undefined;
    if (fresh) await addUser(within, { email: null, name: "Owner", role: "admin", password_hash: null }, now);
    const firstKey = fresh && oldKeys.length === 0 ? newKey() : null;
    const owner = await within.selectFrom("users").select("id").where("role", "=", "admin").orderBy("created_at").limit(1).executeTakeFirstOrThrow();
    for (const hash of !fresh ? [] : firstKey === null ? oldKeys : [hashSecret(firstKey)])
      await addKey(within, owner.id, { name: "first key", scopes: roles.admin, days: null }, hash, now);
    if (await anAdministratorCanSignIn(within)) return { firstKey, invitation: null };
    const { token } = await addInvitation(within, { email: null, role: "admin", userId: owner.id, invitedBy: null, days: invitationDays }, now);
    return { firstKey, invitation: token };
  });

async function anAdministratorCanSignIn(within: Queries): Promise<boolean> {
  const { rows } = await sql`
    select 1 from users where role = 'admin' and disabled_at is null
      and (password_hash is not null or exists (select 1 from oidc_identities where user_id = users.id)) limit 1`.execute(within);
  return rows.length > 0;
}
