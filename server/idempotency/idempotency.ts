import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { WorkbenchError } from "../../src/core/errors";
import { encodePacket } from "../../src/engine/frame-codec";
import type { ServerParts } from "../parts";
import { IdempotentAnswers } from "./answers";

declare module "fastify" {
  interface FastifyRequest {
    /** The idempotency key under which this request is carried out; null where there is none, or its answer is that of before. */
    idempotencyKey: string | null;
    /** For what is made under that key: the same id for the same request of the same user, also where its answer was lost. */
    idempotentId: string | null;
  }
}

const header = "idempotency-key";
const wellFormed = /^[\x21-\x7e]{1,200}$/;

/** Whether the same request would be answered so again. A limit, a role, a full store and a fault may pass, and then it is to be tried again. */
const isLasting = (status: number): boolean => (status >= 200 && status < 300) || [400, 404, 422].includes(status);

/** Characters; a longer answer is not kept, and the request is carried out again. */
const longestAnswer = 2 ** 20;

/**
 * Carries out a POST under /api/ that brings the header Idempotency-Key once a user and key: sent again within 24 hours it gets the answer of
 * before (header Idempotency-Replayed) if that is one that lasts, with another body 422, and while the first is under way 409. (After
 * draft-ietf-httpapi-idempotency-key-header.)
 */
export function idempotency(app: FastifyInstance, { database, secrets }: Pick<ServerParts, "database" | "secrets">): void {
  app.decorateRequest("idempotencyKey", null);
  app.decorateRequest("idempotentId", null);
  let kept: IdempotentAnswers | null = null;
  // A test without a database never sends the header.
  const answers = () => (kept ??= new IdempotentAnswers(database.db, secrets));

  app.addHook("preHandler", async (request, reply) => {
    const key = keyOf(request);
    if (key === null || request.principal === null) return;
    const { userId } = request.principal;
    const hash = hashOf(request);
    const before = await answers().begin(userId, key, hash);
    if (before === null) {
      request.idempotencyKey = key;
      request.idempotentId = uuidOf(JSON.stringify([userId, key, hash]));
      return;
    }
    return reply.code(before.status).header("idempotency-replayed", "true").type(before.mediaType).send(before.body);
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const { idempotencyKey: key, principal } = request;
    if (key === null || principal === null) return payload;
    request.idempotencyKey = null;
    const body = typeof payload === "string" ? payload : payload === undefined || payload === null ? "" : null;
    const { userId } = principal;
    try {
      if (!isLasting(reply.statusCode) || body === null || body.length > longestAnswer) await answers().forget(userId, key);
      else {
        const mediaType = String(reply.getHeader("content-type") ?? "application/json");
        await answers().keep(userId, key, { status: reply.statusCode, mediaType, body });
      }
    } catch (error) {
      // What was done is done, and told.
      request.log.error({ err: error }, "an answer could not be kept for its idempotency key");
      await answers()
        .forget(userId, key)
        .catch(() => undefined);
    }
    return payload;
  });

  const sweep = setInterval(() => void kept?.sweep().catch(() => undefined), 3_600_000).unref();
  app.addHook("preClose", async () => clearInterval(sweep));
}

/** @throws WorkbenchError `usage` for a key that is none. */
function keyOf({ method, headers, url }: FastifyRequest): string | null {
  const key = headers[header];
  if (key === undefined || method !== "POST" || !url.startsWith("/api/")) return null;
  if (typeof key === "string" && wellFormed.test(key)) return key;
  throw new WorkbenchError("usage", ["headers", header], "expected 1 to 200 visible ASCII characters, such as a UUID");
}

const hashOf = ({ method, url, body }: FastifyRequest): string =>
  createHash("sha256")
    .update(`${method} ${url}\n`)
    .update(Buffer.isBuffer(body) ? body : encodePacket(body ?? null))
    .digest("hex");

/** A UUID of our own making (RFC 9562, version 8) of a text. */
function uuidOf(text: string): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
