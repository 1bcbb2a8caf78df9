import { WorkbenchError, type ErrorRecord } from "../core/errors";
import { apiRoot } from "./protocol-http";
import type { Identity, RefusalReason } from "./protocol-server";

/** How a page proves to a server who it is. */
export type Credential =
  /** An API key, sent with each request and kept nowhere. */
  | { kind: "key"; key: string }
  /**
   * The cookie of a session, which the browser sends by itself; what changes something carries the session's token too.
   * `user` is the id of whose session it is, once the server has told.
   */
  | { kind: "session"; csrfToken: string; user?: string };

export interface ServerConnection {
  /** Address of the server, such as `http://127.0.0.1:8321`. */
  url: string;
  credential: Credential;
  /** The platform's own unless a test gives another. */
  fetch?: typeof fetch;
  /** Likewise; Node 20 has none of its own. */
  WebSocket?: typeof WebSocket;
}

/** Header that carries the token of a session. */
const csrfHeader = "x-csrf-token";

/** The headers by which a server knows whoever asks. */
const credentialHeaders = (credential: Credential): Record<string, string> =>
  credential.kind === "key" ? { "x-api-key": credential.key } : { [csrfHeader]: credential.csrfToken };

/** The origin and path of an address, without the slash at its end. */
export function serverAddress(text: string): string {
  const given = text.trim();
  const url = parsed(given);
  if (url && /^https?:$/.test(url.protocol)) return (url.origin + url.pathname).replace(/\/+$/, "");
  throw new WorkbenchError("usage", [], `"${given}" is not the address of a server; it should look like http://127.0.0.1:8321`);
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * One request. Cookies go along only where a session is meant, so that a key alone says who asks.
 * @throws WorkbenchError `server/unreachable` when nothing answers.
 */
export async function request(
  options: { fetch?: typeof fetch; credential?: Credential },
  address: string,
  init: RequestInit & { headers: Record<string, string> },
): Promise<Response> {
  try {
    return await (options.fetch ?? fetch)(address, {
      ...init,
      headers: { ...init.headers, traceparent: newTrace() },
      cache: "no-store",
      credentials: options.credential?.kind === "session" ? "include" : "omit",
    });
  } catch {
    const origin = new URL(address).origin;
    throw new WorkbenchError(
      "server/unreachable",
      [],
      `nothing answers at ${origin}; start it with "npx mfn serve", check the address, and whether the server allows this page (MFN_CORS_ORIGINS)`,
    );
  }
}

/** Who asks is left out where nobody is signed in yet; the cookie that an answer sets is taken all the same. */
export type Caller = Pick<ServerConnection, "url" | "fetch"> & { credential?: Credential };

const beforeSignIn: Credential = { kind: "session", csrfToken: "" };

/**
 * The server's answer to what is asked at `path` under the root of its API. A session that began in another tab has taken the cookie, and with it the
 * token: that is asked for then, and the same once more, as the server has done nothing yet.
 * @throws WorkbenchError what the server refuses, or that it does not answer.
 */
export async function answerOf(
  caller: Caller,
  path: string,
  init: RequestInit & { headers: Record<string, string> },
  isRepeated = false,
): Promise<Response> {
  const base = serverAddress(caller.url);
  const { credential } = caller;
  const response = await request({ ...caller, credential: credential ?? beforeSignIn }, `${base}${apiRoot}${path}`, {
    ...init,
    headers: { ...init.headers, ...(credential && credentialHeaders(credential)) },
  });
  if (response.ok) return response;
  const refused = await refusal(response, base);
  const isStale = refused.detail.reason === ("csrf-token" satisfies RefusalReason);
  if (!isStale || isRepeated || credential?.kind !== "session") throw refused;
  credential.csrfToken = await tokenOfNow(caller, credential.user);
  return answerOf(caller, path, init, true);
}

/** The token of the session that the browser holds now. Nobody goes on as somebody else unseen. */
async function tokenOfNow(caller: Caller, user: string | undefined): Promise<string> {
  const response = await answerOf(caller, "/me", { headers: { accept: "application/json" } });
  const now = (await response.json()) as Identity & { csrfToken: string };
  if (now.user.id === user) return now.csrfToken;
  const reason: RefusalReason = "somebody-else";
  throw new WorkbenchError(
    "server/unauthorised",
    [],
    "somebody else has signed in in this browser meanwhile; see under Account who it is, and do it again",
    { reason },
  );
}

/** A trace that begins here (W3C Trace Context): the server's log and spans of this request, down to the job it may start, carry its id. */
function newTrace(): string {
  const hex = (bytes: number) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `00-${hex(16)}-${hex(8)}-01`;
}

/** The error a server answered with, or one that says it is not a workbench. */
export async function refusal(response: Response, base: string): Promise<WorkbenchError> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body))
    return WorkbenchError.fromJSON({ code: body.code, message: body.detail, path: body.path, ...(body.facts && { detail: body.facts }) });
  if (response.status === 401)
    return new WorkbenchError("server/unauthorised", [], `${base} does not accept this API key; copy the one it printed at its first start`);
  return stranger(base);
}

/** A problem of RFC 9457 with the members that make it an error of ours. */
interface Problem extends Omit<ErrorRecord, "message" | "detail"> {
  detail: string;
  facts?: NonNullable<ErrorRecord["detail"]>;
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    "detail" in value &&
    typeof value.detail === "string" &&
    "path" in value &&
    Array.isArray(value.path)
  );
}

/** An answer that no server of ours gives. */
export const stranger = (base: string): WorkbenchError =>
  new WorkbenchError("server/unreachable", [], `${base} answers, but it is not an MFN Workbench server; check address and port`);
