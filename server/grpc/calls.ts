import type { sendUnaryData, ServerUnaryCall, ServerWritableStream } from "@grpc/grpc-js";
import { context } from "@opentelemetry/api";
import { WorkbenchError } from "../../src/core/errors";
import type { Principal } from "../accounts/accounts";
import { unauthorised } from "../refusals";
import { DatabaseAway } from "../database/away";
import { known, type KnownCall } from "./known-calls";
import { statusFor } from "./statuses";

type AnyCall = Pick<ServerUnaryCall<unknown, unknown>, "metadata">;

/** What a handler writes to. */
export interface Writer<Answer> {
  /** Resolves when the answer is on its way, so that no more than one waits for a slow caller, or when the caller is gone. */
  write(answer: Answer): Promise<void>;
  /** Aborted when the caller is gone or out of time. */
  signal: AbortSignal;
}

/** A handler with one answer. `gone` is aborted when nobody waits for it any more. */
export const unary =
  <Request, Answer>(work: (request: Request, who: Principal, gone: AbortSignal) => Promise<Answer>) =>
  (call: ServerUnaryCall<Request, Answer>, reply: sendUnaryData<Answer>): void => {
    answer(call, (who, gone) => work(call.request, who, gone)).then(
      (value) => reply(null, value),
      (error: unknown) => reply(told(call, error)),
    );
  };

/** A handler with many. */
export const streaming =
  <Request, Answer>(work: (request: Request, writer: Writer<Answer>, who: Principal) => Promise<void>) =>
  (call: ServerWritableStream<Request, Answer>): void => {
    answer(call, (who, signal) => work(call.request, { write: (value) => written(call, value, signal), signal }, who)).then(
      () => call.end(),
      (error: unknown) => call.emit("error", told(call, error)),
    );
  };

/** Works in the context of the call's span. */
async function answer<T>({ metadata }: AnyCall, work: (who: Principal, gone: AbortSignal) => Promise<T>): Promise<T> {
  const { principal, over, within } = known(metadata);
  if (principal === null) throw unauthorised("it is not known who calls");
  if (over.signal.aborted) throw new WorkbenchError("run/cancelled", [], "whoever called has gone before it began");
  return context.with(within, () => work(principal, over.signal));
}

function written<Answer>(call: ServerWritableStream<unknown, Answer>, value: Answer, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) return resolve();
    const done = () => {
      gone.removeEventListener("abort", done);
      resolve();
    };
    gone.addEventListener("abort", done);
    call.write(value, done);
  });
}

function told({ metadata }: AnyCall, error: unknown) {
  const call = known(metadata);
  logFault(call, error);
  return statusFor(error, call.id);
}

/** What is no fault of the caller's is logged, as nobody else learns of it. */
export function logFault({ log }: Pick<KnownCall, "log">, error: unknown): void {
  if (error instanceof DatabaseAway) log.error({ err: error }, "the database does not answer");
  else if (!(error instanceof WorkbenchError) || error.code === "internal") log.error({ err: error }, "internal fault");
}
