import type { AuditLog } from "../audit/audit-log";
import { circumstances, events, type Circumstances } from "../audit/events";
import { recordRefusals } from "../audit/record-refusals";
import type { RefusalReason } from "../../src/engine/protocol-server";
import type { ServerConfig } from "../config/config";
import type { Accounts, Principal } from "./accounts";
import { checkCrossSite } from "./cross-site";
import type { KeyFault } from "./keys";
import type { People } from "./people";
import { unauthorised } from "../refusals";
import { sessionCookie } from "./session-cookie";

const faults: Record<KeyFault, [words: string, reason: RefusalReason]> = {
  unknown: [
    "this API key is not known here; keys are made in the room Server, under API keys, and the first one was printed at the first start",
    "unknown-key",
  ],
  revoked: ["this API key was revoked", "revoked-key"],
  expired: ["this API key has expired; make or rotate one in the room Server, under API keys", "expired-key"],
  disabled: ["the account of this API key is disabled", "disabled"],
};

/** Who asks, by what lies in the database. Failures, and every first use of a key in a while, are events of the audit log. */
export function databaseAccounts(people: People, audit: AuditLog, config: ServerConfig): Accounts {
  const record = recordRefusals(audit);

  async function byKey(key: string, where: Circumstances): Promise<Principal> {
    const found = await people.keys.find(key);
    if ("fault" in found) {
      record({ ...events.authenticationFailure(where, `${found.fault} key`, { key }), userId: found.userId });
      throw unauthorised(...faults[found.fault]);
    }
    const { principal, noted } = found;
    if (noted) void audit.record(events.authenticationSuccess(where, principal.userId, { how: "key", id: principal.keyId }));
    return principal;
  }

  return {
    people,
    async identify(request) {
      const where = circumstances(request);
      const key = request.headers["x-api-key"];
      if (key !== undefined) return byKey(String(key), where);
      const token = sessionCookie.read(request, config);
      if (token === undefined) return null;
      const principal = await people.sessions.find(token);
      if (principal === null) {
        record(events.authenticationFailure(where, "unknown or ended session"));
        throw unauthorised("your session has ended; sign in again", "session-over");
      }
      try {
        checkCrossSite(request, token, config);
      } catch (error) {
        record({ ...events.suspiciousActivity(where, "request from another site, or without the CSRF token"), userId: principal.userId });
        throw error;
      }
      return principal;
    },
    identifyKey: (key, from) => byKey(key, { sourceIp: from }),
  };
}
