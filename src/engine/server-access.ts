import type { Job, Page } from "./protocol-jobs";
import type {
  AuditRecord,
  Identity,
  InvitationLooked,
  JobList,
  Person,
  ServerAccess,
  ServerInvitation,
  ServerKey,
  ServerSession,
  SignInWays,
} from "./protocol-server";
import { answerOf, serverAddress, stranger, type Caller, type Credential } from "./server-http";

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

async function call<Answer>(caller: Caller, method: string, path: string, { body, headers }: Sent = {}): Promise<Answer> {
  const response = await answerOf(caller, path, {
    method,
    headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined as Answer;
  return response.json().catch(() => {
    throw stranger(serverAddress(caller.url));
  }) as Promise<Answer>;
}

const at = (id: string): string => encodeURIComponent(id);
const items = async <T>(page: Promise<{ items: T[] }>): Promise<T[]> => (await page).items;

/** `?limit=25&state=done`; nothing where nothing is asked for. */
function queryOf(filter: object): string {
  const asked = Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${encodeURIComponent(String(value))}`]));
  return asked.length > 0 ? `?${asked.join("&")}` : "";
}

const sessionOf = ({ csrfToken }: { csrfToken: string }): Credential => ({ kind: "session", csrfToken });

/** A server's accounts and queue over HTTP. */
export const serverAccess: ServerAccess = {
  ways: (url) => call<SignInWays>({ url }, "GET", "/sign-in"),
  async identify(connection) {
    const { csrfToken, ...identity } = await call<Identity & { csrfToken: string | null }>(connection, "GET", "/me");
    return { identity, credential: csrfToken === null ? connection.credential : { kind: "session", csrfToken, user: identity.user.id } };
  },
  signIn: async (url, email, password) => sessionOf(await call({ url }, "POST", "/session", { body: { email, password } })),
  lookAtInvitation: (url, token) => call<InvitationLooked>({ url }, "POST", "/invitations/look", { body: { token } }),
  accept: async (url, acceptance) => sessionOf(await call({ url }, "POST", "/invitations/accept", { body: acceptance })),
  signOut: (connection) => call(connection, "DELETE", "/session"),
  changePassword: async (connection, current, password) => sessionOf(await call(connection, "PUT", "/me/password", { body: { current, password } })),
  rename: (connection, name) => call<Person>(connection, "PUT", "/me", { body: { name } }),

  keys: (connection) => items<ServerKey>(call(connection, "GET", "/keys")),
  makeKey: (connection, key) => call(connection, "POST", "/keys", { body: key }),
  rotateKey: (connection, id) => call(connection, "POST", `/keys/${at(id)}/rotate`, { body: {} }),
  revokeKey: (connection, id) => call(connection, "DELETE", `/keys/${at(id)}`),
  keysOf: (connection, person) => items<ServerKey>(call(connection, "GET", `/users/${at(person)}/keys`)),
  revokeKeyOf: (connection, person, id) => call(connection, "DELETE", `/users/${at(person)}/keys/${at(id)}`),
  sessions: (connection) => items<ServerSession>(call(connection, "GET", "/sessions")),
  endSession: (connection, id) => call(connection, "DELETE", `/sessions/${at(id)}`),
  endOtherSessions: (connection) => call(connection, "DELETE", "/sessions"),
  people: (connection) => items<Person>(call(connection, "GET", "/users?limit=200")),
  changePerson: (connection, id, change) => call(connection, "PUT", `/users/${at(id)}`, { body: change }),
  removePerson: (connection, id) => call(connection, "DELETE", `/users/${at(id)}`),
  removeMe: (connection) => call(connection, "DELETE", "/me"),
  invitations: (connection) => items<ServerInvitation>(call(connection, "GET", "/invitations")),
  invite: (connection, invitation) => call(connection, "POST", "/invitations", { body: invitation }),
  renewPassword: (connection, person) => call(connection, "POST", `/users/${at(person)}/invitation`),
  revokeInvitation: (connection, id) => call(connection, "DELETE", `/invitations/${at(id)}`),
  audit: (connection, filter) => call<Page<AuditRecord>>(connection, "GET", `/audit${queryOf(filter)}`),
  verifyAudit: (connection) => call(connection, "GET", "/audit/verification"),

  submitJob: (connection, submission, name) => call<Job>(connection, "POST", "/jobs", { body: submission, headers: { "idempotency-key": name } }),
  jobs: (connection, filter) => call<JobList>(connection, "GET", `/jobs${queryOf(filter)}`),
  job: (connection, id) => call<Job>(connection, "GET", `/jobs/${at(id)}`),
  cancelJob: (connection, id) => call<Job>(connection, "POST", `/jobs/${at(id)}/cancel`),
  retryJob: (connection, id) => call<Job>(connection, "POST", `/jobs/${at(id)}/retry`),
  removeJob: (connection, id) => call(connection, "DELETE", `/jobs/${at(id)}`),
  manifest: (connection, job) => call(connection, "GET", `/jobs/${at(job)}/manifest`),
  async artefact(connection, job, name) {
    const response = await answerOf(connection, `/jobs/${at(job)}/artefacts/${at(name)}`, { headers: { accept: "*/*" } });
    return new Uint8Array(await response.arrayBuffer());
  },
};
