import type { ColumnType, Generated } from "kysely";

/** Keys of users, for the cryptography that the server does for them. */
export interface UserKeyTable {
  owner: string;
  id: string;
  algorithm: string;
  /** Base64; null for a key that has no public part. */
  public_key: string | null;
  /** Encrypted by the server's secret, base64. */
  secret: string;
  created: ColumnType<Date, Date | string, never>;
}

/** One row: which secret the servers of this database have. */
export interface ServerSecretTable {
  one: Generated<boolean>;
  /** Base64; what the servers sign with, of their secret. */
  public_key: string;
}
