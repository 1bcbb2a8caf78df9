import type { Generated } from "kysely";

/** `config_versions`: one row a change of settings. */
export interface ConfigVersionsTable {
  version: Generated<number>;
  /** ISO 8601. */
  at: string;
  /** Name of the machine. */
  server: string;
  changed_by: string;
  how: "start" | "reload" | "rollback";
  /** SHA-256 of `settings`. */
  hash: string;
  /** JSON of all settings, by key, without secrets. */
  settings: string;
  /** JSON of what the configuration file gave, without secrets; null where there was none. */
  file_settings: string | null;
  /** JSON of what is different from the version before: `[{key, from, to}]`. */
  changes: string;
}
