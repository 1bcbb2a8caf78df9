import type { AuditRecord, AuditVerdict } from "../../src/engine/protocol-server";
import type { Database } from "../database/database";
import type { Page } from "../jobs/jobs";
import { verifyAudit } from "./audit-chain";
import { rowOf } from "./audit-table";

export interface AuditFilter {
  action?: string;
  category?: string;
  userId?: string;
  success?: boolean;
  /** `next` of the page before. */
  after?: number;
  /** 1 … 200. */
  limit: number;
}

export interface AuditHistory {
  /** Newest first. */
  list(filter: AuditFilter): Promise<Page<AuditRecord>>;
  /** Whether every row follows the one before it. Reads them all. */
  verify(): Promise<AuditVerdict>;
}

export const auditHistory = (db: Database): AuditHistory => ({
  async list({ action, category, userId, success, after, limit }) {
    let query = db
      .selectFrom("audit")
      .selectAll()
      .orderBy("seq", "desc")
      .limit(limit + 1);
    if (action !== undefined) query = query.where("action", "=", action);
    if (category !== undefined) query = query.where("category", "=", category);
    if (userId !== undefined) query = query.where("user_id", "=", userId);
    if (success !== undefined) query = query.where("success", "=", success);
    if (after !== undefined) query = query.where("seq", "<", after);
    const rows = await query.execute();
    const items = rows
      .slice(0, limit)
      .map(rowOf)
      .map(({ seq, at, action, category, severity, success, user_id, resource, source_ip, request_id, details, hash }): AuditRecord => ({
        seq,
        at,
        action,
        category,
        severity,
        success,
        userId: user_id,
        resource,
        sourceIp: source_ip,
        requestId: request_id,
        details: JSON.parse(details) as Record<string, unknown>,
        hash,
      }));
    return { items, next: rows.length > limit ? String(items.at(-1)!.seq) : null };
  },
  verify: () => verifyAudit(db),
});
