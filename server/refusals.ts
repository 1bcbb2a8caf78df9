import { WorkbenchError } from "../src/core/errors";
import type { RefusalReason } from "../src/engine/protocol-server";

/** `RFC 9110` statuses that the code alone does not give. */
const withStatus = (error: WorkbenchError, statusCode: number, more: object = {}): WorkbenchError => Object.assign(error, { statusCode, ...more });

/** Nothing of that name belongs to whoever asks: also said of what is another's. */
export const notFound = (what: string, reason: RefusalReason = "not-found"): WorkbenchError =>
  new WorkbenchError("run/unknown", [], `there is no such ${what}`, { reason });

export const conflict = (path: readonly string[], sentence: string, reason: RefusalReason = "conflict"): WorkbenchError =>
  withStatus(new WorkbenchError("server/refused", path, sentence, { reason }), 409);

export const tooMany = (seconds: number, sentence: string, reason: RefusalReason = "too-many-requests"): WorkbenchError =>
  withStatus(new WorkbenchError("server/refused", [], `${sentence}; try again in ${seconds} s`, { reason, seconds }), 429, { retryAfter: seconds });

/** For a queue that is full: nobody knows when it is not. */
export const tooManyWait = (what: string): WorkbenchError => tooMany(5, `too many ${what} wait already`, "busy");

/** @param reason for pages, which say it in their own language. */
export const unauthorised = (sentence: string, reason?: RefusalReason): WorkbenchError =>
  new WorkbenchError("server/unauthorised", [], sentence, { ...(reason && { reason }) });

/** @param reason as for `unauthorised`. */
export const refused = (sentence: string, path: readonly string[] = [], reason?: RefusalReason): WorkbenchError =>
  new WorkbenchError("server/refused", path, sentence, { ...(reason && { reason }) });
