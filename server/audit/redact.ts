import { isIPv4 } from "node:net";
import type { AuditEvent } from "./audit-log";

const sensitive = /pass|secret|token|key|authori[sz]ation|cookie|signature|credential|session|e-?mail/i;
/** What is a secret whatever it is called. */
const secret = /mfn_[\w-]{8,}/g;
const longest = 1000;

/** `203.xxx.xxx.xxx`; of what is no IPv4 address the first eight characters (mfn-model §12). */
export function shortAddress(address: string): string {
  const plain = address.replace(/^::ffff:/, "");
  if (isIPv4(plain)) return `${plain.split(".")[0]}.xxx.xxx.xxx`;
  return `${plain.slice(0, 8)}...`;
}

/** Four characters of a secret, none of one so short that four would give it away. */
export const shortSecret = (value: string): string => (value.length <= 8 ? "..." : `${value.slice(0, 4)}...`);

/** A text as it may be kept: no secrets in it, no control characters, not endless. */
export function plainText(value: string): string {
  // A cut before the search, as nobody is to choose how long the search takes.
  const bounded = value.slice(0, 4 * longest).replace(secret, shortSecret);
  const printable = bounded.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, " ").slice(0, longest);
  // Halves of characters become what the database would make of them, so that the text reads back as it was hashed.
  return Buffer.from(printable).toString();
}

/** Details with the values of sensitive names shortened, in the order of their names. */
export function redactDetails(details: NonNullable<AuditEvent["details"]>): NonNullable<AuditEvent["details"]> {
  const entries = Object.entries(details).map(([name, value]) => {
    if (typeof value !== "string") return [name, value] as const;
    return [name, sensitive.test(name) ? shortSecret(value) : plainText(value)] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
