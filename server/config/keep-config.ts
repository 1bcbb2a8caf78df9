import { hostname } from "node:os";
import type { AuditLog } from "../audit/audit-log";
import type { Database } from "../database/database";
import type { Logger } from "../observe/log";
import type { ServerMetrics } from "../observe/metrics";
import type { Environment } from "./environment";
import type { LiveConfig, Reload } from "./live";
import { rollback, type RolledBack } from "./rollback";
import { findVersion, listVersions, recordVersion, type ConfigVersion } from "./versions";
import type { ConfigVersionsTable } from "./version-table";
import { watchFile } from "./watch";

export interface Keeping {
  live: LiveConfig;
  env: Environment;
  db: Database;
  audit: AuditLog;
  log: Logger;
  metrics: ServerMetrics;
}

/** Keeps a running server's settings in step with their sources, and their history. */
export interface ConfigKeeper {
  /** Reads the sources anew. What changed is logged, counted, audited and kept as a version; what cannot be used or needs a restart is told. */
  reload(by: string, how?: ConfigVersionsTable["how"]): Promise<Reload>;
  history(limit: number): Promise<ConfigVersion[]>;
  /** Gives the configuration file back what it said in a version, and takes that up. @throws WorkbenchError `usage`. */
  rollBack(version: number, by: string): Promise<Omit<RolledBack, "loaded">>;
  close(): void;
}

/** Starts with a version of what is in force now; then reloads on SIGHUP and whenever the configuration file changes. */
export async function keepConfig({ live, env, db, audit, log, metrics }: Keeping): Promise<ConfigKeeper> {
  const record = async (by: string, how: ConfigVersionsTable["how"]) =>
    recordVersion(db, live.loaded, { by, how, server: hostname(), at: new Date().toISOString() }).catch((error: unknown) => {
      log.error({ err: error }, "this version of the settings cannot be kept");
      return null;
    });

  async function reload(by: string, how: ConfigVersionsTable["how"] = "reload"): Promise<Reload> {
    const outcome = await live.reload();
    const { result, changed, waiting, problem } = outcome;
    metrics.reloads.inc({ result });
    if (problem !== null) {
      log.error(`the settings stay as they were: ${problem}`);
      await audit.record({
        action: "config_refused",
        category: "configuration",
        severity: "error",
        success: false,
        resource: "settings",
        details: { by },
      });
      return outcome;
    }
    const version = await record(by, how);
    if (changed.length > 0) log.info({ version }, `settings took effect: ${changed.join(", ")}`);
    if (waiting.length > 0) log.warn({ version }, `these settings wait for a restart: ${waiting.join(", ")}`);
    if (changed.length === 0 && version === null) return outcome;
    const details = { changed: changed.join(", "), waiting: waiting.join(", "), version };
    await audit.record({
      action: "config_changed",
      category: "configuration",
      severity: "info",
      success: true,
      userId: how === "rollback" ? by : null,
      resource: "settings",
      details: { by, ...details },
    });
    return outcome;
  }

  for (const name of live.loaded.unknown) log.warn(`the environment variable ${name} means nothing here`);
  await record("the start", "start");
  const { file } = live.loaded;
  const unwatch = file === null ? () => undefined : watchFile(file.path, file.text, () => void reload(`the file ${file.path}`));
  const hangUp = () => void reload("SIGHUP");
  process.on("SIGHUP", hangUp);
  return {
    reload,
    history: (limit) => listVersions(db, limit),
    async rollBack(version, by) {
      const { changes, elsewhere } = await rollback(env, await findVersion(db, version));
      await reload(by, "rollback");
      return { changes, elsewhere };
    },
    close() {
      unwatch();
      process.off("SIGHUP", hangUp);
    },
  };
}
