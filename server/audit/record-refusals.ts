import { clientOf } from "../limits/policies";
import type { AuditEvent, AuditLog } from "./audit-log";

/** Of a kind each of the first refusals has its row, then one in so many milliseconds has. */
const [first, pause] = [20, 60_000];
/** Kinds that are remembered; those longest unheard of are forgotten. */
const mostKinds = 10_000;

interface Kind {
  /** Rows that it may have at once, as of `at`. */
  allowed: number;
  at: number;
  leftOut: number;
}

/**
 * Records refusals that may come a thousand times a second into rows that stay for ever: of an action, a reason, a caller and, where given, an address of the
 * server a number at once and then one a minute, which says how many were left out before it. `now` in milliseconds.
 */
export function recordRefusals(audit: AuditLog, now: () => number = () => performance.now()): (event: AuditEvent, endpoint?: string) => void {
  const kinds = new Map<string, Kind>();
  return (event, endpoint) => {
    const { action, userId, sourceIp = "", details } = event;
    const name = JSON.stringify([action, details?.["reason"], userId, clientOf(sourceIp), endpoint]);
    const at = now();
    const last = kinds.get(name) ?? { allowed: first, at, leftOut: 0 };
    const allowed = Math.min(first, last.allowed + (at - last.at) / pause);
    const told = allowed >= 1;
    kinds.delete(name);
    kinds.set(name, { allowed: told ? allowed - 1 : allowed, at, leftOut: told ? 0 : last.leftOut + 1 });
    if (kinds.size > mostKinds) kinds.delete(kinds.keys().next().value!);
    if (told) void audit.record(last.leftOut === 0 ? event : { ...event, details: { ...details, refused_since: last.leftOut } });
  };
}
