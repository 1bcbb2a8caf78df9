import { WorkbenchError } from "../../src/core/errors";
import { openArtefacts } from "../artefacts/open-artefacts";
import { closingInTurn, type Closing } from "../closing";
import type { GivenConfig } from "../config/settings";
import type { Environment } from "../config/environment";
import { liveConfig, type LiveConfig } from "../config/live";
import { loadConfig } from "../config/load";
import { watchFile } from "../config/watch";
import { openDatabase } from "../database/open";
import { createLogger, type Logger, type LogTo } from "../observe/log";
import { startTelemetry } from "../observe/telemetry";
import { withThreads, type Computing } from "./computing";
import { jobLog } from "./job-log";
import { openJobs } from "./open-jobs";

export interface WorkerStart {
  /** Where its settings come from, as those of a server; MFN_CONFIG names a file. */
  env: Environment;
  /** Settings that go over all others. */
  given?: Partial<GivenConfig>;
  /** What jobs are computed with, given the threads that one may have. */
  computing: (threads: number | undefined) => Computing;
  logTo?: LogTo;
}

export interface StartedWorker {
  /** Jobs at one time. */
  atOnce: number;
  /** Jobs under way go back to the queue. Always resolves. */
  close(): Promise<void>;
}

/**
 * Joins the queue of a shared database and carries out its jobs, until it is closed. A start that fails leaves nothing open.
 * @throws WorkbenchError `usage` where the database is the embedded one, which one process has to itself.
 */
export async function startWorker({ env, given = {}, computing, logTo }: WorkerStart): Promise<StartedWorker> {
  const live = liveConfig(await loadConfig(env, given), env, given);
  const { databaseUrl, jobsAtOnce } = live.config;
  if (databaseUrl === undefined)
    throw new WorkbenchError(
      "usage",
      [],
      "a worker joins the queue of a shared PostgreSQL: set MFN_DATABASE_URL. The embedded database belongs to one process; there, mfn serve carries out the jobs itself",
    );
  if (jobsAtOnce === 0) throw new WorkbenchError("usage", [], "a worker with MFN_JOBS_AT_ONCE=0 would do nothing; set 1 or more");
  const log = createLogger(live.config, logTo, "mfn.worker");
  const closing = closingInTurn((fault, words) => log.error({ err: fault }, words));
  try {
    await join(live, databaseUrl, computing, log, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
  return { atOnce: jobsAtOnce, close: closing.close };
}

async function join(live: LiveConfig, url: string, computing: WorkerStart["computing"], log: Logger, closing: Closing): Promise<void> {
  const { config } = live;
  const telemetry = await startTelemetry(config, "mfn-worker");
  closing.add("telemetry", telemetry.close);
  const database = await openDatabase({ url });
  closing.add("the database", database.close);
  const artefacts = await openArtefacts(config);
  const jobs = openJobs({ database, artefacts, computing: withThreads(computing, () => config.jobThreads), settings: config, tell: jobLog(log) });
  closing.add("the queue", jobs.close);
  closing.add("the watch of the settings", followSettings(live, log));
}

/** Reads the settings anew on SIGHUP and whenever the configuration file changes, as a server does. Returns what ends it. */
function followSettings(live: LiveConfig, log: Logger): () => void {
  const reload = async () => {
    const { changed, waiting, problem } = await live.reload();
    if (problem !== null) return log.error(`the settings stay as they were: ${problem}`);
    if (changed.length > 0) log.info(`settings took effect: ${changed.join(", ")}`);
    if (waiting.length > 0) log.warn(`these settings wait for a restart: ${waiting.join(", ")}`);
  };
  for (const name of live.loaded.unknown) log.warn(`the environment variable ${name} means nothing here`);
  live.onChange(() => void (log.level = live.config.logLevel));
  const { file } = live.loaded;
  const unwatch = file === null ? () => undefined : watchFile(file.path, file.text, () => void reload());
  const hangUp = () => void reload();
  process.on("SIGHUP", hangUp);
  return () => {
    unwatch();
    process.off("SIGHUP", hangUp);
  };
}
