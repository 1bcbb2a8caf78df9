import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { apiRoot } from "../../src/engine/protocol-http";
import type { ServerParts } from "../parts";
import { jsonRoute } from "../routes/route";

const change = z.object({ key: z.string(), from: z.unknown(), to: z.unknown() });
const version = z.object({
  version: z.int(),
  at: z.string(),
  server: z.string(),
  by: z.string(),
  how: z.enum(["start", "reload", "rollback"]),
  hash: z.string(),
  changes: z.array(change),
});

/** The history of the settings and the way back, for administrators. Secrets are in neither. */
export function configRoutes(app: FastifyInstance, { configKeeper: keeper }: ServerParts): void {
  if (keeper === undefined) return;
  const limit = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) });
  jsonRoute(app, {
    method: "GET",
    url: `${apiRoot}/config/versions`,
    id: "configVersions",
    title: "What the settings were, newest first",
    tag: "server",
    access: "admin",
    query: limit,
    answer: z.object({ items: z.array(version) }),
    handle: async ({ query }) => ({ items: await keeper.history((query as z.infer<typeof limit>).limit) }),
  });
  jsonRoute(app, {
    method: "POST",
    url: `${apiRoot}/config/versions/:version/rollback`,
    id: "configRollback",
    title: "Gives the configuration file back what it said in a version",
    help: "Settings that differ all the same, since variables or secrets give them, are named in `elsewhere`.",
    tag: "server",
    access: "admin",
    params: z.object({
      version: z.coerce
        .number()
        .int()
        .min(1)
        .max(2 ** 31 - 1),
    }),
    answer: z.object({ changes: z.array(change), elsewhere: z.array(z.object({ key: z.string(), origin: z.string() })) }),
    handle: async ({ params, owner }) => keeper.rollBack(Number(params["version"]), owner),
  });
}
