import type { FastifyInstance, FastifyRequest } from "fastify";
import { WorkbenchError } from "../../src/core/errors";
import type { ServerParts } from "../parts";
import type { Access } from "./accounts";

/** Asks every request who it is, and refuses what its route does not allow them. The app's own files are for everybody. */
export function authenticate(app: FastifyInstance, { accounts }: Pick<ServerParts, "accounts">): void {
  app.decorateRequest("principal", null);
  // Before the body is read: a stranger's megabytes are not worth the memory.
  app.addHook("preParsing", async (request) => {
    const access = accessOf(request);
    if (access === "public") return;
    request.principal = await accounts.identify(request);
    if (request.principal === null)
      throw new WorkbenchError(
        "server/unauthorised",
        [],
        "this needs an API key in the header X-API-Key, or a session; the server printed its key at its first start",
      );
    if (!request.principal.scopes.includes(access))
      throw new WorkbenchError("server/refused", [], `this needs the scope "${access}", which ${request.principal.name} does not have`);
  });
}

function accessOf(request: FastifyRequest): Access {
  const { access } = request.routeOptions.config;
  if (access !== undefined) return access;
  if (request.is404 || !request.routeOptions.url?.startsWith("/api/")) return "public";
  return request.method === "GET" ? "read" : "run";
}
