import { access } from "node:fs/promises";
import { join } from "node:path";
import { createEngineHost } from "../src/engine/host";
import type { EngineApi } from "../src/engine/protocol";
import { WorkbenchError } from "../src/core/errors";
import { fixedKeys } from "./accounts/fixed-keys";
import { openKeyStore } from "./api-keys";
import { createServer } from "./app";
import type { ArtefactStore } from "./artefacts/artefact-store";
import { readConfig, type ServerConfig } from "./config/config";
import { openDatabase } from "./database/open";
import type { Jobs } from "./jobs/jobs";
import { memoryLimiter } from "./limits/rate-limiter";
import { createMetrics } from "./observe/metrics";
import type { ServerParts } from "./parts";
import { limitRuns } from "./run-limits";

export interface StartOptions extends Partial<ServerConfig> {
  /** 0 takes a free one. */
  port: number;
  /** What computes; with one thread unless given. */
  engine?: EngineApi;
  /** The settings that the options leave open come from here. */
  env?: Record<string, string | undefined>;
  /** The built app; served only when it is there. */
  appFolder?: string;
  logTo?: { write(line: string): void };
}

export interface StartedServer {
  address: string;
  /** The key of a first start, to be shown once; null afterwards. */
  firstKey: string | null;
  /** Whether the app is served beside the API. */
  servesApp: boolean;
  close(): Promise<void>;
}

/**
 * Starts the back end with what it needs kept in one folder.
 * @throws WorkbenchError `usage` for a setting or port that cannot be used.
 */
export async function startServer({
  port,
  engine = createEngineHost({ place: "this server" }),
  env = {},
  appFolder,
  logTo,
  ...given
}: StartOptions): Promise<StartedServer> {
  const config: ServerConfig = { ...readConfig(env), ...given };
  const keys = await openKeyStore(config.dataDir);
  const servesApp = appFolder !== undefined && (await exists(join(appFolder, "index.html")));
  const database = await openDatabase(config.databaseUrl === undefined ? { folder: config.dataDir } : { url: config.databaseUrl });
  const limiter = memoryLimiter(() => performance.now());
  const parts: ServerParts = {
    config,
    engine: limitRuns(engine, config, () => performance.now()),
    accounts: fixedKeys(keys.hashes),
    audit: { record: async () => undefined },
    limiter,
    metrics: createMetrics(),
    jobs: {} as Jobs,
    artefacts: {} as ArtefactStore,
    database,
  };
  const app = await createServer(parts, { ...(servesApp && { appFolder }), ...(logTo && { logTo }) });
  app.addHook("onClose", async () => {
    await limiter.close();
    await database.close();
  });
  try {
    const address = await app.listen({ port, host: config.hostName });
    return { address, firstKey: keys.firstKey, servesApp, close: () => app.close() };
  } catch (error) {
    await app.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new WorkbenchError("usage", [], `port ${port} is taken; give another with --port, or 0 for any free one`);
    if (code === "EACCES" || code === "EADDRNOTAVAIL")
      throw new WorkbenchError(
        "usage",
        [],
        `this machine does not let the server listen at ${config.hostName}:${port}; choose a port above 1023 and an address of its own`,
      );
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
