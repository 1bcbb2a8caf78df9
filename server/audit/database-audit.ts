import { sql } from "kysely";
import type { Database } from "../database/database";
import { chainStart, rowHash } from "./audit-chain";
import type { AuditEvent, AuditLog } from "./audit-log";
import { auditHistory } from "./audit-history";
import type { AuditTable } from "./audit-table";
import { plainText, redactDetails, shortAddress } from "./redact";

export interface DatabaseAudit extends AuditLog {
  /** Waits until everything recorded so far is written. */
  settled(): Promise<void>;
}

export interface DatabaseAuditOptions {
  now?: () => Date;
  /** Told when events could not be written. */
  failed: (error: unknown, events: readonly AuditEvent[]) => void;
  /** Events that may wait while the database is away; those beyond are told to `failed`. */
  mostWaiting?: number;
}

/** Any number, the same in every process: whoever holds this lock writes. */
const chainLock = 0x6d666e;
const mostAtOnce = 200;

interface Waiting {
  event: AuditEvent;
  at: string;
  written: () => void;
}

/**
 * The audit log in the database. Events that come while others are being written wait and are then written together, so that one lock and one
 * commit do for many; the lock keeps several processes on one chain.
 */
export function databaseAudit(db: Database, { now = () => new Date(), failed, mostWaiting = 10_000 }: DatabaseAuditOptions): DatabaseAudit {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      try {
        await append(db, batch);
      } catch (error) {
        failed(
          error,
          batch.map(({ event }) => event),
        );
      }
      for (const { written } of batch) written();
    }
    writing = null;
  }

  return {
    record(event) {
      if (waiting.length >= mostWaiting) {
        failed(new Error(`${mostWaiting} audit events wait to be written`), [event]);
        return Promise.resolve();
      }
      const done = new Promise<void>((written) => waiting.push({ event, at: now().toISOString(), written }));
      writing ??= write();
      return done;
    },
    settled: async () => void (await writing),
    history: auditHistory(db),
  };
}

async function append(db: Database, batch: readonly Waiting[]): Promise<void> {
  await db.transaction().execute(async (within) => {
    await sql`select pg_advisory_xact_lock(${chainLock})`.execute(within);
    const last = await within.selectFrom("audit").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
    let { seq, hash } = last ?? { seq: 0, hash: chainStart };
    const rows = batch.map(({ event, at }): AuditTable => {
      const previous_hash = hash;
      const row = { seq: ++seq, at, ...columns(event) };
      hash = rowHash(previous_hash, row);
      return { ...row, previous_hash, hash };
    });
    await within.insertInto("audit").values(rows).execute();
  });
}

const columns = ({ action, category, severity, success, userId, resource, sourceIp, requestId, details = {} }: AuditEvent) => ({
  action: plainText(action),
  category,
  severity,
  success,
  user_id: userId === undefined || userId === null ? null : plainText(userId),
  resource: resource === undefined ? null : plainText(resource),
  source_ip: sourceIp === undefined ? null : plainText(shortAddress(sourceIp)),
  request_id: requestId === undefined ? null : plainText(requestId),
  details: JSON.stringify(redactDetails(details)),
});
