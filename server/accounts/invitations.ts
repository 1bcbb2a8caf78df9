import { randomUUID } from "node:crypto";
import type { Database } from "../database/database";
import type { InvitationsTable, UsersTable } from "./account-tables";
import type { Role } from "./accounts";
import { conflict, notFound } from "./refusals";
import { hashSecret, newSecret, secretForm } from "./secrets";
import { addUser, type Queries } from "./users";

export interface InvitationView {
  id: string;
  email: string | null;
  role: Role;
  /** Whether it gives an account that is there a new password. */
  renews: boolean;
  /** ISO 8601. */
  created: string;
  expires: string;
  accepted: string | null;
  revoked: string | null;
}

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
  invitation: InvitationView;
  token: string;
}

/** Who somebody says they are who accepts. */
export interface Acceptance {
  /** For an invitation that names none. */
  email: string | undefined;
  name: string;
  passwordHash: string;
}

export interface Invitations {
  list(): Promise<InvitationView[]>;
  /** @throws WorkbenchError when the e-mail address has an account. */
  make(invitation: NewInvitation): Promise<ShownInvitation>;
  /** What a token invites to. @throws WorkbenchError for one that is not known, used, revoked or too old: all the same to strangers. */
  look(token: string): Promise<InvitationView>;
  /** Makes the account, or gives it a new password and ends its sessions. Each invitation works once. */
  accept(token: string, acceptance: Acceptance): Promise<UsersTable>;
  /** Uses up the invitation of an e-mail address that a provider has proved; undefined when there is none. */
  acceptByEmail(email: string, name: string): Promise<UsersTable | undefined>;
  revoke(id: string): Promise<InvitationView>;
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
    async make(invitation) {
      if (invitation.userId === null && invitation.email !== null) {
        const taken = await db.selectFrom("users").select("id").where("email", "=", invitation.email).executeTakeFirst();
        if (taken !== undefined) throw conflict(["body", "email"], "this e-mail address has an account already; give it a new password instead");
      }
      return addInvitation(db, invitation, now());
    },
    look: async (token) => viewOf(await look(token)),
    async accept(token, { email, name, passwordHash }) {
      const { id } = await look(token);
      return db.transaction().execute(async (within) => {
        const used = await use(within, id);
        if (used === undefined) throw unusable();
        const address = used.email ?? email;
        if (used.user_id === null) {
          if (address === undefined) throw conflict(["body", "email"], "expected an e-mail address, as the invitation names none");
          return addUser(within, { email: address, name, role: used.role, password_hash: passwordHash }, now());
        }
        await within.deleteFrom("sessions").where("user_id", "=", used.user_id).execute();
        // Others that would give the same account yet another password.
        await within
          .updateTable("invitations")
          .set({ revoked_at: now() })
          .where("user_id", "=", used.user_id)
          .where("accepted_at", "is", null)
          .execute();
        const kept = await within.selectFrom("users").selectAll().where("id", "=", used.user_id).executeTakeFirstOrThrow();
        const named = kept.email ?? address;
        if (named === undefined) throw conflict(["body", "email"], "expected an e-mail address, as the invitation names none");
        if (kept.email === null && (await within.selectFrom("users").select("id").where("email", "=", named).executeTakeFirst()) !== undefined)
          throw conflict(["body", "email"], "this e-mail address has an account already; sign in");
        return within
          .updateTable("users")
          .set({ password_hash: passwordHash, email: named, name })
          .where("id", "=", kept.id)
          .returningAll()
          .executeTakeFirstOrThrow();
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

const unusable = () => notFound("invitation: it was used, revoked or is too old; ask for another one");

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

const viewOf = (row: InvitationsTable): InvitationView => ({
  id: row.id,
  email: row.email,
  role: row.role,
  renews: row.user_id !== null,
  created: row.created_at.toISOString(),
  expires: row.expires_at.toISOString(),
  accepted: row.accepted_at?.toISOString() ?? null,
  revoked: row.revoked_at?.toISOString() ?? null,
});
