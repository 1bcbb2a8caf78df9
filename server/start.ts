import { access } from "node:fs/promises";
import { join } from "node:path";
import { Server as TlsServer } from "node:tls";
import type { FastifyInstance } from "fastify";
import type { EngineApi } from "../src/engine/protocol";
import { WorkbenchError } from "../src/core/errors";
import { databaseAccounts } from "./accounts/database-accounts";
import { firstStart } from "./accounts/first-start";
import { invitationAddress } from "./accounts/invitation-address";
import { withOutsideKeys } from "./accounts/outside-keys";
import { openPeople } from "./accounts/people";
import { removeLeftJobs } from "./accounts/remove-user";
import { readKeyFile } from "./api-keys";
import { createServer } from "./app";
import { openArtefacts } from "./artefacts/open-artefacts";
import { signedHead, tellHeads } from "./audit/audit-head";
import { databaseAudit } from "./audit/database-audit";
import { closingInTurn, type Closing } from "./closing";
import { startCompute } from "./compute/compute";
import type { ServerConfig } from "./config/config";
import type { Environment } from "./config/environment";
import { keepConfig } from "./config/keep-config";
import { liveConfig, type LiveConfig } from "./config/live";
import { loadConfig } from "./config/load";
import { openSecrets } from "./crypto/secrets";
import { shareSecret } from "./crypto/share-secret";
import { openDatabase } from "./database/open";
import { computeHere, withThreads, type Computing } from "./jobs/computing";
import { jobLog } from "./jobs/job-log";
import { openJobs } from "./jobs/open-jobs";
import { openLimiter } from "./limits/open-limiter";
import { createLogger, type Logger } from "./observe/log";
import { createMetrics } from "./observe/metrics";
import { observedCompute } from "./observe/observed-compute";
import { observedEngine } from "./observe/observed-engine";
import { readServer } from "./observe/readings";
import { startTelemetry } from "./observe/telemetry";
import type { ServerParts } from "./parts";
import { limitRuns } from "./run-limits";
import { LiveSources } from "./streams/live-sources";
import { realClock } from "./streams/real-clock";
import { keepCertificate, secureContext } from "./tls";
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
 * Starts the back end with what it needs kept in one folder. A start that fails leaves nothing open.
 * @throws WorkbenchError `usage` for a setting or port that cannot be used.
 */
export async function startServer({ env = {}, logTo, port, engine, computing, appFolder, ...given }: StartOptions): Promise<StartedServer> {
  const live = liveConfig(await loadConfig(env, given), env, given);
  const log = createLogger(live.config, logTo);
  const closing = closingInTurn((fault, words) => log.error({ err: fault }, words));
  try {
    return await start({ live, log, closing, env, port, engine, computing, appFolder });
  } catch (error) {
    await closing.close();
    throw error;
  }
}

interface Start extends Pick<StartOptions, "port" | "engine" | "computing" | "appFolder"> {
  live: LiveConfig;
  log: Logger;
  closing: Closing;
  env: Environment;
}

async function start({ live, log, closing, env, port, engine = startEngine(), computing = computeHere, appFolder }: Start): Promise<StartedServer> {
  const { config } = live;
  closing.add("the engine", () => engine.end?.());
  const metrics = createMetrics();
  const telemetry = await startTelemetry(config, "mfn-server");
  closing.add("telemetry", telemetry.close);
  const servesApp = appFolder !== undefined && (await exists(join(appFolder, "index.html")));
  const lost = (error: WorkbenchError) => log.fatal({ err: error }, "the data folder is lost; end this server");
  const database = await openDatabase(
    config.databaseUrl === undefined ? { folder: config.dataDir, lost, waits: (words) => log.warn(words) } : { url: config.databaseUrl },
  );
  closing.add("the database", database.close);
  const secrets = await openSecrets(config);
  if (database.kind === "postgres") await shareSecret(database.db, secrets);
  const artefacts = await openArtefacts(config);
  const limiter = await openLimiter(config, { log, metrics });
  closing.add("the rate limiter", () => limiter.close());
  const audit = databaseAudit(database.db, {
    failed: (error, events) => {
      for (const event of events) log.fatal({ err: error, event }, "this event is missing from the audit log, which cannot be written");
    },
  });
  closing.add(
    "the head of the audit log",
    tellHeads(
      () => signedHead(database.db, secrets),
      (head) => log.info({ ...head }, "head of the audit log"),
      (error) => log.error({ err: error }, "the head of the audit log cannot be read"),
    ),
  );
  closing.add("the audit log", audit.settled);
  const people = openPeople({ db: database.db, audit, config });
  const configKeeper = await keepConfig({ live, env, db: database.db, audit, log, metrics });
  closing.add("the watch of the settings", configKeeper.close);
  const compute = await startCompute(config);
  closing.add("computations", () => compute.close());
  const jobs = openJobs({
    database,
    artefacts,
    computing: withThreads(computing, () => config.jobThreads),
    settings: config,
    tell: jobLog(log),
  });
  closing.add("the queue", jobs.close);
  const sweepOnce = async () => {
    await people.sweep();
    await removeLeftJobs(database.db, jobs);
  };
  const sweep = setInterval(
    () => void sweepOnce().catch((error: unknown) => log.error({ err: error }, "old sessions, or what removed accounts left, cannot be removed")),
    3_600_000,
  ).unref();
  closing.add("the sweep of old sessions", () => clearInterval(sweep));
  const limited = limitRuns(observedEngine(engine, metrics), config, () => performance.now());
  const streams = new LiveSources(limited, realClock);
  const desertedStreams = setInterval(() => void streams.closeDeserted(), 30_000).unref();
  closing.add("the watch of deserted streams", () => clearInterval(desertedStreams));
  const parts: ServerParts = {
    config,
    configKeeper,
    engine: limited,
    streams,
    accounts: withOutsideKeys(databaseAccounts(people, audit, config), config),
    audit,
    limiter,
    metrics,
    jobs,
    artefacts,
    database,
    secrets,
    compute: observedCompute(compute),
  };
  const app = await createServer(parts, { ...(servesApp && { appFolder }), log });
  closing.add("HTTP", () => app.close());
  readServer(parts);
  live.onChange(() => void (log.level = config.logLevel));
  const oldKeys = await readKeyFile(config.dataDir);
  const grpc = config.grpcPort === undefined ? null : await grpcServer(parts, config.grpcPort, log);
  if (grpc !== null) closing.add("gRPC", grpc.close);
  closing.add(
    "the watch of the certificate",
    keepCertificate(
      config,
      (context) => {
        if (app.server instanceof TlsServer) app.server.setSecureContext(context);
        grpc?.renew(context);
      },
      (error) => log.error({ err: error }, "the renewed certificate cannot be used"),
    ),
  );
  const address = await listen(app, config, port);
  // Once all ports are had, as what it shows is shown once.
  const first = await firstStart(database.db, oldKeys, new Date());
  return {
    address,
    firstKey: first.firstKey,
    invitation: first.invitation && invitationAddress(config.publicUrl ?? address, first.invitation),
    servesApp,
    grpcPort: grpc?.port ?? null,
    close: closing.close,
  };
}

/** Returns the address. @throws WorkbenchError `usage` for a port that cannot be had. */
async function listen(app: FastifyInstance, { hostName: host, tlsCert }: ServerConfig, port: number): Promise<string> {
  // Fastify does not know that its server is one of HTTPS.
  const secured = (address: string) => (tlsCert === undefined ? address : address.replace(/^http:/, "https:"));
  try {
    return secured(await app.listen({ port, host, listenTextResolver: (at) => `listens at ${secured(at)}` }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new WorkbenchError("usage", [], `port ${port} is taken; give another with --port, or 0 for any free one`);
    if (code === "EACCES" || code === "EADDRNOTAVAIL")
      throw new WorkbenchError(
        "usage",
        [],
        `this machine does not let the server listen at ${host}:${port}; choose a port above 1023 and an address of its own`,
      );
    throw error;
  }
}

/** Loaded only where it is wanted. @throws WorkbenchError `usage` for a port that cannot be had. */
async function grpcServer(parts: ServerParts, port: number, log: Logger) {
  const { startGrpc } = await import("./grpc/start");
  const tls = secureContext(parts.config);
  return startGrpc(parts, { host: parts.config.hostName, port, log, ...(tls && { tls }) }).catch((error: unknown) => {
    throw error instanceof WorkbenchError
      ? new WorkbenchError(error.code, [], `${error.message}; give another port with MFN_GRPC_PORT, or 0 for any free one`)
      : error;
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
