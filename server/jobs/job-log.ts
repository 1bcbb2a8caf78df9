import type { Logger } from "../observe/log";
import { parseTraceparent } from "../observe/traceparent";
import type { ClaimedJob } from "./job-store";

/** What a line of the log says of the job that it is about. */
export interface JobFacts {
  job: string;
  kind: string;
  attempt: number;
  /** Of the request that submitted it, where that was traced. */
  trace_id?: string;
}

/** Told what happens to jobs: of faults that end nothing, and, without a fault, of what goes as it should. */
export type TellJobs = (fault: unknown, words: string, facts?: JobFacts) => void;

export function factsOf({ id, kind, attempt, traceparent }: ClaimedJob): JobFacts {
  const trace = parseTraceparent(traceparent);
  return { job: id, kind, attempt, ...(trace !== null && { trace_id: trace.traceId }) };
}

/** Into a log: faults as warnings. */
export const jobLog =
  (log: Logger): TellJobs =>
  (fault, words, facts) =>
    fault === null ? log.info({ ...facts }, words) : log.warn({ ...facts, err: fault }, words);
