import { hash, verify } from "@node-rs/argon2";
import { WorkbenchError } from "../../src/core/errors";

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

/**
 * Length guards a password better than rules of composition (NIST SP 800-63B §5.1.1.2); what anybody would try first is refused.
 * @throws WorkbenchError `usage` that says what would do.
 */
export function checkPassword(password: string, email: string | null): void {
  const refuse = (sentence: string) => new WorkbenchError("usage", ["body", "password"], sentence);
  if (password.length < leastLength) throw refuse(`expected at least ${leastLength} characters`);
  if (password.length > mostLength) throw refuse(`expected at most ${mostLength} characters`);
  if (new Set(password).size < 5) throw refuse("expected at least 5 different characters");
  if (email !== null && password.toLowerCase().includes(email)) throw refuse("expected something else than your e-mail address");
}
