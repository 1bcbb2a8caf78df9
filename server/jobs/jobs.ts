import type { Job, JobFilter, Page, Submission } from "../../src/engine/protocol-jobs";

export type { Artefact, Job, JobFilter, JobKind, JobState, Page, Submission } from "../../src/engine/protocol-jobs";

/** The queue as its users see it. Everybody sees their own jobs alone; another's is `run/unknown`, as one that never was. */
export interface Jobs {
  /**
   * Checks the document and what it would cost before anything starts.
   * @param id of the job, a UUID; where there is one of the user's by it already, that is the answer.
   * @throws WorkbenchError.
   */
  submit(owner: string, submission: Submission, id?: string): Promise<Job>;
  find(owner: string, id: string): Promise<Job>;
  /** Each without its result, which is null here, as is a document of more than 16 384 characters; `find` has them. */
  list(owner: string, filter: JobFilter): Promise<Page<Job>>;
  /** Bytes that the user's jobs have left, and may leave. */
  storage(owner: string): Promise<{ used: number; limit: number }>;
  /** Ends it, wherever it runs; one that was cancelled stays so. @throws WorkbenchError with status 409 for one that is done or has failed. */
  cancel(owner: string, id: string): Promise<Job>;
  /** Takes up again one that failed or was cancelled, from its last checkpoint. @throws WorkbenchError with status 409 for another. */
  retry(owner: string, id: string): Promise<Job>;
  /** Removes an ended job with its artefacts. @throws WorkbenchError with status 409 while it waits or runs. */
  remove(owner: string, id: string): Promise<void>;
  /** Calls back at each change until the returned function is called. */
  watch(owner: string, id: string, changed: (job: Job) => void): Promise<() => void>;
  /** Ends taking work; work in progress goes back to the queue. */
  close(): Promise<void>;
}
