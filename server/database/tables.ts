import type {
  ApiKeysTable,
  InvitationsTable,
  OidcIdentitiesTable,
  OidcSignInsTable,
  SessionsTable,
  SignInAttemptsTable,
  UsersTable,
} from "../accounts/account-tables";
import type { AuditTable } from "../audit/audit-table";
import type { ConfigVersionsTable } from "../config/version-table";
import type { ServerSecretTable, UserKeyTable } from "../crypto/key-table";
import type { IdempotentAnswerTable } from "../idempotency/answer-table";
import type { JobOwnersTable, JobRowsTable, JobsTable } from "../jobs/job-tables";
/** Every table by name. A part adds its own in a file beside its code and a line here. */
export interface Tables {
  users: UsersTable;
  sessions: SessionsTable;
  api_keys: ApiKeysTable;
  invitations: InvitationsTable;
  sign_in_attempts: SignInAttemptsTable;
  oidc_identities: OidcIdentitiesTable;
  oidc_sign_ins: OidcSignInsTable;
  audit: AuditTable;
  jobs: JobsTable;
  job_rows: JobRowsTable;
  job_owners: JobOwnersTable;
  user_keys: UserKeyTable;
  server_secret: ServerSecretTable;
  idempotent_answers: IdempotentAnswerTable;
  config_versions: ConfigVersionsTable;
}
