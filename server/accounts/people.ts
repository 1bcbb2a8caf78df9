import type { AuditLog } from "../audit/audit-log";
import type { ServerConfig } from "../config/config";
import type { Database } from "../database/database";
import { openInvitations, type Invitations } from "./invitations";
import { openKeys, type Keys } from "./keys";
import { openProvider, type Provider } from "./oidc";
import { openSessions, type Sessions } from "./sessions";
import { openSignIn, type SignIn } from "./sign-in";
import { openSignInAttempts } from "./sign-in-attempts";
import { openUsers, type Users } from "./users";

/** Everything about accounts that lies in the database. */
export interface People {
  users: Users;
  sessions: Sessions;
  keys: Keys;
  invitations: Invitations;
  signIn: SignIn;
  /** Where people may sign in beside their password; null when none is configured. */
  provider: Provider | null;
  /** Removes what has ended long ago. */
  sweep(): Promise<void>;
}

export interface PeopleOptions {
  db: Database;
  audit: AuditLog;
  config: ServerConfig;
  now?: () => Date;
}

const month = 30 * 24 * 3_600_000;

export function openPeople({ db, audit, config, now = () => new Date() }: PeopleOptions): People {
  const users = openUsers(db, now);
  const sessions = openSessions(db, now);
  const invitations = openInvitations(db, now);
  const attempts = openSignInAttempts(db, now);
  return {
    users,
    sessions,
    keys: openKeys(db, now),
    invitations,
    signIn: openSignIn({ users, sessions, attempts, audit }),
    provider: openProvider({ db, config, users, invitations, now }),
    async sweep() {
      await attempts.sweep();
      await db.deleteFrom("sessions").where("expires_at", "<", now()).execute();
      await db.deleteFrom("oidc_sign_ins").where("expires_at", "<", now()).execute();
      await db
        .deleteFrom("invitations")
        .where("expires_at", "<", new Date(now().getTime() - month))
        .execute();
    },
  };
}
