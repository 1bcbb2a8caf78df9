import type { AuditCategory } from "../../src/engine/protocol-server";
import type { AuditHistory } from "./audit-history";

export type AuditSeverity = "debug" | "info" | "warning" | "error" | "critical";

/** One thing that happened: who did what to what, from where, and whether it was allowed. Addresses and secrets are shortened before they are kept. */
export interface AuditEvent {
  /** Such as `authentication_failure`, `rate_limit_exceeded`, `key_revoked`, `job_submitted`. */
  action: string;
  category: AuditCategory;
  severity: AuditSeverity;
  success: boolean;
  userId?: string | null;
  /** What it was done to, such as `job:3f…` or `/api/v1/runs`. */
  resource?: string;
  sourceIp?: string;
  requestId?: string;
  /** Flat facts; values of sensitive names are shortened. */
  details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Append-only. */
export interface AuditLog {
  /** Reading what was recorded; absent where nothing is kept. */
  history?: AuditHistory;
  /** Never rejects: an audit that cannot be written is itself logged as critical. */
  record(event: AuditEvent): Promise<void>;
}
