import { access } from "node:fs/promises";
import { join } from "node:path";
import type { EngineApi } from "../src/engine/protocol";
import { WorkbenchError } from "../src/core/errors";
import { databaseAccounts } from "./accounts/database-accounts";
import { firstStart } from "./accounts/first-start";
import { invitationAddress } from "./accounts/invitation-address";
import { withOutsideKeys } from "./accounts/outside-keys";
import { openPeople } from "./accounts/people";
import { readKeyFile } from "./api-keys";
import { createServer } from "./app";
import { openArtefacts } from "./artefacts/open-artefacts";
import { databaseAudit } from "./audit/database-audit";
import { startCompute } from "./compute/compute";
import type { ServerConfig } from "./config/config";
import { keepConfig } from "./config/keep-config";
import { liveConfig } from "./config/live";
import { loadConfig } from "./config/load";
import { openSecrets } from "./crypto/secrets";
import { openDatabase } from "./database/open";
import { computeHere, type Computing } from "./jobs/computing";
import { openJobs } from "./jobs/open-jobs";
import { openLimiter } from "./limits/open-limiter";
import { createLogger } from "./observe/log";
import { createMetrics } from "./observe/metrics";
import { observedCompute } from "./observe/observed-compute";
import { observedEngine } from "./observe/observed-engine";
import { readServer } from "./observe/readings";
import { startTelemetry } from "./observe/telemetry";
import type { ServerParts } from "./parts";
import { limitRuns } from "./run-limits";
import { certificateOf, keepCertificate } from "./tls";
import { startEngine } from "./threads";

export interface StartOptions extends Partial<ServerConfig> {
  /** 0 takes a free one. */
  port: number;
  /** What computes live runs; threads of its own unless given. */
  engine?: EngineApi & { end?(): Promise<void> };
  /** What jobs are computed with, given the threads that one may have; this thread unless given. */
  computing?: (threads: number | undefined) => Computing;
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
  /** Where the first administrator is made, as long as there is none; to be shown once. */
  invitation: string | null;
  /** Whether the app is served beside the API. */
  servesApp: boolean;
  /** Where the gRPC services are; null when they are not wanted. */
  grpcPort: number | null;
  close(): Promise<void>;
}

/**
 * Starts the back end with what it needs kept in one folder.
 * @throws WorkbenchError `usage` for a setting or port that cannot be used.
 */
export async function startServer({
  port,
  engine = startEngine(),
  computing = computeHere,
  env = {},
  appFolder,
  logTo,
  ...given
}: StartOptions): Promise<StartedServer> {
  const live = liveConfig(await loadConfig(env, given), env, given);
  const { config } = live;
  const log = createLogger(config, logTo);
  const metrics = createMetrics();
  const telemetry = await startTelemetry(config, "mfn-server");
  const servesApp = appFolder !== undefined && (await exists(join(appFolder, "index.html")));
  const database = await openDatabase(config.databaseUrl === undefined ? { folder: config.dataDir } : { url: config.databaseUrl });
  const artefacts = await openArtefacts(config);
  const limiter = await openLimiter(config, { log, metrics });
  const audit = databaseAudit(database.db, {
    failed: (error, events) => log.fatal({ err: error, actions: events.map(({ action }) => action) }, "the audit log cannot be written"),
  });
  const people = openPeople({ db: database.db, audit, config });
  const sweep = setInterval(
    () => void people.sweep().catch((error: unknown) => app.log.error({ err: error }, "old sessions cannot be removed")),
    3_600_000,
  ).unref();
  const parts: ServerParts = {
    config,
    configKeeper: await keepConfig({ live, env, db: database.db, audit, log, metrics }),
    engine: limitRuns(observedEngine(engine, metrics), config, () => performance.now()),
    accounts: withOutsideKeys(databaseAccounts(people, audit, config), config),
    audit,
    limiter,
    metrics,
    jobs: openJobs({
      database,
      artefacts,
      computing: computing(config.jobThreads),
      settings: config,
      tell: (fault, words) => log.warn({ err: fault }, words),
    }),
    artefacts,
    database,
    secrets: await openSecrets(config),
    compute: observedCompute(await startCompute(config)),
  };
  const app = await createServer(parts, { ...(servesApp && { appFolder }), log });
  readServer(parts);
  live.onChange(() => void (log.level = config.logLevel));
  const leaveCertificate = keepCertificate(app.server, config, (error) => log.error({ err: error }, "the renewed certificate cannot be used"));
  app.addHook("onClose", async () => {
    parts.configKeeper?.close();
    leaveCertificate();
    await engine.end?.();
    await parts.compute.close();
    await parts.jobs.close();
    await limiter.close();
    clearInterval(sweep);
    await audit.settled();
    await database.close();
    await telemetry.close();
  });
  // Fastify does not know that its server is one of HTTPS.
  const secured = (address: string) => (config.tlsCert === undefined ? address : address.replace(/^http:/, "https:"));
  try {
    const oldKeys = await readKeyFile(config.dataDir);
    const listening = await app.listen({ port, host: config.hostName, listenTextResolver: (at) => `listens at ${secured(at)}` });
    const address = secured(listening);
    // Once it listens, as what it shows is shown once.
    const first = await firstStart(database.db, oldKeys, new Date());
    const grpc = config.grpcPort === undefined ? null : await grpcServer(parts, config.grpcPort);
    const close = async () => {
      await grpc?.close();
      await app.close();
    };
    return {
      address,
      firstKey: first.firstKey,
      invitation: first.invitation && invitationAddress(config.publicUrl ?? address, first.invitation),
      servesApp,
      grpcPort: grpc?.port ?? null,
      close,
    };
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

/** Loaded only where it is wanted. */
async function grpcServer(parts: ServerParts, port: number) {
  const { startGrpc } = await import("./grpc/start");
  const certificate = certificateOf(parts.config);
  const tls = certificate && { cert: Buffer.from(certificate.cert), key: Buffer.from(certificate.key) };
  return startGrpc(parts, { host: parts.config.hostName, port, ...(tls && { tls }) });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
