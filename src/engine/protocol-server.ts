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

/** A server's accounts and queue. Every call rejects with a WorkbenchError that says what the server said. */
export interface ServerAccess {
  ways(url: string): Promise<SignInWays>;
  /** Who a credential is; for a session that a former visit left, `csrfToken` may be empty: the answer brings it. */
  identify(connection: ServerConnection): Promise<{ identity: Identity; credential: Credential }>;
  signIn(url: string, email: string, password: string): Promise<Credential>;
  lookAtInvitation(url: string, token: string): Promise<InvitationLooked>;
  accept(url: string, acceptance: Acceptance): Promise<Credential>;
  signOut(connection: ServerConnection): Promise<void>;

  keys(connection: ServerConnection): Promise<ServerKey[]>;
  makeKey(
    connection: ServerConnection,
    key: { name: string; scopes: readonly ServerScope[]; days: number | null },
  ): Promise<{ key: ServerKey; secret: string }>;
  rotateKey(connection: ServerConnection, id: string): Promise<{ key: ServerKey; secret: string }>;
  revokeKey(connection: ServerConnection, id: string): Promise<void>;
  sessions(connection: ServerConnection): Promise<ServerSession[]>;
  endSession(connection: ServerConnection, id: string): Promise<void>;
  people(connection: ServerConnection): Promise<Person[]>;
  changePerson(connection: ServerConnection, id: string, change: { role?: Person["role"]; disabled?: boolean }): Promise<Person>;
  invitations(connection: ServerConnection): Promise<ServerInvitation[]>;
  invite(connection: ServerConnection, invitation: { email: string; role: Person["role"] }): Promise<{ url: string }>;

  /** The same submission under the same name is done once, however often it is sent. */
  submitJob(connection: ServerConnection, submission: Submission, name: string): Promise<Job>;
  jobs(connection: ServerConnection, filter: JobFilter): Promise<Page<Job>>;
  cancelJob(connection: ServerConnection, id: string): Promise<Job>;
  retryJob(connection: ServerConnection, id: string): Promise<Job>;
  removeJob(connection: ServerConnection, id: string): Promise<void>;
  artefact(connection: ServerConnection, job: string, name: string): Promise<Uint8Array<ArrayBuffer>>;
}
