import { hash, verify } from "@node-rs/argon2";
import { WorkbenchError } from "../../src/core/errors";
import type { RefusalReason } from "../../src/engine/protocol-server";

/** Argon2id, the library's default, with the least cost that OWASP's password storage cheat sheet names: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const leastLength = 12;
export const mostLength = 256;

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let nobody: Promise<string> | undefined;

/** Whether a password is that of the account. Of an account without one, or without an account, it takes as long and says no. */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  const fits = await verify(kept ?? (await (nobody ??= hashPassword("nobody has this password"))), password);
  return fits && kept !== null;
}

/** Neighbours on keyboards, and the order of letters and digits, both ways. */
const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "йцукенгшщзхї",
  "фівапролджє",
].flatMap((row) => [row, [...row].reverse().join("")]);
/** What long passwords are most often made of, with the usual letters put for others. */
const common =
  /p[a@][s5$]{2}w(or|0r|ör)[dt]?|пароль|admin(istrator)?|welcome|letmein|iloveyou|changeme|default|secret|login|user|master|monkey|dragon|football|baseball|princess|sunshine|superman|batman|shadow|trustno1/gu;
const shortestRun = 4;
const leastLeft = 8;

/** How many characters of `text` from `at` on are a run such as 1234; 0 when that is too short for one. */
function runAt(text: string, at: number): number {
  let length = shortestRun;
  if (!rows.some((row) => row.includes(text.slice(at, at + length)))) return 0;
  while (at + length < text.length && rows.some((row) => row.includes(text.slice(at, at + length + 1)))) length++;
  return length;
}

function withoutRuns(text: string): string {
  let kept = "";
  for (let at = 0; at < text.length;) {
    const run = at + shortestRun <= text.length ? runAt(text, at) : 0;
    kept += run > 0 ? "" : text[at];
    at += Math.max(run, 1);
  }
  return kept;
}

/** What has to be guessed of a password: not the e-mail address and its parts, common words, runs, nor anything said again. */
function worth(password: string, email: string | null): string {
  const parts = email === null ? [] : [email, ...email.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2)];
  const rest = parts.reduce((text, part) => text.replaceAll(part, ""), password.normalize("NFKC").toLowerCase());
  return withoutRuns(rest.replace(common, "")).replace(/(.+?)\1+/gsu, "$1");
}

/**
 * Length guards a password better than rules of composition, and what guessers try first does not count as length (NIST SP 800-63B §5.1.1.2): repetitions,
 * runs, the e-mail address, and the commonest words. It is no dictionary: other words count in full.
 * @throws WorkbenchError `usage` that says what would do.
 */
export function checkPassword(password: string, email: string | null): void {
  const refuse = (sentence: string) =>
    new WorkbenchError("usage", ["body", "password"], sentence, { reason: "weak-password" satisfies RefusalReason });
  if (password.length < leastLength) throw refuse(`expected at least ${leastLength} characters`);
  if (password.length > mostLength) throw refuse(`expected at most ${mostLength} characters`);
  if (worth(password, email).length < leastLeft)
    throw refuse(
      `expected ${leastLeft} characters beside what is guessed first, which does not count: repetitions, runs such as 1234, common words and your e-mail address`,
    );
}
