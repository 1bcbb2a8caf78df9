import { Metadata, status } from "@grpc/grpc-js";
import { statusOf } from "../problems";
import { toldOf } from "../streams/told";

/** What HTTP would answer, in gRPC's words: an error has one meaning, whichever way it goes. */
const ofHttp: Record<number, status> = {
  400: status.INVALID_ARGUMENT,
  401: status.UNAUTHENTICATED,
  403: status.PERMISSION_DENIED,
  404: status.NOT_FOUND,
  408: status.DEADLINE_EXCEEDED,
  409: status.ABORTED,
  413: status.RESOURCE_EXHAUSTED,
  422: status.FAILED_PRECONDITION,
  429: status.RESOURCE_EXHAUSTED,
  501: status.UNIMPLEMENTED,
  503: status.UNAVAILABLE,
  507: status.UNAVAILABLE,
};

/** Callers refuse headers of more than 8 KiB, and a message may name what they sent. In bytes, as they are written there. */
const longestDetails = 3000;
const longestRecord = 3000;

/** A text as it may stand in a header: bounded, and without halves of characters, at which the transport would break. */
export function headerText(text: string): string {
  const first = (characters: number) => Buffer.from(text.slice(0, characters)).toString();
  const whole = first(longestDetails);
  // A character takes up to nine.
  return encodeURI(whole).length <= longestDetails ? whole : `${first(longestDetails / 10)}…`;
}

/**
 * An error as gRPC tells it: a status, its sentence, and the whole record as JSON in `mfn-error-bin`; `retry-after` in seconds where waiting helps. A fault
 * of ours is told without its inside.
 */
export function statusFor(error: unknown, requestId: string): { code: status; details: string; metadata: Metadata } {
  const told = toldOf(error);
  const record = told.code === "internal" ? { ...told, message: `${told.message}; its log names it under request ${requestId}` } : told;
  const { statusCode, retryAfter } = error as { statusCode?: number; retryAfter?: number };
  const metadata = new Metadata();
  metadata.set("mfn-error-bin", Buffer.from(boundedJson(record)));
  if (retryAfter !== undefined) metadata.set("retry-after", String(retryAfter));
  return { code: ofHttp[statusCode ?? statusOf(record.code)] ?? status.INTERNAL, details: headerText(record.message), metadata };
}

function boundedJson(record: ReturnType<typeof toldOf>): string {
  const whole = JSON.stringify(record);
  return Buffer.byteLength(whole) <= longestRecord ? whole : JSON.stringify({ code: record.code, message: headerText(record.message), path: [] });
}
