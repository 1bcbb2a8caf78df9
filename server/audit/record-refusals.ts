import { clientOf } from "../limits/policies";
import { TokenBucket, type Rate } from "../limits/rate-limiter";
import type { AuditEvent, AuditLog } from "./audit-log";

/** Of a kind each of the first refusals has its row, then one a minute has. */
const rows: Rate = { capacity: 20, refill: 1 / 60 };
/** Kinds that are remembered; those longest unheard of are forgotten. */
const mostKinds = 10_000;

/**
 * Records refusals that may come a thousand times a second into rows that stay for ever: of an action, a reason, a caller and, where given, an address of the
 * server a number at once and then one a minute, which says how many were left out before it. `now` in milliseconds.
 */
export function recordRefusals(audit: AuditLog, now: () => number = () => performance.now()): (event: AuditEvent, endpoint?: string) => void {
  const kinds = new Map<string, { bucket: TokenBucket; leftOut: number }>();
  return (event, endpoint) => {
    const { action, userId, sourceIp = "", details } = event;
    const name = JSON.stringify([action, details?.["reason"], userId, clientOf(sourceIp), endpoint]);
    const kind = kinds.get(name) ?? { bucket: new TokenBucket(), leftOut: 0 };
    kinds.delete(name);
    kinds.set(name, kind);
    if (kinds.size > mostKinds) kinds.delete(kinds.keys().next().value!);
    if (!kind.bucket.take(rows, now()).allowed) {
      kind.leftOut++;
      return;
    }
    void audit.record(kind.leftOut === 0 ? event : { ...event, details: { ...details, refused_since: kind.leftOut } });
    kind.leftOut = 0;
  };
}
