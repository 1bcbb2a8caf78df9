import { z } from "zod";
import type { Database } from "../database/database";
import type { UsersTable } from "./account-tables";
import { roles, type Role } from "./accounts";
import type { Invitations } from "./invitations";
import type { OidcSettings } from "./oidc-settings";
import { refused } from "../refusals";
import { addUser, type Users } from "./users";

/** What a provider says of somebody. */
export const claims = z.looseObject({
  iss: z.string().max(2000),
  sub: z.string().min(1).max(255),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)).optional(),
  /** Some providers write it as text. */
  email_verified: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]).optional(),
  name: z.string().trim().min(1).max(200).optional(),
});
export type Claims = z.infer<typeof claims>;

type Said = Readonly<Record<string, unknown>>;

/** Whether the provider has to be asked for more: it may keep the address, the groups, or both out of the token. */
export const lacks = (token: Said, { roleClaim, roles: byValue }: Pick<OidcSettings, "roleClaim" | "roles">): boolean =>
  token["email"] === undefined || (byValue.size > 0 && token[roleClaim] === undefined);

/** What the token and userinfo say in all; the token goes first. That an address is verified holds for the one it was said with, and for no other. */
export function together(token: Said, userinfo: Said): Said {
  const { email, email_verified } = token["email"] === undefined ? userinfo : token;
  return { ...userinfo, ...token, email, email_verified };
}

interface Parts {
  db: Database;
  users: Users;
  invitations: Invitations;
  settings: OidcSettings;
  now: () => Date;
}

const byRank = Object.keys(roles) as Role[];

/** The highest role that the provider's claim gives; undefined when it gives none. */
export function claimedRole(given: Claims, { roleClaim, roles: byValue }: Pick<OidcSettings, "roleClaim" | "roles">): Role | undefined {
  const claim = given[roleClaim];
  const values = (Array.isArray(claim) ? claim : [claim]).filter((value) => typeof value === "string");
  const fitting = values.map((value) => byValue.get(value));
  return byRank.findLast((role) => fitting.includes(role));
}

/**
 * The role after a sign-in. Where roles are configured and the provider says anything of them, its word decides: who fits none has at most the role of
 * those who come without one. An account with a password is not the provider's alone and keeps its role.
 */
function roleAfter(user: UsersTable, given: Claims, settings: OidcSettings): Role {
  const claimed = claimedRole(given, settings);
  if (claimed !== undefined) return claimed;
  const silent = settings.roles.size === 0 || given[settings.roleClaim] === undefined;
  if (silent || user.password_hash !== null) return user.role;
  return byRank.find((role) => role === user.role || role === settings.role)!;
}

/**
 * The account that a provider's word stands for: the one it was linked to before; else the one of the e-mail address that the provider has
 * verified, invited or of a domain that is allowed. Everybody else is refused.
 * @throws WorkbenchError `server/refused` in words.
 */
export async function accountOf(given: Claims, { db, users, invitations, settings, now }: Parts): Promise<UsersTable> {
  const identity = { issuer: given.iss, subject: given.sub };
  const linked = await db
    .selectFrom("oidc_identities")
    .select("user_id")
    .where("issuer", "=", identity.issuer)
    .where("subject", "=", identity.subject)
    .executeTakeFirst();
  const user = linked === undefined ? await newcomer() : await users.find(linked.user_id);
  if (user.disabled_at !== null) throw refused("this account is disabled", [], "disabled");
  const role = roleAfter(user, given, settings);
  if (role === user.role) return user;
  // The last administrator stays one, whatever the provider says.
  await users.change(user.id, { role }).catch(() => undefined);
  return users.find(user.id);

  async function newcomer(): Promise<UsersTable> {
    const { email, email_verified, name = email ?? "" } = given;
    if (email === undefined) throw refused("the provider does not tell your e-mail address");
    if (!(email_verified ?? settings.trustEmail)) throw refused("the provider has not verified your e-mail address");
    const found = (await users.findByEmail(email)) ?? (await invitations.acceptByEmail(email, name)) ?? (await allowed(email, name));
    if (found === undefined) throw refused("this e-mail address was not invited; ask an administrator", [], "not-invited");
    await db
      .insertInto("oidc_identities")
      .values({ ...identity, user_id: found.id, created_at: now() })
      .execute();
    return found;
  }

  async function allowed(email: string, name: string): Promise<UsersTable | undefined> {
    if (!settings.domains.includes(email.slice(email.lastIndexOf("@") + 1))) return undefined;
    return addUser(db, { email, name, role: claimedRole(given, settings) ?? settings.role, password_hash: null }, now());
  }
}
