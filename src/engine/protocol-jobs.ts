import type { ErrorRecord } from "../core/errors";

/** What the queue carries out: a whole run, or a sweep. A further kind is one file in `kinds/` and its line in `kinds/index.ts`. */
export type JobKind = string;
export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

/** A file that a job left in the store. */
export interface Artefact {
  /** Unique within its job, such as `rows.parquet`; a Zarr store is one artefact whose name ends in `.zarr`. */
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

export interface Job {
  id: string;
  kind: JobKind;
  /** User id of whoever submitted it. */
  owner: string;
  state: JobState;
  /** How much of it is done, 0 … 1. */
  progress: number;
  /** Where it is, such as "step 4000 of 10000". */
  words: string;
  /** As it was submitted, completed: what `mfn run` or `mfn sweep` would take. */
  document: unknown;
  /** SHA-256 of the completed document. */
  hash: string;
  /** −10 … 10; higher first, within what is fair between users. */
  priority: number;
  attempts: number;
  /** ISO 8601. */
  created: string;
  started: string | null;
  ended: string | null;
  error: ErrorRecord | null;
  /** What it came to, as `mfn run --json` or `mfn sweep --json` prints; null until it is done. */
  result: unknown;
  artefacts: readonly Artefact[];
}

export interface Submission {
  kind: JobKind;
  document: unknown;
  priority?: number;
}

export interface Page<T> {
  items: T[];
  /** To ask for the next page; null on the last. */
  next: string | null;
}

export interface JobFilter {
  kind?: JobKind;
  state?: JobState;
  after?: string;
  /** 1 … 200. */
  limit?: number;
}
