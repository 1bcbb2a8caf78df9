import { hostname, userInfo } from "node:os";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { oidcSettings } from "../accounts/oidc-settings";
import type { OpenDatabase } from "../database/database";
import { secureContext } from "../tls";
import type { Environment } from "./environment";
import { loadConfig } from "./load";
import { rollback, type RolledBack } from "./rollback";
import { settingKeys, settings, type SettingKey } from "./settings";
import { shown } from "./veil";
import { findVersion, listVersions, recordVersion, type ConfigVersion } from "./versions";

export interface ShownSetting {
  key: SettingKey;
  variable: string;
  /** "(secret)" for one that is set, null for what is unset. */
  value: unknown;
  /** In words: "default", "preset MFN_ENV=prod", "maxRuns in mfn.yaml, line 3", "the environment variable MFN_MAX_RUNS". */
  origin: string;
  hot: boolean;
}

export interface CheckedConfig {
  file: string | null;
  settings: ShownSetting[];
  /** Variables that begin with MFN_ and mean nothing here. */
  unknown: readonly string[];
}

/** The settings that a server would start with. @throws WorkbenchError `usage` as the server would. */
export async function checkConfig(env: Environment): Promise<CheckedConfig> {
  const { config, origins, veiled, file, unknown } = await loadConfig(env);
  secureContext(config);
  oidcSettings(config);
  return {
    file: file?.path ?? null,
    settings: settingKeys.map((key) => ({
      key,
      variable: settings[key].variable,
      value: shown(key, config[key], veiled),
      origin: origins[key].replace(/,$/, ""),
      hot: settings[key].hot,
    })),
    unknown,
  };
}

/** @param server address of a running server; its database is opened here where it is left out. */
export async function configHistory(env: Environment, server: string | undefined): Promise<ConfigVersion[]> {
  if (server !== undefined) return ((await ask(env, server, "GET", "/config/versions")) as { items: ConfigVersion[] }).items;
  return withDatabase(env, ({ db }) => listVersions(db, 50));
}

/** @param server as for `configHistory`. */
export async function rollBackConfig(env: Environment, server: string | undefined, version: number): Promise<Omit<RolledBack, "loaded">> {
  if (server !== undefined) return (await ask(env, server, "POST", `/config/versions/${version}/rollback`)) as Omit<RolledBack, "loaded">;
  return withDatabase(env, async ({ db }) => {
    const { changes, elsewhere, loaded } = await rollback(env, await findVersion(db, version));
    await recordVersion(db, loaded, { server: hostname(), by: userInfo().username, how: "rollback", at: new Date().toISOString() });
    return { changes, elsewhere };
  });
}

async function withDatabase<T>(env: Environment, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const { config } = await loadConfig(env);
  const { openDatabase } = await import("../database/open");
  const database = await openDatabase(config.databaseUrl === undefined ? { folder: config.dataDir } : { url: config.databaseUrl });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const problem = z.object({ detail: z.string() });

/** Asks a running server, with the key in MFN_ADMIN_KEY. */
async function ask(env: Environment, server: string, method: "GET" | "POST", path: string): Promise<unknown> {
  const key = env["MFN_ADMIN_KEY"];
  if (key === undefined || key === "")
    throw new WorkbenchError("usage", [], "set MFN_ADMIN_KEY to an administrator's API key, which the server asks for");
  const response = await fetch(`${server.replace(/\/+$/, "")}/api/v1${path}`, {
    method,
    headers: { "x-api-key": key },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new WorkbenchError("usage", [], `no server answers at ${server}; --server expects its address, such as http://127.0.0.1:8321`);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const told = problem.safeParse(answer);
  throw new WorkbenchError("usage", [], `the server refuses this: ${told.success ? told.data.detail : `it answers ${response.status}`}`);
}
