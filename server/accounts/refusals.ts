import { WorkbenchError } from "../../src/core/errors";

/** `RFC 9110` statuses that the code alone does not give. */
const withStatus = (error: WorkbenchError, statusCode: number, more: object = {}): WorkbenchError => Object.assign(error, { statusCode, ...more });

/** Nothing of that name belongs to whoever asks: also said of what is another's. */
export const notFound = (what: string): WorkbenchError => new WorkbenchError("run/unknown", [], `there is no such ${what}`);

export const conflict = (path: readonly string[], sentence: string): WorkbenchError =>
  withStatus(new WorkbenchError("server/refused", path, sentence), 409);

export const tooMany = (seconds: number, sentence: string): WorkbenchError =>
  withStatus(new WorkbenchError("server/refused", [], `${sentence}; try again in ${seconds} s`), 429, { retryAfter: seconds });

/** For a queue that is full: nobody knows when it is not. */
export const tooManyWait = (what: string): WorkbenchError => tooMany(5, `too many ${what} wait already`);

export const unauthorised = (sentence: string): WorkbenchError => new WorkbenchError("server/unauthorised", [], sentence);

export const refused = (sentence: string, path: readonly string[] = []): WorkbenchError => new WorkbenchError("server/refused", path, sentence);
