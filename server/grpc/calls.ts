import { Metadata, status, type sendUnaryData, type ServerUnaryCall, type ServerWritableStream, type ServiceError } from "@grpc/grpc-js";
import { WorkbenchError, type ErrorCode } from "../../src/core/errors";
import type { Principal } from "../accounts/accounts";
import { events } from "../audit/events";
import { withSpan } from "../observe/trace";
import type { ServerParts } from "../parts";
import { toldOf } from "../streams/told";

const statusOf: Partial<Record<ErrorCode, status>> = {
  "run/unknown": status.NOT_FOUND,
  "run/cancelled": status.ABORTED,
  "server/unauthorised": status.UNAUTHENTICATED,
  "server/refused": status.PERMISSION_DENIED,
  internal: status.INTERNAL,
};

type Parts = Pick<ServerParts, "accounts" | "audit" | "limiter" | "config" | "metrics">;
type AnyCall = ServerUnaryCall<unknown, unknown> | ServerWritableStream<unknown, unknown>;

/** What a handler writes to; resolves when the caller has room again. */
export interface Writer<Answer> {
  write(answer: Answer): Promise<void>;
  /** Aborted when the caller is gone. */
  signal: AbortSignal;
}

/** Handlers that ask who calls, hold the caller to the rate limit, and tell errors as gRPC does: with a status, and the record in `mfn-error`. */
export function callsFor(parts: Parts) {
  return {
    unary:
      <Request, Answer>(work: (request: Request, who: Principal) => Promise<Answer>) =>
      (call: ServerUnaryCall<Request, Answer>, reply: sendUnaryData<Answer>): void => {
        observed(parts, call as AnyCall, async (who) => work(call.request, who)).then(
          (answer) => reply(null, answer),
          (error: unknown) => reply(serviceError(error)),
        );
      },
    streaming:
      <Request, Answer>(work: (request: Request, writer: Writer<Answer>, who: Principal) => Promise<void>) =>
      (call: ServerWritableStream<Request, Answer>): void => {
        const gone = new AbortController();
        call.on("cancelled", () => gone.abort());
        const write = (answer: Answer) =>
          new Promise<void>((resolve) => {
            if (gone.signal.aborted || call.write(answer)) return resolve();
            call.once("drain", resolve);
            gone.signal.addEventListener("abort", () => resolve(), { once: true });
          });
        observed(parts, call as AnyCall, async (who) => work(call.request, { write, signal: gone.signal }, who)).then(
          () => call.end(),
          (error: unknown) => call.emit("error", serviceError(error)),
        );
      },
  };
}

const refusals: Partial<Record<status, string>> = {
  [status.UNAUTHENTICATED]: "authentication",
  [status.PERMISSION_DENIED]: "authorization",
  [status.RESOURCE_EXHAUSTED]: "rate_limit",
};

/** Lets a call in, counts and times it, and keeps in the audit what was refused: as HTTP does, with the method "GRPC". */
function observed<Answer>(parts: Parts, call: AnyCall, work: (who: Principal) => Promise<Answer>): Promise<Answer> {
  const labels = { endpoint: call.getPath(), method: "GRPC" };
  const began = performance.now();
  const settle = (code: status) => {
    parts.metrics.inProgress.dec(labels);
    parts.metrics.requests.inc({ ...labels, status: status[code] });
    parts.metrics.durations.observe(labels, (performance.now() - began) / 1000);
    const reason = refusals[code];
    if (reason === undefined) return;
    parts.metrics.refused.inc({ reason });
    const where = { resource: `GRPC ${labels.endpoint}`, sourceIp: addressOf(call.getPeer()), userId: null };
    void parts.audit.record(code === status.RESOURCE_EXHAUSTED ? events.rateLimitExceeded(where) : events.accessDenied(where, reason));
  };
  parts.metrics.inProgress.inc(labels);
  const parent = call.metadata.get("traceparent")[0]?.toString() ?? null;
  return withSpan(
    `grpc ${labels.endpoint}`,
    { "rpc.system": "grpc", "rpc.method": labels.endpoint },
    async () => {
      try {
        const answer = await work(await admitted(parts, call));
        settle(status.OK);
        return answer;
      } catch (error) {
        settle(serviceError(error).code);
        throw error;
      }
    },
    { kind: "answers", parent },
  );
}

async function admitted({ accounts, limiter, config }: Parts, call: AnyCall): Promise<Principal> {
  const from = addressOf(call.getPeer());
  const { allowed, retryAfter } = !config.rateLimitEnabled
    ? { allowed: true, retryAfter: 0 }
    : await limiter.take(`grpc ${from}`, { capacity: config.requestsPerMinute, refill: config.requestsPerMinute / 60 });
  if (!allowed)
    throw Object.assign(new WorkbenchError("server/refused", [], `too many calls; try again in ${Math.ceil(retryAfter)} s`), {
      grpcStatus: status.RESOURCE_EXHAUSTED,
    });
  const [key] = call.metadata.get("x-api-key");
  if (key === undefined) throw new WorkbenchError("server/unauthorised", [], "this needs an API key in the metadata x-api-key");
  const principal = await accounts.identifyKey(key.toString(), from);
  if (!principal.scopes.includes("run")) throw new WorkbenchError("server/refused", [], `${principal.name} may not compute here`);
  return principal;
}

/** "127.0.0.1:41234" and "[::1]:41234" without their ports. */
const addressOf = (peer: string): string => peer.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");

function serviceError(error: unknown): ServiceError {
  const record = toldOf(error);
  const code = (error as { grpcStatus?: status }).grpcStatus ?? statusOf[record.code] ?? status.INVALID_ARGUMENT;
  const metadata = new Metadata();
  metadata.set("mfn-error-bin", Buffer.from(JSON.stringify(record)));
  return Object.assign(new Error(record.message), { code, details: record.message, metadata });
}
