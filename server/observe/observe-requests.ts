import type { FastifyInstance } from "fastify";
import type { ServerParts } from "../parts";
import { whenAnswered } from "./answered";
import { endpointOf } from "./endpoint";

/** Statuses that say that a request was not let through, and why. */
const refusals: Record<number, string> = {
  401: "authentication",
  403: "authorization",
  408: "too_slow",
  413: "too_large",
  429: "rate_limit",
  431: "too_large",
  503: "too_busy",
};

/** Counts, times and logs every request, refused ones too. */
export function observeRequests(app: FastifyInstance, { metrics }: Pick<ServerParts, "metrics">): void {
  app.addHook("onRequest", async (request) => metrics.inProgress.inc({ endpoint: endpointOf(request), method: request.method }));
  whenAnswered(app, (request, { status, seconds }) => {
    const labels = { endpoint: endpointOf(request), method: request.method };
    metrics.inProgress.dec(labels);
    metrics.requests.inc({ ...labels, status });
    metrics.durations.observe(labels, seconds);
    const reason = refusals[status];
    if (reason !== undefined) metrics.refused.inc({ reason });
    const facts = { ...labels, status, duration_ms: Math.round(seconds * 1e5) / 100, client_ip: request.ip };
    const words = `${request.method} ${labels.endpoint} ${status}`;
    if (status >= 500) request.log.error(facts, words);
    else if (reason !== undefined) request.log.warn({ ...facts, refused: reason, ...(request.is404 && { path: pathOf(request.url) }) }, words);
    else request.log.info({ ...facts, ...(request.is404 && { path: pathOf(request.url) }) }, words);
  });
}

/** Of an address that is none: without what was asked of it, and not endless. */
const pathOf = (url: string): string => url.split("?", 1)[0]!.slice(0, 200);
