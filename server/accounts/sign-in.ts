import type { AuditLog } from "../audit/audit-log";
import { events, type Circumstances } from "../audit/events";
import type { UsersTable } from "./account-tables";
import { isKnownBrowser } from "./known-browser";
import { passwordFits } from "./passwords";
import { tooMany, unauthorised } from "../refusals";
import type { Client, OpenedSession, Sessions } from "./sessions";
import type { SignInAttempts } from "./sign-in-attempts";
import type { Users } from "./users";

export interface SignedIn {
  user: UsersTable;
  session: OpenedSession;
}

/**
 * Who comes, from where, and what their browser brought: a session token, which ends, so that nobody can choose the session that somebody else will sign in to;
 * and what tells that it was signed in with before.
 */
export interface Comer {
  client: Client;
  circumstances: Circumstances;
  previousToken: string | undefined;
  browserToken: string | undefined;
}

export interface SignIn {
  /** @throws WorkbenchError that does not tell whether there is such an account, and 429 for those who try too often. */
  withPassword(email: string, password: string, comer: Comer): Promise<SignedIn>;
  /** Asks somebody who is signed in for the password again. @throws like `withPassword`. */
  confirm(user: UsersTable, password: string, comer: Comer): Promise<void>;
  /** Opens a session for somebody who proved in another way who they are. */
  open(user: UsersTable, comer: Comer, how: string): Promise<SignedIn>;
}

interface Parts {
  users: Users;
  sessions: Sessions;
  attempts: SignInAttempts;
  audit: AuditLog;
}

export function openSignIn({ users, sessions, attempts, audit }: Parts): SignIn {
  /** The same steps and the same words for everybody: known, unknown, disabled, or without a password. */
  async function check(email: string, user: UsersTable | undefined, password: string, comer: Comer): Promise<UsersTable> {
    const { client, circumstances } = comer;
    const attempt = { email, address: client.address, known: isKnownBrowser(user, comer.browserToken) };
    const wait = await attempts.begin(attempt);
    if (wait > 0) {
      void audit.record(events.authenticationFailure(circumstances, "too many attempts", { email }));
      throw tooMany(wait, "too many attempts to sign in", "too-many-tries");
    }
    const fits = await passwordFits(user?.password_hash ?? null, password);
    if (!fits || user === undefined || user.disabled_at !== null) {
      const reason = user === undefined ? "no such account" : fits ? "disabled account" : "wrong password";
      void audit.record({ ...events.authenticationFailure(circumstances, reason, { email }), userId: user?.id ?? null });
      throw unauthorised("the e-mail address or the password is wrong", "wrong-password");
    }
    await attempts.succeeded(attempt);
    return user;
  }

  async function open(user: UsersTable, { client, circumstances, previousToken }: Comer, how: string): Promise<SignedIn> {
    if (previousToken !== undefined) await sessions.endByToken(previousToken);
    const session = await sessions.open(user.id, client);
    void audit.record(events.authenticationSuccess(circumstances, user.id, { how }));
    return { user, session };
  }

  return {
    async withPassword(email, password, comer) {
      const user = await users.findByEmail(email);
      return open(await check(email, user, password, comer), comer, "password");
    },
    confirm: async (user, password, comer) => void (await check(user.email ?? user.id, user, password, comer)),
    open,
  };
}
