import type { FastifyInstance } from "fastify";
import { decodePacket, packetType } from "../src/engine/frame-codec";

/** Bodies that are packets of raw arrays. */
export function packets(app: FastifyInstance): void {
  app.addContentTypeParser(packetType, { parseAs: "buffer" }, async (_: unknown, body: Buffer) => decodePacket(body));
}
