import { z } from "zod";
import {
  auditCategories,
  type AuditRecord,
  type AuditVerdict,
  type Identity,
  type InvitationLooked,
  type Person,
  type ServerInvitation,
  type ServerKey,
  type ServerSession,
  type SignInWays,
} from "../../src/engine/protocol-server";
import { roles, scopes, type Role } from "../accounts/accounts";
import { leastLength, mostLength } from "../accounts/passwords";
import { freshMinutes } from "../accounts/sessions";
import { pageQuery } from "../pagination";
import { problems } from "./route";

/** One line as a person writes it. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, "expected some text")
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "expected one line of plain text");
const email = z.string().trim().toLowerCase().pipe(z.email("expected an e-mail address").max(254));
/** As it was typed; what a new one must be is checked with the account at hand. */
const password = z.string().min(1).max(mostLength);
const newPassword = z.string().max(mostLength).describe(`At least ${leastLength} characters.`);
const revokeKeys = z.boolean().default(false).describe("Whether the account's API keys end too; they stay valid unless this is true.");
const role = z.enum(Object.keys(roles) as [Role, ...Role[]]);
const token = z.string().max(100);
const time = z.string().describe("ISO 8601");
const days = z.int().min(1).max(30);

export const bodies = {
  signIn: z.strictObject({ email, password }),
  password: z.strictObject({ current: password, password: newPassword, revokeKeys }),
  me: z.strictObject({ name: line(100) }),
  lookAtInvitation: z.strictObject({ token }),
  acceptInvitation: z.strictObject({
    token,
    name: line(100),
    password: newPassword,
    email: email.optional().describe("For an invitation that names none."),
    revokeKeys,
  }),
  invitation: z.strictObject({ email, role, days: days.default(7) }),
  user: z.strictObject({ name: line(100).optional(), role: role.optional(), disabled: z.boolean().optional() }),
  key: z.strictObject({
    name: line(100),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .max(scopes.length)
      .transform((given) => scopes.filter((scope) => given.includes(scope))),
    days: z.int().min(1).max(3650).nullable().default(365).describe("Until it expires; null for never."),
  }),
  rotation: z.strictObject({
    graceHours: z.number().min(0).max(168).default(24).describe("Hours for which the old key still opens."),
    days: z.int().min(1).max(3650).nullable().optional().describe("Until the new key expires, null for never; as the old one when left out."),
  }),
};

export const queries = {
  users: pageQuery,
  audit: z.strictObject({
    action: z.string().max(64).regex(/^\w*$/).optional(),
    category: z.enum(auditCategories).optional(),
    userId: z
      .string()
      .max(64)
      .regex(/^[\w-]*$/)
      .optional(),
    success: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
    after: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().describe("`next` of the page before."),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
};

// What pages read: the protocol's types, which these must answer to.
const person = z.object({
  id: z.string(),
  email: z.string().nullable(),
  name: z.string(),
  role,
  created: time,
  disabled: z.boolean(),
}) satisfies z.ZodType<Person>;
const session = z.object({
  id: z.string(),
  created: time,
  seen: time,
  expires: time,
  address: z.string(),
  agent: z.string(),
  current: z.boolean(),
}) satisfies z.ZodType<ServerSession>;
const key = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  created: time,
  expires: time.nullable(),
  used: time.nullable(),
  revoked: time.nullable(),
  previousUntil: time.nullable(),
}) satisfies z.ZodType<ServerKey>;
const invitation = z.object({
  id: z.string(),
  email: z.string().nullable(),
  role,
  renews: z.boolean(),
  created: time,
  expires: time,
  accepted: time.nullable(),
  revoked: time.nullable(),
}) satisfies z.ZodType<ServerInvitation>;
const record = z.object({
  seq: z.int(),
  at: time,
  action: z.string(),
  category: z.string(),
  severity: z.string(),
  success: z.boolean(),
  userId: z.string().nullable(),
  resource: z.string().nullable(),
  sourceIp: z.string().nullable(),
  requestId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
}) satisfies z.ZodType<AuditRecord>;
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

export const replies = {
  ways: z.object({
    password: z.literal(true),
    provider: z.object({ title: z.string(), address: z.string() }).nullable(),
  }) satisfies z.ZodType<SignInWays>,
  signedIn: z.object({ user: person, scopes: z.array(z.enum(scopes)), csrfToken: z.string(), expires: time }),
  me: z.object({
    user: person,
    scopes: z.array(z.enum(scopes)),
    via: z.enum(["key", "session"]),
    csrfToken: z.string().nullable(),
    hasPassword: z.boolean(),
  }) satisfies z.ZodType<Identity>,
  person,
  people: page(person),
  sessions: z.object({ items: z.array(session) }),
  ended: z.object({ ended: z.int() }),
  keys: z.object({ items: z.array(key) }),
  key,
  shownKey: z.object({ key, secret: z.string().describe("Shown this once.") }),
  invitations: z.object({ items: z.array(invitation) }),
  invitation,
  shownInvitation: z.object({ invitation, url: z.string().describe("Shown this once.") }),
  lookedAt: z.object({ email: z.string().nullable(), role, renews: z.boolean(), expires: time }) satisfies z.ZodType<InvitationLooked>,
  records: page(record),
  verdict: z.object({ whole: z.boolean(), rows: z.int(), head: z.string(), fault: z.string().nullable() }) satisfies z.ZodType<AuditVerdict>,
  nothing: z.null(),
};

export const removalHelp = `For good: jobs under way are cancelled, and their files go too. The audit log stays. A session must have begun in the last ${freshMinutes} minutes; the last administrator cannot be removed (409).`;

interface More {
  /** More than the summary says. */
  help?: string;
  body?: z.ZodType;
  querystring?: z.ZodType;
  /** Nobody has to say who they are. */
  open?: true;
}

/** What the API's description says of a route. */
export const described = (operationId: string, summary: string, answer: z.ZodType, { open, help, ...checked }: More = {}) => ({
  operationId,
  summary,
  ...(help !== undefined && { description: help }),
  tags: ["accounts"],
  ...(open && { security: [] }),
  ...checked,
  response: { 200: answer, ...problems },
});
