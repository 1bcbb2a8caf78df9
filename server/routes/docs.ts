import type { FastifyInstance } from "fastify";
import { docsPage, type ApiDescription } from "../docs/page";
import { problemKinds } from "../problems";

/** The description of the API for people: one page without scripts, made once from /api/openapi.json. */
export function docsRoute(app: FastifyInstance): void {
  let page: string | null = null;
  app.get("/docs", { config: { access: "public" }, schema: { hide: true } }, async (_, reply) => {
    page ??= docsPage(app.swagger() as unknown as ApiDescription, problemKinds);
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
}
