import type { FastifyInstance } from "fastify";
import { decodePacket, packetType } from "../src/engine/frame-codec";
import { checkKeys } from "./strangers-json";

/** In this scope bodies may be packets of raw arrays. */
export function takePackets(scope: FastifyInstance): void {
  scope.addContentTypeParser(packetType, { parseAs: "buffer" }, async (_: unknown, body: Buffer) => {
    const document = decodePacket(body);
    checkKeys(document, ["body"]);
    return document;
  });
}
