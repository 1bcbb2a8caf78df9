import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { ServerParts } from "../parts";
import { root } from "./account-requests";
import { described, queries, replies } from "./account-schemas";

/** The audit log, for administrators. */
export function auditRoutes(app: FastifyInstance, { audit: { history } }: ServerParts): void {
  if (history === undefined) return;
  app.get(
    `${root}/audit`,
    { config: { access: "admin" }, schema: described("listAudit", "The audit log, newest first", replies.records, { querystring: queries.audit }) },
    async (request) => history.list(request.query as z.infer<typeof queries.audit>),
  );
  app.get(
    `${root}/audit/verification`,
    { config: { access: "admin" }, schema: described("verifyAudit", "Whether the audit log is whole", replies.verdict) },
    async () => history.verify(),
  );
}
