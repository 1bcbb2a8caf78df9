import type { Kysely } from "kysely";
import type { Tables } from "./tables";

export type Database = Kysely<Tables>;

/** A database that is open and has every migration. */
export interface OpenDatabase {
  /** Queries, typed. */
  db: Database;
  /** SQL as it is, for the queue. */
  execute(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  kind: "embedded" | "postgres";
  /** Whether it answers, told within two seconds. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}
