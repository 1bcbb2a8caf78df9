import { Metadata, ServerInterceptingCall, status, type ServerInterceptor } from "@grpc/grpc-js";
import { SpanStatusCode } from "@opentelemetry/api";
import { events } from "../audit/events";
import { recordRefusals } from "../audit/record-refusals";
import { requestId, type Logger } from "../observe/log";
import { inject, startSpan } from "../observe/trace";
import type { ServerParts } from "../parts";
import { known, makeKnown } from "./known-calls";
import { headerText } from "./statuses";

/** Statuses that say that a call was not let through, and why. */
const refusals: Partial<Record<status, string>> = {
  [status.UNAUTHENTICATED]: "authentication",
  [status.PERMISSION_DENIED]: "authorization",
  [status.RESOURCE_EXHAUSTED]: "rate_limit",
};
const faults: readonly status[] = [status.INTERNAL, status.UNKNOWN, status.DATA_LOSS];

/**
 * Gives each call an id and a span, and counts, times, logs and, where it is refused, audits it: as HTTP does, with the method "GRPC". Its metadata is never
 * logged. It is the interceptor next to the transport, so that it sees what the others refuse.
 */
export function observeCalls({ metrics, audit }: Pick<ServerParts, "metrics" | "audit">, log: Logger): ServerInterceptor {
  const record = recordRefusals(audit);

  const begin = (path: string, peer: string, metadata: Metadata) => {
    const began = performance.now();
    const text = (name: string) => metadata.get(name)[0]?.toString();
    const id = requestId({ headers: { "x-request-id": text("x-request-id") } });
    const from = addressOf(peer);
    const attributes = { "rpc.system": "grpc", "rpc.method": path, "mfn.request_id": id };
    const { span, within } = startSpan(`grpc ${path}`, attributes, { kind: "answers", parent: text("traceparent") ?? null });
    const traceparent = inject(within);
    const own = log.child({ request_id: id, ...(traceparent !== null && { trace_id: span.spanContext().traceId }) });
    const over = new AbortController();
    makeKnown(metadata, { id, from, log: own, within, over, principal: null });
    const labels = { endpoint: path, method: "GRPC" };
    metrics.inProgress.inc(labels);

    const settle = (code: status) => {
      const seconds = (performance.now() - began) / 1000;
      metrics.inProgress.dec(labels);
      metrics.requests.inc({ ...labels, status: status[code] });
      metrics.durations.observe(labels, seconds);
      span.setAttribute("rpc.grpc.status_code", code);
      if (faults.includes(code)) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      const reason = refusals[code];
      const facts = { ...labels, status: status[code], duration_ms: Math.round(seconds * 1e5) / 100, client_ip: from };
      const words = `GRPC ${path} ${status[code]}`;
      if (faults.includes(code)) own.error(facts, words);
      else if (reason !== undefined) own.warn({ ...facts, refused: reason }, words);
      else own.info(facts, words);
      if (reason === undefined) return;
      metrics.refused.inc({ reason });
      const where = { resource: `GRPC ${path}`, sourceIp: from, requestId: id, userId: known(metadata).principal?.userId ?? null };
      record(code === status.RESOURCE_EXHAUSTED ? events.rateLimitExceeded(where) : events.accessDenied(where, reason));
    };
    return { settle, over, answers: { "x-request-id": id, ...(traceparent !== null && { traceparent }) } };
  };

  return ({ path }, call) => {
    let settle: ((code: status) => void) | null = null;
    let over: AbortController | null = null;
    let answers: Record<string, string> = {};
    const end = (code: status) => {
      settle?.(code);
      settle = null;
    };
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata(metadata, proceed) {
            ({ settle, over, answers } = begin(path, call.getPeer(), metadata));
            proceed(metadata);
          },
          // Also called after the answer; before it, the caller is gone, out of time, or sent what is no message.
          onCancel() {
            end(Number(call.getDeadline()) <= Date.now() ? status.DEADLINE_EXCEEDED : status.CANCELLED);
            over?.abort();
          },
        }),
      sendMetadata(metadata, next) {
        for (const [name, value] of Object.entries(answers)) metadata.set(name, value);
        next(metadata);
      },
      sendStatus(given, next) {
        end(given.code);
        const metadata = given.metadata ?? new Metadata();
        // Refusals have no metadata but that at their end.
        if (given.code !== status.OK) for (const [name, value] of Object.entries(answers)) metadata.set(name, value);
        next({ ...given, details: headerText(given.details), metadata });
      },
    });
  };
}

/** "127.0.0.1:41234" and "[::1]:41234" without their ports. */
const addressOf = (peer: string): string => peer.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
