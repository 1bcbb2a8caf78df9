import type { Job, JobFilter, Page, Submission } from "./protocol-jobs";
import type { Credential, ServerConnection } from "./server-http";

/** What a server says of people, keys and sessions: its answers as JSON. Times are ISO 8601. */
export interface Person {
  id: string;
  email: string | null;
  name: string;
  role: "viewer" | "researcher" | "admin";
  created: string;
  disabled: boolean;
}

export type ServerScope = "read" | "run" | "admin";

/** Who one is there. */
export interface Identity {
  user: Person;
  scopes: readonly ServerScope[];
  via: "key" | "session";
  hasPassword: boolean;
}

/** Why a server refuses what its code alone does not tell: `facts.reason` of its answer. */
export type RefusalReason =
  | "sign-in"
  | "sign-in-again"
  | "session-over"
  /** Another session has taken the place of the one whose CSRF token came, in the same browser. */
  | "csrf-token"
  | "wrong-password"
  | "too-many-tries"
  | "too-many-requests"
  | "busy"
  | "unknown-key"
  | "revoked-key"
  | "expired-key"
  | "disabled"
  | "not-allowed"
  | "not-found"
  | "conflict"
  | "last-admin"
  | "has-account"
  | "invitation-over"
  | "weak-password"
  | "not-invited"
  | "database-away"
  /** Of pages, which know what was asked. */
  | "wrong-current-password"
  /** Of pages too: the session that the browser holds now is another person's. */
  | "somebody-else";

export interface ServerKey {
  id: string;
  name: string;
  scopes: readonly ServerScope[];
  created: string;
  expires: string | null;
  used: string | null;
  revoked: string | null;
  /** Until when the secret before the last rotation opens too. */
  previousUntil: string | null;
}

export interface ServerSession {
  id: string;
  created: string;
  seen: string;
  expires: string;
  /** Shortened. */
  address: string;
  agent: string;
  current: boolean;
}

export interface ServerInvitation {
  id: string;
  email: string | null;
  role: Person["role"];
  /** Lets somebody who has an account choose a new password. */
  renews: boolean;
  created: string;
  expires: string;
  accepted: string | null;
  revoked: string | null;
}

/** What an invitation is for, before it is accepted. */
export type InvitationLooked = Pick<ServerInvitation, "email" | "role" | "renews" | "expires">;

/** How people may sign in beside an API key. */
export interface SignInWays {
  /** Another service that vouches for them, at an address of the server. */
  provider: { title: string; address: string } | null;
}

export interface Acceptance {
  token: string;
  name: string;
  password: string;
  email?: string;
}

export const auditCategories = ["authentication", "authorization", "data_access", "configuration", "security", "api"] as const;
export type AuditCategory = (typeof auditCategories)[number];

/** Something that happened on the server, addresses and secrets shortened. */
export interface AuditRecord {
  seq: number;
  at: string;
  /** Such as `authentication_failure`. */
  action: string;
  category: string;
  severity: string;
  success: boolean;
  /** Null where nobody is signed in. */
  userId: string | null;
  /** What was asked for, such as `PUT /api/v1/me`. */
  resource: string | null;
  sourceIp: string | null;
  /** As in the answer's header X-Request-ID, and in the server's log. */
  requestId: string | null;
  details: Readonly<Record<string, unknown>>;
  /** SHA-256 of the row and of the hash before it. */
  hash: string;
}

export interface AuditFilter {
  category?: AuditCategory;
  success?: boolean;
  /** `next` of the page before. */
  after?: string;
  /** 1 … 200. */
  limit?: number;
}

/** Whether each row of the audit log follows the one before it. */
export interface AuditVerdict {
  whole: boolean;
  /** Rows that hold together, from the first. */
  rows: number;
  /** SHA-256 of the last of them. */
  head: string;
  /** What is wrong with the row after them. */
  fault: string | null;
}

/** Jobs without their results; a document that is large is null here, and told with the one job. */
export interface JobList extends Page<Job> {
  /** Bytes that all one's jobs have left on the server, and may leave; a server of before tells nothing of it. */
  storage?: { used: number; limit: number };
}

/** A server's accounts and queue. Every call rejects with a WorkbenchError that says what the server said. */
export interface ServerAccess {
  ways(url: string): Promise<SignInWays>;
  /** Who a credential is; for a session that a former visit left, `csrfToken` may be empty: the answer brings it. */
  identify(connection: ServerConnection): Promise<{ identity: Identity; credential: Credential }>;
  signIn(url: string, email: string, password: string): Promise<Credential>;
  lookAtInvitation(url: string, token: string): Promise<InvitationLooked>;
  accept(url: string, acceptance: Acceptance): Promise<Credential>;
  signOut(connection: ServerConnection): Promise<void>;
  /** Ends every session, and answers with a new one for this browser. */
  changePassword(connection: ServerConnection, current: string, password: string): Promise<Credential>;
  rename(connection: ServerConnection, name: string): Promise<Person>;

  keys(connection: ServerConnection): Promise<ServerKey[]>;
  makeKey(
    connection: ServerConnection,
    key: { name: string; scopes: readonly ServerScope[]; days: number | null },
  ): Promise<{ key: ServerKey; secret: string }>;
  rotateKey(connection: ServerConnection, id: string): Promise<{ key: ServerKey; secret: string }>;
  revokeKey(connection: ServerConnection, id: string): Promise<void>;
  /** Another person's, for administrators. */
  keysOf(connection: ServerConnection, person: string): Promise<ServerKey[]>;
  revokeKeyOf(connection: ServerConnection, person: string, id: string): Promise<void>;
  sessions(connection: ServerConnection): Promise<ServerSession[]>;
  endSession(connection: ServerConnection, id: string): Promise<void>;
  endOtherSessions(connection: ServerConnection): Promise<void>;
  people(connection: ServerConnection): Promise<Person[]>;
  changePerson(connection: ServerConnection, id: string, change: { role?: Person["role"]; disabled?: boolean }): Promise<Person>;
  /** For good, with all that is theirs. Refused to a session that began a while ago. */
  removePerson(connection: ServerConnection, id: string): Promise<void>;
  /** As `removePerson`, oneself. */
  removeMe(connection: ServerConnection): Promise<void>;
  invitations(connection: ServerConnection): Promise<ServerInvitation[]>;
  invite(connection: ServerConnection, invitation: { email: string; role: Person["role"] }): Promise<{ url: string }>;
  /** For somebody who has forgotten their password: an address at which they choose another. */
  renewPassword(connection: ServerConnection, person: string): Promise<{ url: string }>;
  revokeInvitation(connection: ServerConnection, id: string): Promise<void>;
  /** Newest first. */
  audit(connection: ServerConnection, filter: AuditFilter): Promise<Page<AuditRecord>>;
  verifyAudit(connection: ServerConnection): Promise<AuditVerdict>;

  /** The same submission under the same name is done once, however often it is sent. */
  submitJob(connection: ServerConnection, submission: Submission, name: string): Promise<Job>;
  jobs(connection: ServerConnection, filter: JobFilter): Promise<JobList>;
  /** As `jobs`, but whole: with its document, however long, and its result. */
  job(connection: ServerConnection, id: string): Promise<Job>;
  cancelJob(connection: ServerConnection, id: string): Promise<Job>;
  retryJob(connection: ServerConnection, id: string): Promise<Job>;
  removeJob(connection: ServerConnection, id: string): Promise<void>;
  /** What `mfn verify` checks its files against. */
  manifest(connection: ServerConnection, job: string): Promise<unknown>;
  artefact(connection: ServerConnection, job: string, name: string): Promise<Uint8Array<ArrayBuffer>>;
}
