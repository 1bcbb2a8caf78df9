import type { AuditCategory, AuditRecord } from "../engine/protocol-server";
import { t } from "../ui/text";

export const categoryWords: Readonly<Record<AuditCategory | "everything", string>> = {
  everything: "Everything",
  authentication: "Signing in and out",
  authorization: "Rights",
  data_access: "Jobs",
  configuration: "Accounts and settings",
  security: "Attacks and limits",
  api: "Refused requests",
};

const actionWords: Readonly<Record<string, string>> = {
  authentication_success: "signed in",
  authentication_failure: "could not sign in",
  access_granted: "acted as administrator",
  access_denied: "lacked the right",
  rate_limit_exceeded: "asked too often",
  suspicious_activity: "looked like an attack",
  request_refused: "sent a request that was refused",
  signed_out: "signed out",
  session_ended: "ended a session",
  sessions_ended: "ended all other sessions",
  user_changed: "changed an account",
  user_removed: "removed an account",
  password_changed: "changed the password",
  key_made: "made a key",
  key_rotated: "rotated a key",
  key_revoked: "revoked a key",
  invitation_made: "invited somebody",
  invitation_revoked: "withdrew an invitation",
  invitation_accepted: "accepted an invitation",
  password_renewal_made: "let somebody choose a new password",
  config_changed: "settings were changed",
  config_refused: "changed settings were not taken",
  job_submitted: "handed over a job",
  job_cancelled: "stopped a job",
  job_retried: "let a job go on",
  job_removed: "removed a job",
};

/** What happened; of an action that a later server may know, its name with spaces. */
export function actionInWords(action: string): string {
  const words = actionWords[action];
  return words === undefined ? action.replaceAll("_", " ") : t(words);
}

const longId = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** An id is long and says nothing: its beginning tells it from others. */
export const shortId = (text: string): string => text.replace(longId, "$1…");

/**
 * What else is known of an event: why it was refused, what was asked for, from where.
 * @param nameOf name of whoever has an id, or what stands for it.
 */
export function circumstancesInWords({ details, resource, sourceIp }: AuditRecord, nameOf: (id: string) => string): string {
  const { reason, user, owner, id, ...rest } = details;
  const whose = [user, owner].filter((one) => typeof one === "string").map(nameOf);
  const others = Object.entries(rest)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]) => `${spelled(name)} ${shortId(String(value))}`);
  return [
    ...(typeof reason === "string" ? [reason] : []),
    ...whose,
    ...others,
    ...(resource === null ? [] : [shortId(resource)]),
    // The address of most of them holds the id already.
    ...(typeof id !== "string" || resource?.includes(id) ? [] : [shortId(id)]),
    ...(sourceIp === null ? [] : [t("from {{address}}", { address: sourceIp })]),
  ].join(" · ");
}

/** `graceHours`, `refused_since` → "grace hours", "refused since". */
const spelled = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");
