import { createHash } from "node:crypto";
import type { AuditVerdict } from "../../src/engine/protocol-server";
import type { Database } from "../database/database";
import { rowOf, type AuditRow } from "./audit-table";

/** What stands before the first row. */
export const chainStart = "0".repeat(64);

/** SHA-256 of the hash before and the row, every column of it, in one order and one spelling. */
export function rowHash(previous: string, row: Omit<AuditRow, "hash" | "previous_hash">): string {
  const { seq, at, action, category, severity, success, user_id, resource, source_ip, request_id, details } = row;
  const canonical = JSON.stringify([seq, at, action, category, severity, success, user_id, resource, source_ip, request_id, details]);
  return createHash("sha256").update(previous).update(canonical).digest("hex");
}

/** Reads the whole audit log and holds each row against the one before. */
export async function verifyAudit(db: Database, pageSize = 1000): Promise<AuditVerdict> {
  let head = chainStart;
  let rows = 0;
  const broken = (fault: string): AuditVerdict => ({ whole: false, rows, head, fault });
  for (;;) {
    const page = await db.selectFrom("audit").selectAll().where("seq", ">", rows).orderBy("seq").limit(pageSize).execute();
    for (const row of page.map(rowOf)) {
      if (row.seq !== rows + 1) return broken(`row ${rows + 1} is missing`);
      if (row.previous_hash !== head) return broken(`row ${row.seq} does not follow the row before it`);
      if (row.hash !== rowHash(head, row)) return broken(`row ${row.seq} was changed`);
      head = row.hash;
      rows = row.seq;
    }
    if (page.length < pageSize) return { whole: true, rows, head, fault: null };
  }
}
