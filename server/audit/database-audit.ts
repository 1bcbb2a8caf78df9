import { sql } from "kysely";
import { DatabaseAway, isPassing } from "../database/away";
import type { Database } from "../database/database";
import { chainStart, rowHash } from "./audit-chain";
import type { AuditEvent, AuditLog } from "./audit-log";
import { auditHistory } from "./audit-history";
import type { AuditRow } from "./audit-table";
import { plainText, redactDetails, shortAddress } from "./redact";

/** An event as it is kept, before it has its place in the chain: addresses and secrets shortened. */
export type KeptEvent = Omit<AuditRow, "seq" | "previous_hash" | "hash">;

export interface DatabaseAudit extends AuditLog {
  /** Waits until everything recorded so far is written, or, as the database is away, given up. */
  settled(): Promise<void>;
}

export interface DatabaseAuditOptions {
  now?: () => Date;
  /** Told of events that are given up. */
  failed: (error: unknown, events: readonly KeptEvent[]) => void;
  /** Events that may wait while the database is away; those beyond are given up. */
  mostWaiting?: number;
  /** Milliseconds until the database is tried again that was away. */
  pause?: number;
}

/** Any number, the same in every process: whoever holds this lock writes. */
const chainLock = 0x6d666e;
const mostAtOnce = 200;

interface Waiting {
  event: KeptEvent;
  /** Lets go whoever recorded it. */
  go: () => void;
}

/**
 * The audit log in the database. Events that come while others are being written wait and are then written together, so that one lock and one
 * commit do for many; the lock keeps several processes on one chain. They also wait while the database is away, but nobody waits with them. What a
 * database had written as it went away, without saying so, is then written twice: better than not at all.
 */
export function databaseAudit(
  db: Database,
  { now = () => new Date(), failed, mostWaiting = 10_000, pause = 2000 }: DatabaseAuditOptions,
): DatabaseAudit {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let hurry = false;
  let away = false;
  let wake = (): void => undefined;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      const events = batch.map(({ event }) => event);
      const fault = await append(db, events).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      away = fault !== null && isAway(fault.error);
      for (const { go } of away ? [...batch, ...waiting] : batch) go();
      if (fault === null) continue;
      if (!away) failed(fault.error, events);
      else if (hurry) failed(fault.error, [...events, ...waiting.splice(0).map(({ event }) => event)]);
      else {
        waiting = [...batch, ...waiting];
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pause);
          wake = () => (clearTimeout(timer), resolve());
        });
      }
    }
    writing = null;
  }

  return {
    record(given) {
      const event = kept(given, now());
      if (waiting.length >= mostWaiting) {
        failed(new Error(`${mostWaiting} audit events wait to be written`), [event]);
        return Promise.resolve();
      }
      const done = new Promise<void>((go) => {
        waiting.push({ event, go });
        if (away) go();
      });
      writing ??= write();
      return done;
    },
    async settled() {
      hurry = true;
      wake();
      await writing;
      hurry = false;
    },
    history: auditHistory(db),
  };
}

const isAway = (error: unknown): boolean => error instanceof DatabaseAway || isPassing(error);

async function append(db: Database, events: readonly KeptEvent[]): Promise<void> {
  await db.transaction().execute(async (within) => {
    await sql`select pg_advisory_xact_lock(${chainLock})`.execute(within);
    const last = await within.selectFrom("audit").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
    let seq = Number(last?.seq ?? 0);
    let hash = last?.hash ?? chainStart;
    const rows = events.map((event): AuditRow => {
      const previous_hash = hash;
      const row = { seq: ++seq, ...event };
      hash = rowHash(previous_hash, row);
      return { ...row, previous_hash, hash };
    });
    await within.insertInto("audit").values(rows).execute();
  });
}

function kept({ action, category, severity, success, userId, resource, sourceIp, requestId, details = {} }: AuditEvent, at: Date): KeptEvent {
  return {
    at: at.toISOString(),
    action: plainText(action),
    category,
    severity,
    success,
    user_id: userId === undefined || userId === null ? null : plainText(userId),
    resource: resource === undefined ? null : plainText(resource),
    source_ip: sourceIp === undefined ? null : plainText(shortAddress(sourceIp)),
    request_id: requestId === undefined ? null : plainText(requestId),
    details: JSON.stringify(redactDetails(details)),
  };
}
