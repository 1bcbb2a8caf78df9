import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { packetType } from "../src/engine/frame-codec";
import { version } from "../src/engine/host";

/** Groups of calls, in the order in which they are shown. */
export const tags: Readonly<Record<string, string>> = {
  server: "Whether it is up, and what it computes at most.",
  reference: "The endpoints of MFN v4.1 under their own names.",
  accounts: "Signing in, sessions, keys, people, and the audit log.",
  engine: "Live runs, and what is asked of fields, images and series in memory.",
  jobs: "Heavy work that goes on when nobody watches.",
  measuring: "Files in, measures out: the body is the file.",
  computing: "Membranes, series with known regimes, learning.",
  catalogue: "What there is: models, metrics, detectors and the rest.",
  cryptography: "Keys kept for you, and what is done with them.",
};

/** The description of all routes, made from the schemas that check them, at /api/openapi.json. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "MFN Workbench",
        version,
        description: [
          `Answers are JSON; those of the engine are packets of raw little-endian arrays (${packetType}) where the request accepts them.`,
          "Faults are problems of RFC 9457. A POST under /api/ may carry the header Idempotency-Key: sent again within 24 hours it is not carried out again, but answered as before.",
        ].join(" "),
        license: { name: "MIT", identifier: "MIT" },
      },
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          key: { type: "apiKey", in: "header", name: "x-api-key" },
          session: { type: "apiKey", in: "cookie", name: "mfn_session", description: "Of a page; what changes something needs X-CSRF-Token too." },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
  });
  app.get("/api/openapi.json", { config: { access: "public" }, schema: { hide: true } }, async (_, reply) =>
    reply.type("application/json").send(JSON.stringify(app.swagger())),
  );
}
