import { shortCache } from "../accounts/short-cache";
import type { AuditEvent } from "./audit-log";

const hour = 3_600_000;
/** Those longest ago are told again. */
const mostRemembered = 10_000;

/**
 * Which looks of an administrator are worth a row: the first an hour of one caller at one thing. Pages and monitors look again and again, and rows stay for
 * ever. `now` in milliseconds.
 * @returns whether a look is the first. `caller` is the session or key that looks.
 */
export function firstLooks(now: () => number = () => performance.now()): (caller: string, what: AuditEvent["resource"]) => boolean {
  const seen = shortCache<true>(hour, mostRemembered, now);
  return (caller, what = "") => {
    const name = JSON.stringify([caller, what]);
    if (seen.get(name)) return false;
    seen.set(name, true);
    return true;
  };
}
