import { toRecord, WorkbenchError } from "../../src/core/errors";
import { openArtefacts } from "../artefacts/open-artefacts";
import type { Environment } from "../config/environment";
import { loadConfig } from "../config/load";
import { openDatabase } from "../database/open";
import { startTelemetry } from "../observe/telemetry";
import type { Computing } from "./computing";
import { openJobs } from "./open-jobs";

export interface StartedWorker {
  /** Jobs at one time. */
  atOnce: number;
  /** Jobs under way go back to the queue. */
  close(): Promise<void>;
}

/**
 * Joins the queue of a shared database and carries out its jobs, until it is closed.
 * @param computing what jobs are computed with, given the threads that one may have.
 * @param tell told in words of faults that end nothing.
 * @throws WorkbenchError `usage` where the database is the embedded one, which one process has to itself.
 */
export async function startWorker(
  env: Environment,
  computing: (threads: number | undefined) => Computing,
  tell: (words: string) => void,
): Promise<StartedWorker> {
  const { config } = await loadConfig(env);
  if (config.databaseUrl === undefined)
    throw new WorkbenchError(
      "usage",
      [],
      "a worker joins the queue of a shared PostgreSQL: set MFN_DATABASE_URL. The embedded database belongs to one process; there, mfn serve carries out the jobs itself",
    );
  if (config.jobsAtOnce === 0) throw new WorkbenchError("usage", [], "a worker with MFN_JOBS_AT_ONCE=0 would do nothing; set 1 or more");
  const telemetry = await startTelemetry(config, "mfn-worker");
  const database = await openDatabase({ url: config.databaseUrl });
  try {
    const jobs = openJobs({
      database,
      artefacts: await openArtefacts(config),
      computing: computing(config.jobThreads),
      settings: config,
      tell: (fault, words) => tell(`${words}: ${toRecord(fault).message}`),
    });
    return {
      atOnce: config.jobsAtOnce,
      async close() {
        await jobs.close();
        await database.close();
        await telemetry.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
