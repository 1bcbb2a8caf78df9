import { sql, type Migration } from "kysely";

/** People, their sessions and keys, who was invited, and what slows guessing down. Secrets are kept as hashes alone. */
export const accounts: Migration = {
  async up(db) {
    const statements = [
      sql`create table users (
        id text primary key,
        email text unique,
        name text not null,
        password_hash text,
        role text not null check (role in ('viewer', 'researcher', 'admin')),
        created_at timestamptz not null,
        disabled_at timestamptz
      )`,
      sql`create table sessions (
        id text primary key,
        user_id text not null references users (id) on delete cascade,
        token_hash text not null unique,
        created_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null,
        address text not null,
        agent text not null
      )`,
      sql`create index sessions_user on sessions (user_id)`,
      sql`create table api_keys (
        id text primary key,
        user_id text not null references users (id) on delete cascade,
        name text not null,
        hash text not null unique,
        previous_hash text unique,
        previous_until timestamptz,
        scopes text not null,
        created_at timestamptz not null,
        expires_at timestamptz,
        used_at timestamptz,
        revoked_at timestamptz
      )`,
      sql`create index api_keys_user on api_keys (user_id)`,
      sql`create table invitations (
        id text primary key,
        hash text not null unique,
        user_id text references users (id) on delete cascade,
        email text,
        role text not null check (role in ('viewer', 'researcher', 'admin')),
        invited_by text references users (id) on delete set null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        accepted_at timestamptz,
        revoked_at timestamptz
      )`,
      sql`create table sign_in_attempts (
        subject text primary key,
        count integer not null,
        last_at timestamptz not null,
        blocked_until timestamptz not null
      )`,
      sql`create table oidc_identities (
        issuer text not null,
        subject text not null,
        user_id text not null references users (id) on delete cascade,
        created_at timestamptz not null,
        primary key (issuer, subject)
      )`,
      sql`create table oidc_sign_ins (
        hash text primary key,
        state text not null,
        nonce text not null,
        verifier text not null,
        expires_at timestamptz not null
      )`,
    ];
    for (const statement of statements) await statement.execute(db);
  },
};
