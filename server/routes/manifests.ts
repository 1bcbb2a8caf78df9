import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { apiRoot } from "../../src/engine/protocol-http";
import { conflict } from "../refusals";
import { signedManifest } from "../manifests/manifest";
import { signManifest } from "../manifests/sign-manifest";
import type { ServerParts } from "../parts";
import { jsonRoute } from "./route";

/** Signed manifests of what jobs left, and the key that `mfn verify --key` wants. */
export function manifestRoutes(app: FastifyInstance, { secrets, jobs }: ServerParts): void {
  const shared = { method: "GET", tag: "jobs" } as const;
  jsonRoute(app, {
    ...shared,
    url: `${apiRoot}/manifest-key`,
    id: "manifestKey",
    title: "The public key of this server's manifests",
    access: "public",
    answer: z.object({ algorithm: z.literal("Ed25519"), public_key: z.string().describe("Base64 of 32 bytes.") }),
    handle: async () => ({ algorithm: "Ed25519", public_key: Buffer.from(secrets.publicKey).toString("base64") }),
  });
  jsonRoute(app, {
    ...shared,
    url: `${apiRoot}/jobs/:id/manifest`,
    id: "jobManifest",
    title: "A signed manifest of what a job left",
    help: "Put it beside the downloaded files; mfn verify checks signature and files.",
    params: z.object({ id: z.string().max(100) }),
    answer: signedManifest,
    async handle({ params, owner }) {
      const { id, state, kind, hash, artefacts } = await jobs.find(owner, params["id"]!);
      if (state !== "done") throw conflict([], `the job ${id} is ${state}; there is a manifest of what it leaves once it is done`);
      return signManifest(secrets, { kind, documentHash: hash, files: artefacts });
    },
  });
}
