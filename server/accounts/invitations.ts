import { randomUUID } from "node:crypto";
import type { ServerInvitation } from "../../src/engine/protocol-server";
import type { Database } from "../database/database";
import type { InvitationsTable, UsersTable } from "./account-tables";
import type { Role } from "./accounts";
import { conflict, notFound, refused } from "../refusals";
import { hashSecret, newSecret, secretForm } from "./secrets";
import { addUser, endAccess, lockAdmins, takeBack, type Queries } from "./users";

export interface NewInvitation {
  email: string | null;
  role: Role;
  /** An account that is there already. */
  userId: string | null;
  invitedBy: string | null;
  days: number;
}

/** An invitation and its token, which is shown this once. */
export interface ShownInvitation {
  invitation: ServerInvitation;
  token: string;
}

/** Who somebody says they are who accepts. */
export interface Acceptance {
  /** For an invitation that names none. */
  email: string | undefined;
  name: string;
  passwordHash: string;
  /** Whether the keys of an account that is there end with its old password. */
  revokeKeys?: boolean;
}

/** The account of an acceptance, and how many of its keys were revoked. */
export interface Accepted {
  user: UsersTable;
  revokedKeys: number;
}

export interface Invitations {
  list(): Promise<ServerInvitation[]>;
  /** @throws WorkbenchError when the e-mail address has an account, the account is disabled, or who invites is no administrator any more. */
  make(invitation: NewInvitation): Promise<ShownInvitation>;
  /** What a token invites to. @throws WorkbenchError for one that is not known, used, revoked or too old: all the same to strangers. */
  look(token: string): Promise<ServerInvitation>;
  /** Makes the account, or gives it a new password and ends its sessions. Each invitation works once. */
  accept(token: string, acceptance: Acceptance): Promise<Accepted>;
  /** Uses up the invitation of an e-mail address that a provider has proved; undefined when there is none. */
  acceptByEmail(email: string, name: string): Promise<UsersTable | undefined>;
  revoke(id: string): Promise<ServerInvitation>;
}

export function openInvitations(db: Database, now: () => Date): Invitations {
  const pending = (within: Queries) =>
    within.selectFrom("invitations").selectAll().where("accepted_at", "is", null).where("revoked_at", "is", null).where("expires_at", ">", now());

  async function look(token: string): Promise<InvitationsTable> {
    const row = secretForm.test(token) ? await pending(db).where("hash", "=", hashSecret(token)).executeTakeFirst() : undefined;
    if (row === undefined) throw unusable();
    return row;
  }

  /** Marks it as used; whoever comes second finds nothing. */
  const use = (within: Queries, id: string) =>
    within
      .updateTable("invitations")
      .set({ accepted_at: now() })
      .where("id", "=", id)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .returningAll()
      .executeTakeFirst();

  return {
    async list() {
      const rows = await db.selectFrom("invitations").selectAll().orderBy("created_at", "desc").orderBy("id").limit(200).execute();
      return rows.map(viewOf);
    },
    make: (invitation) =>
      db.transaction().execute(async (within) => {
        await checkMaking(within, invitation);
        return addInvitation(within, invitation, now());
      }),
    look: async (token) => viewOf(await look(token)),
    async accept(token, { email, name, passwordHash, revokeKeys = false }) {
      const { id, user_id } = await look(token);
      return db.transaction().execute(async (within) => {
        // The account before the invitation, as whoever disables it does, so that neither waits for the other.
        if (user_id !== null) await within.selectFrom("users").select("id").where("id", "=", user_id).forUpdate().execute();
        const used = await use(within, id);
        if (used === undefined) throw unusable();
        const address = used.email ?? email;
        if (used.user_id === null) {
          if (address === undefined) throw conflict(["body", "email"], "expected an e-mail address, as the invitation names none");
          return { user: await addUser(within, { email: address, name, role: used.role, password_hash: passwordHash }, now()), revokedKeys: 0 };
        }
        // Others that would give the same account yet another password.
        await takeBack(within, "user_id", used.user_id, now());
        const kept = await within.selectFrom("users").selectAll().where("id", "=", used.user_id).executeTakeFirstOrThrow();
        const named = kept.email ?? address;
        if (named === undefined) throw conflict(["body", "email"], "expected an e-mail address, as the invitation names none");
        if (kept.email === null && (await within.selectFrom("users").select("id").where("email", "=", named).executeTakeFirst()) !== undefined)
          throw conflict(["body", "email"], "this e-mail address has an account already; sign in", "has-account");
        const user = await within
          .updateTable("users")
          .set({ password_hash: passwordHash, email: named, name })
          .where("id", "=", kept.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return { user, revokedKeys: await endAccess(within, user.id, revokeKeys, now()) };
      });
    },
    acceptByEmail: (email, name) =>
      db.transaction().execute(async (within) => {
        const invited = await pending(within)
          .where("email", "=", email)
          .where("user_id", "is", null)
          .orderBy("created_at", "desc")
          .executeTakeFirst();
        if (invited === undefined || (await use(within, invited.id)) === undefined) return undefined;
        return addUser(within, { email, name, role: invited.role, password_hash: null }, now());
      }),
    async revoke(id) {
      const row = await db
        .updateTable("invitations")
        .set({ revoked_at: now() })
        .where("id", "=", id)
        .where("accepted_at", "is", null)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw notFound("invitation that waits to be accepted");
      return viewOf(row);
    },
  };
}

/** Whoever invites may be losing the right to at this moment: they and the account stay locked until the invitation is there to be taken back. */
async function checkMaking(within: Queries, { email, userId, invitedBy }: NewInvitation): Promise<void> {
  if (invitedBy !== null && !(await lockAdmins(within)).some(({ id }) => id === invitedBy)) throw refused("only an administrator invites");
  if (userId !== null) {
    const account = await within.selectFrom("users").select("disabled_at").where("id", "=", userId).forUpdate().executeTakeFirst();
    if (account && account.disabled_at !== null) throw refused("this account is disabled; enable it first", [], "disabled");
    return;
  }
  if (email === null) return;
  const taken = await within.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
  if (taken !== undefined)
    throw conflict(["body", "email"], "this e-mail address has an account already; give it a new password instead", "has-account");
}

const unusable = () => notFound("invitation: it was used, revoked or is too old; ask for another one", "invitation-over");

export async function addInvitation(db: Queries, { email, role, userId, invitedBy, days }: NewInvitation, at: Date): Promise<ShownInvitation> {
  const token = newSecret();
  const row = await db
    .insertInto("invitations")
    .values({
      id: randomUUID(),
      hash: hashSecret(token),
      user_id: userId,
      email,
      role,
      invited_by: invitedBy,
      created_at: at,
      expires_at: new Date(at.getTime() + days * 24 * 3_600_000),
      accepted_at: null,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { invitation: viewOf(row), token };
}

const viewOf = (row: InvitationsTable): ServerInvitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  renews: row.user_id !== null,
  created: row.created_at.toISOString(),
  expires: row.expires_at.toISOString(),
  accepted: row.accepted_at?.toISOString() ?? null,
  revoked: row.revoked_at?.toISOString() ?? null,
});
