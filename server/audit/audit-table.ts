import type { ColumnType } from "kysely";

/** `audit`: one row an event, in the order in which they were written. What the hash covers is kept as text, so that it reads back as it was. */
export interface AuditRow {
  /** 1, 2, 3 … without a gap. */
  seq: number;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  action: string;
  category: string;
  severity: string;
  success: boolean;
  user_id: string | null;
  resource: string | null;
  source_ip: string | null;
  request_id: string | null;
  /** JSON of the details, keys sorted. */
  details: string;
  /** Hash of the row before; 64 zeros before the first. */
  previous_hash: string;
  /** SHA-256, hexadecimal, of `previous_hash` and the canonical row. */
  hash: string;
}

/** PostgreSQL's driver tells a bigint as a text; `rowOf` makes it a number again. */
export interface AuditTable extends Omit<AuditRow, "seq"> {
  seq: ColumnType<number | string, number, never>;
}

export const rowOf = <T extends { seq: number | string }>(row: T) => ({ ...row, seq: Number(row.seq) });
