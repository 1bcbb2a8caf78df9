import { createHash } from "node:crypto";
import { WorkbenchError } from "../../src/core/errors";
import type { Database } from "../database/database";
import type { LoadedConfig } from "./load";
import { settingKeys, type SettingKey } from "./settings";
import { shown } from "./veil";
import type { ConfigVersionsTable } from "./version-table";

/** Values by key, as JSON has them; null for what is unset, "(secret)" for a secret that is set. */
export type ShownSettings = Partial<Record<SettingKey, unknown>>;

export interface Change {
  key: SettingKey;
  from: unknown;
  to: unknown;
}

export interface ConfigVersion {
  version: number;
  at: string;
  server: string;
  by: string;
  how: ConfigVersionsTable["how"];
  hash: string;
  changes: Change[];
}

export interface ConfigState extends ConfigVersion {
  settings: ShownSettings;
  /** What the configuration file gave; null where there was none. */
  fileSettings: ShownSettings | null;
}

/** All settings without their secrets. */
export const shownSettings = ({ config, veiled }: Pick<LoadedConfig, "config" | "veiled">): ShownSettings =>
  Object.fromEntries(settingKeys.map((key) => [key, shown(key, config[key], veiled)]));

/** What the file gives, without its secrets: neither those that are always secret nor values fetched from a store. */
export const shownFile = ({ file, veiled }: Pick<LoadedConfig, "file" | "veiled">): ShownSettings | null =>
  file && Object.fromEntries(settingKeys.flatMap((key) => (file.layer[key] ? [[key, shown(key, file.layer[key].value, veiled)]] : [])));

/** Settings that differ between two states. */
export function changesBetween(before: ShownSettings, after: ShownSettings): Change[] {
  const keys = settingKeys.filter((key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null));
  return keys.map((key) => ({ key, from: before[key] ?? null, to: after[key] ?? null }));
}

export interface Recording {
  server: string;
  by: string;
  how: ConfigVersionsTable["how"];
  at: string;
}

/** Keeps the settings as a new version, unless this server's last one was the same. Returns its number, or null. */
export async function recordVersion(db: Database, loaded: LoadedConfig, { server, by, how, at }: Recording): Promise<number | null> {
  const settings = shownSettings(loaded);
  const file = shownFile(loaded);
  const text = JSON.stringify(settings);
  const hash = createHash("sha256").update(text).digest("hex");
  const last = await db.selectFrom("config_versions").selectAll().where("server", "=", server).orderBy("version", "desc").limit(1).executeTakeFirst();
  if (last?.hash === hash) return null;
  const changes = last ? changesBetween(JSON.parse(last.settings) as ShownSettings, settings) : [];
  const row = {
    at,
    server,
    changed_by: by,
    how,
    hash,
    settings: text,
    file_settings: file && JSON.stringify(file),
    changes: JSON.stringify(changes),
  };
  const { version } = await db.insertInto("config_versions").values(row).returning("version").executeTakeFirstOrThrow();
  return version;
}

/** The latest versions of all servers, newest first. */
export async function listVersions(db: Database, limit: number): Promise<ConfigVersion[]> {
  const rows = await db.selectFrom("config_versions").selectAll().orderBy("version", "desc").limit(limit).execute();
  return rows.map(versionOf);
}

/** @throws WorkbenchError `usage` for a version that never was. */
export async function findVersion(db: Database, version: number): Promise<ConfigState> {
  const row = await db.selectFrom("config_versions").selectAll().where("version", "=", version).executeTakeFirst();
  if (!row)
    throw Object.assign(new WorkbenchError("usage", [], `there is no version ${version} of the settings; mfn config history lists them`), {
      statusCode: 404,
    });
  return {
    ...versionOf(row),
    settings: JSON.parse(row.settings) as ShownSettings,
    fileSettings: row.file_settings === null ? null : (JSON.parse(row.file_settings) as ShownSettings),
  };
}

const versionOf = (row: Omit<ConfigVersionsTable, "version"> & { version: number }): ConfigVersion => ({
  version: row.version,
  at: row.at,
  server: row.server,
  by: row.changed_by,
  how: row.how,
  hash: row.hash,
  changes: JSON.parse(row.changes) as Change[],
});
