import type { Role } from "./accounts";

export interface UsersTable {
  id: string;
  /** Lower case; null only for the owner of a fresh server, until the first invitation is accepted. */
  email: string | null;
  name: string;
  /** Argon2id in PHC form; null for those who only come through a provider. */
  password_hash: string | null;
  role: Role;
  created_at: Date;
  disabled_at: Date | null;
}

export interface SessionsTable {
  id: string;
  user_id: string;
  token_hash: string;
  created_at: Date;
  seen_at: Date;
  /** Moves on with use, up to a fixed time after `created_at`. */
  expires_at: Date;
  /** Shortened as in the audit log. */
  address: string;
  agent: string;
}

export interface ApiKeysTable {
  id: string;
  user_id: string;
  name: string;
  hash: string;
  /** Of the key before the last rotation, which still opens until `previous_until`. */
  previous_hash: string | null;
  previous_until: Date | null;
  /** Separated by commas. */
  scopes: string;
  created_at: Date;
  expires_at: Date | null;
  used_at: Date | null;
  revoked_at: Date | null;
}

export interface InvitationsTable {
  id: string;
  hash: string;
  /** An account that is there already and gets a new password; null makes a new one. */
  user_id: string | null;
  email: string | null;
  role: Role;
  invited_by: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
}

/** How often an account or an address was tried without success. */
export interface SignInAttemptsTable {
  /** `account:` and the hash of an e-mail address, `known:` and that for browsers that were signed in with, or `address:` and where the attempt came from. */
  subject: string;
  count: number;
  last_at: Date;
  blocked_until: Date;
}

export interface OidcIdentitiesTable {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: Date;
}

/** Sign-ins that are at the provider just now; the browser holds what `hash` is the hash of. */
export interface OidcSignInsTable {
  hash: string;
  state: string;
  nonce: string;
  verifier: string;
  expires_at: Date;
}
