import type { ColumnType, Generated } from "kysely";
import type { ErrorRecord } from "../../src/core/errors";
import type { Artefact, JobState } from "./jobs";

/** JSON goes in as text, so that a list is not taken for an array of PostgreSQL, and comes out as what it holds. */
type Json<T> = ColumnType<T, string | undefined, string>;

export interface JobsTable {
  id: string;
  kind: string;
  owner: string;
  state: Generated<JobState>;
  progress: Generated<number>;
  words: Generated<string>;
  document: Json<unknown>;
  hash: string;
  priority: Generated<number>;
  /** Grows with each claim: what a worker writes counts only while this is the number that it was given. */
  attempt: Generated<number>;
  /** Attempts in a row that ended without getting any further. */
  setbacks: Generated<number>;
  created: Generated<Date>;
  /** Not to be begun before. */
  due: Generated<Date>;
  /** When it was last taken up. */
  claimed: Date | null;
  started: Date | null;
  ended: Date | null;
  /** Whoever carries it out, or removes it once it has ended, is given up when this has passed. */
  lease_until: Date | null;
  worker: string | null;
  error: Json<ErrorRecord | null> | null;
  result: Json<unknown>;
  checkpoint: Json<unknown>;
  artefacts: ColumnType<Artefact[], string | undefined, string>;
  /** Of the request that submitted it (W3C Trace Context), so that its work is traced beside it. */
  traceparent: string | null;
}

/** Pieces of a job that is under way, each once. */
export interface JobRowsTable {
  job: string;
  place: number;
  row: Json<unknown>;
}

/** Who was served when, whatever became of the jobs. */
export interface JobOwnersTable {
  owner: string;
  /** When one of theirs was last taken up. */
  served: Date;
}
