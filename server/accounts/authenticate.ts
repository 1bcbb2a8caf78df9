import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { circumstances, events } from "../audit/events";
import { firstLooks } from "../audit/first-looks";
import { recordRefusals } from "../audit/record-refusals";
import type { ServerParts } from "../parts";
import type { Access } from "./accounts";
import { refused, unauthorised } from "../refusals";

const looks = ["GET", "HEAD"];

/**
 * Asks every request who it is, and refuses what its route does not allow them; the audit log has refusals, told together where they are many, and every use of
 * an administrator's rights, of looks the first an hour. The app's own files are for everybody.
 */
export async function authenticate(app: FastifyInstance, { accounts, audit }: Pick<ServerParts, "accounts" | "audit">): Promise<void> {
  const record = recordRefusals(audit);
  const isFirst = firstLooks();
  await app.register(cookie);
  app.decorateRequest("principal", null);
  // Before the body is read: a stranger's megabytes are not worth the memory.
  app.addHook("preParsing", async (request) => {
    const access = accessOf(request);
    if (access === "public") return;
    const principal = await accounts.identify(request);
    request.principal = principal;
    const where = circumstances(request);
    if (principal === null) {
      record(events.authenticationFailure(where, "neither key nor session"));
      throw unauthorised(
        "this needs an API key in the header X-API-Key, or a session; the server printed a key and an invitation at its first start",
        "sign-in",
      );
    }
    if (!principal.scopes.includes(access)) {
      record(events.accessDenied(where, `scope ${access} is missing`));
      throw refused(`this needs the scope "${access}", which ${principal.name} does not have`, [], "not-allowed");
    }
    if (access !== "admin") return;
    const { userId, sessionId, keyId } = principal;
    if (!looks.includes(request.method) || isFirst(sessionId ?? keyId ?? userId, where.resource)) void audit.record(events.accessGranted(where));
  });
}

function accessOf(request: FastifyRequest): Access {
  const { access } = request.routeOptions.config;
  if (access !== undefined) return access;
  if (request.is404 || !request.routeOptions.url?.startsWith("/api/")) return "public";
  return request.method === "GET" || request.method === "HEAD" ? "read" : "run";
}
