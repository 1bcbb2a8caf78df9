import type { ErrorCode, ErrorRecord } from "../core/errors";
import type { RefusalReason } from "../engine/protocol-server";
import { t, type Language } from "../ui/text";
import { plainWords } from "./server-words";

interface Words {
  words: string;
  /** Whether the server's own sentence says more: a name, a number, what to do. */
  adds?: true;
}

/** What a server refuses for a reason that it names. */
const reasonWords: Record<RefusalReason, Words> = {
  "sign-in": { words: "This needs somebody who is signed in." },
  "sign-in-again": { words: "This cannot be undone: sign in again, to show that it is you, and repeat it." },
  "session-over": { words: "Your session has ended; sign in again." },
  "csrf-token": { words: "Another session has begun in this browser; reload the page." },
  "somebody-else": { words: "Somebody else has signed in in this browser meanwhile; see under Account who it is, and do it again." },
  "wrong-password": { words: "The e-mail address or the password is wrong." },
  "wrong-current-password": { words: "The current password is wrong." },
  "too-many-tries": { words: "Too many attempts to sign in; try again in {{seconds}} s." },
  "too-many-requests": { words: "Too many requests; try again in {{seconds}} s." },
  busy: { words: "The server has too much to do at the moment; try again in {{seconds}} s." },
  "unknown-key": { words: "This API key is not known there." },
  "revoked-key": { words: "This API key was revoked." },
  "expired-key": { words: "This API key has expired." },
  disabled: { words: "This account is disabled." },
  "not-allowed": { words: "You lack the right to do this.", adds: true },
  "not-found": { words: "It is not there, or not there any more.", adds: true },
  conflict: { words: "That cannot be done as things stand.", adds: true },
  "last-admin": { words: "This is the last administrator; make another one first." },
  "has-account": { words: "This e-mail address has an account already." },
  "invitation-over": { words: "This invitation was used, withdrawn or is too old; ask for another one." },
  "weak-password": { words: "This password is too easy to guess; take a longer one.", adds: true },
  "not-invited": { words: "This e-mail address was not invited; ask an administrator." },
  "database-away": { words: "The server's database does not answer at the moment; try again in a little while." },
};

/** What its code alone tells. */
const codeWords: Partial<Record<ErrorCode, Words>> = {
  "server/unreachable": { words: "Nothing answers there, or not as a workbench server does.", adds: true },
  "server/unauthorised": { words: "The server does not know who you are; sign in again.", adds: true },
  "server/refused": { words: "The server refuses this.", adds: true },
  "run/unknown": { words: "It is not there, or not there any more.", adds: true },
  "run/cancelled": { words: "It was cancelled.", adds: true },
  "storage/full": { words: "There is no room left for this.", adds: true },
  "storage/unavailable": { words: "The place where files are kept does not answer.", adds: true },
  usage: { words: "Something in this cannot be used.", adds: true },
  internal: { words: "The server has a fault.", adds: true },
};

/**
 * A refusal in the language of the page. Servers speak English, so an English page shows what they say; another says it by its reason or its code, and
 * shows the server's own sentence below where that holds more.
 */
export function refusalInWords({ code, message, detail }: ErrorRecord, language: Language): { words: string; more?: string } {
  const own = plainWords(message);
  const reason = detail?.reason;
  const known = reason !== undefined && reason in reasonWords ? reasonWords[reason as RefusalReason] : codeWords[code];
  if (language === "en" || known === undefined) return { words: own };
  return { words: t(known.words, { seconds: detail?.seconds ?? "…" }), ...(known.adds && { more: own }) };
}
