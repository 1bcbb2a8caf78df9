/** `audit`: one row an event, in the order in which they were written. What the hash covers is kept as text, so that it reads back as it was. */
export interface AuditTable {
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
