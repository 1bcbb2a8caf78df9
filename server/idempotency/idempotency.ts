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
  let kept: IdempotentAnswers | null = null;
  // A test without a database never sends the header.
  const answers = () => (kept ??= new IdempotentAnswers(database.db, secrets));

  app.addHook("preHandler", async (request, reply) => {
    const key = keyOf(request);
    if (key === null || request.principal === null) return;
    const before = await answers().begin(request.principal.userId, key, hashOf(request));
    if (before === null) {
      request.idempotencyKey = key;
      return;
    }
    return reply.code(before.status).header("idempotency-replayed", "true").type(before.mediaType).send(before.body);
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const { idempotencyKey: key, principal } = request;
    if (key === null || principal === null) return payload;
    request.idempotencyKey = null;
    const body = typeof payload === "string" ? payload : payload === undefined || payload === null ? "" : null;
    if (!isLasting(reply.statusCode) || body === null || body.length > longestAnswer) await answers().forget(principal.userId, key);
    else {
      const mediaType = String(reply.getHeader("content-type") ?? "application/json");
      await answers().keep(principal.userId, key, { status: reply.statusCode, mediaType, body });
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
