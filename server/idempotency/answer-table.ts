import type { ColumnType } from "kysely";

/** What was answered to a request with an idempotency key. */
export interface IdempotentAnswerTable {
  owner: string;
  key: string;
  /** SHA-256 of method, address and body. */
  request: string;
  /** Null while the request is carried out. */
  status: number | null;
  media_type: string | null;
  /** Encrypted by the server's secret, base64: an answer may hold a key that is shown once. */
  body: string | null;
  created: ColumnType<Date, Date | string, never>;
}
