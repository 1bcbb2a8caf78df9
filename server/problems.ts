import type { ErrorCode, ErrorDetail, ErrorPath } from "../src/core/errors";

/** Media type of every answer that tells of a fault (RFC 9457). */
export const problemType = "application/problem+json";

/** What went wrong with a request: the members of RFC 9457, and ours. */
export interface Problem {
  /** Where its kind is explained, relative to the server. */
  type: string;
  /** The kind in a few words, the same each time. */
  title: string;
  status: number;
  /** This occurrence in a full sentence: what happened, where, and how to mend it. */
  detail: string;
  /** The address that was asked. */
  instance: string;
  code: ErrorCode;
  /** Keys from the body's or document's root to what is wrong. */
  path: ErrorPath;
  request_id: string;
  /** For code that acts on it, such as a limit and what was asked beside it. */
  facts?: ErrorDetail;
  /** MFN v4.1's own name of it, where it had one. */
  error_code?: string;
  /** Seconds, as in the header Retry-After. */
  retry_after?: number;
}

/** How each code is answered unless the error itself carries a status. */
const kinds: Record<ErrorCode, readonly [status: number, title: string]> = {
  "spec/malformed": [400, "The spec is malformed"],
  "spec/unknown-key": [400, "The spec has a key that is not known"],
  "spec/unknown-model": [400, "There is no such model"],
  "spec/unsupported": [400, "The spec asks for what is not supported"],
  "parameter/unknown": [400, "There is no such parameter"],
  "parameter/out-of-range": [400, "A parameter is out of its range"],
  "grid/invalid": [400, "The grid cannot be used"],
  "boundary/invalid": [400, "The boundary cannot be used"],
  "initial/invalid": [400, "The initial state cannot be used"],
  "integrator/unstable": [400, "The integrator would be unstable"],
  "equation/syntax": [400, "An equation cannot be read"],
  "equation/name": [400, "An equation names what does not exist"],
  "equation/arity": [400, "A function has the wrong number of arguments"],
  "equation/form": [400, "An equation has a form that is not supported"],
  "link/broken": [400, "A link is broken"],
  "data/unreadable": [400, "The data cannot be read"],
  "data/empty": [400, "There are no data"],
  "data/not-finite": [400, "The data are not finite"],
  "learning/intolerable": [400, "More attackers than the rule tolerates"],
  "run/not-finite": [422, "A field left the finite range"],
  "run/unknown": [404, "There is no such thing here"],
  "run/cancelled": [409, "It was cancelled"],
  "backend/unavailable": [400, "The back end is not available"],
  "server/unreachable": [503, "A service that this needs does not answer"],
  "server/unauthorised": [401, "It is not known who asks"],
  "server/refused": [403, "The server refuses this"],
  "storage/full": [507, "The storage is full"],
  "storage/unavailable": [503, "The storage is not available"],
  usage: [400, "The request cannot be understood"],
  internal: [500, "The server has a fault"],
};

/** Titles of statuses that say more than the code does. */
const titleOfStatus: Record<number, string> = {
  404: "There is nothing at this address",
  405: "This address is not asked so",
  413: "The request is too large",
  414: "The address is too long",
  415: "The body has a form that is not read here",
  422: "The request has values that cannot be",
  429: "Too many requests",
  503: "This is switched off, not ready, or takes too long",
};

export const statusOf = (code: ErrorCode): number => kinds[code][0];

/** Where a kind of problem is explained. */
const typeOf = (code: ErrorCode): string => `/docs#problem-${code.replace("/", "-")}`;

export const titleOf = (code: ErrorCode, status = statusOf(code)): string =>
  status === statusOf(code) ? kinds[code][1] : (titleOfStatus[status] ?? kinds[code][1]);

/** Every kind with its status, for the page that explains them. */
export const problemKinds = (Object.keys(kinds) as ErrorCode[]).map((code) => ({
  code,
  status: statusOf(code),
  title: titleOf(code),
  type: typeOf(code),
}));

/** MFN v4.1 names two refusals; its clients look for these. */
const referenceCode: Record<number, string> = { 401: "authentication_required", 429: "rate_limit_exceeded" };

/** One problem, complete. */
export function problemOf(given: {
  code: ErrorCode;
  status: number;
  message: string;
  path: ErrorPath;
  facts?: ErrorDetail | undefined;
  instance: string;
  requestId: string;
  retryAfter?: number | undefined;
}): Problem {
  const { code, status, message, path, facts, instance, requestId, retryAfter } = given;
  const error_code = referenceCode[status];
  return {
    type: typeOf(code),
    title: titleOf(code, status),
    status,
    detail: message,
    instance,
    code,
    path,
    request_id: requestId,
    ...(facts && Object.keys(facts).length > 0 && { facts }),
    ...(error_code !== undefined && { error_code }),
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
  };
}
