import type { FastifyInstance } from "fastify";
import { endpointOf } from "../observe/endpoint";
import type { ServerParts } from "../parts";
import { circumstances, events } from "./events";
import { recordRefusals } from "./record-refusals";

/** Ways out of a folder, spelt in any way, and bytes that end names. */
const traversal = /\.\.[\\/]|[\\/]\.\.|%2e%2e|%2e\.|\.%2e|%00|%5c|\\/i;
/** Those that others record, with more to say: who asks, what they may, how often they ask. */
const recordedElsewhere = [401, 403, 429];

/** Records what is refused for what it is: signs of an attack as such, everything else as a refusal with the error's code. */
export function auditRefusals(app: FastifyInstance, { audit }: Pick<ServerParts, "audit">): void {
  const record = recordRefusals(audit);
  const codes = new WeakMap<object, string>();
  app.addHook("onError", async (request, _, { code }) => void codes.set(request, String(code)));
  app.addHook("onResponse", async (request, { statusCode }) => {
    if (statusCode < 400 || statusCode >= 500) return;
    const where = circumstances(request);
    const sign = statusCode === 413 ? "body too large" : traversal.test(request.originalUrl.split("?")[0]!) ? "path traversal" : undefined;
    if (sign !== undefined) record(events.suspiciousActivity(where, sign, { status: statusCode }));
    else if (!recordedElsewhere.includes(statusCode))
      // Who is known is told more about: the addresses of a stranger's refusals are whatever they like.
      record(events.requestRefused(where, statusCode, codes.get(request) ?? "nothing there"), request.principal ? endpointOf(request) : undefined);
  });
}
