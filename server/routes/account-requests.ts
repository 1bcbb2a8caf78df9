import type { FastifyReply, FastifyRequest } from "fastify";
import { personOf } from "../accounts/users";
import { roles, type Principal } from "../accounts/accounts";
import { csrfTokenOf } from "../accounts/cross-site";
import { browserTokenOf } from "../accounts/known-browser";
import { notFound, refused } from "../refusals";
import { browserCookie, sessionCookie } from "../accounts/session-cookie";
import { freshMinutes, type Sessions } from "../accounts/sessions";
import type { Comer, SignedIn } from "../accounts/sign-in";
import { circumstances } from "../audit/events";
import type { ServerConfig } from "../config/config";
import { clientOf } from "../limits/policies";

/** Where routes of accounts lie. */
export const root = "/api/v1";

/** So long after the end of a session its browser is known to the account. */
const browserRemembers = 365 * 24 * 3_600_000;

/** Who asks; the route is not public, so somebody does. */
export const principalOf = (request: FastifyRequest): Principal => request.principal!;

/** Whoever may change their account: a key that was lost must not make itself at home. @throws WorkbenchError `server/refused`. */
export function holderOf(request: FastifyRequest): Principal {
  const principal = principalOf(request);
  if (principal.via === "key" && !principal.scopes.includes("admin"))
    throw refused('this changes an account: sign in, or use a key with the scope "admin"');
  return principal;
}

/**
 * Whoever may do what cannot be undone: with a session that has just begun, as the browser may have been left to somebody else, or with an administrator's key.
 * @throws WorkbenchError `server/refused` that asks to sign in again.
 */
export async function surelyHolderOf(request: FastifyRequest, sessions: Pick<Sessions, "isFresh">): Promise<Principal> {
  const principal = holderOf(request);
  if (principal.sessionId !== undefined && !(await sessions.isFresh(principal.sessionId)))
    throw refused(
      `this cannot be undone, and you signed in more than ${freshMinutes} minutes ago: sign in again, to show that it is you, and repeat it`,
      [],
      "sign-in-again",
    );
  return principal;
}

/** The id in a route's address. @throws WorkbenchError for what can be none. */
export function idOf(request: FastifyRequest, what: string, name = "id"): string {
  const id = (request.params as Record<string, string>)[name] ?? "";
  if (!/^[\w-]{1,64}$/.test(id)) throw notFound(what);
  return id;
}

export const comerOf = (request: FastifyRequest, config: ServerConfig): Comer => ({
  client: { address: clientOf(request.ip), agent: request.headers["user-agent"] ?? "" },
  circumstances: circumstances(request),
  previousToken: sessionCookie.read(request, config),
  browserToken: browserCookie.read(request, config),
});

/** Gives the browser its session, and the page what it needs to act with it. */
export function answerSignedIn(request: FastifyRequest, reply: FastifyReply, config: ServerConfig, { user, session }: SignedIn) {
  sessionCookie.set(request, reply, config, session.token, session.ends);
  const browserToken = browserTokenOf(user);
  if (browserToken !== null) browserCookie.set(request, reply, config, browserToken, new Date(session.ends.getTime() + browserRemembers));
  return { user: personOf(user), scopes: [...roles[user.role]], csrfToken: csrfTokenOf(session.token), expires: session.expires.toISOString() };
}
