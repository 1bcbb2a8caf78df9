import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { packetType } from "../src/engine/frame-codec";
import { version } from "../src/engine/host";

/** The description of all routes, made from the schemas that check them, at /api/openapi.json. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "MFN Workbench",
        version,
        description: `Answers are JSON, or packets of raw little-endian arrays (${packetType}) where the request accepts them.`,
      },
      components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } } },
      security: [{ key: [] }],
    },
    transform: jsonSchemaTransform,
  });
  app.get("/api/openapi.json", { config: { access: "public" }, schema: { hide: true } }, async (_, reply) =>
    reply.type("application/json").send(JSON.stringify(app.swagger())),
  );
}
