import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArtefactStore } from "../../server/artefacts/artefact-store";
import { folderStore } from "../../server/artefacts/folder-store";
import type { OpenDatabase } from "../../server/database/database";
import { openDatabase } from "../../server/database/open";
import { computeHere, type Computing } from "../../server/jobs/computing";
import type { Job, Jobs } from "../../server/jobs/jobs";
import { openJobs, type JobSettings } from "../../server/jobs/open-jobs";
import { startPostgres, type Postgres } from "./services";

export const databases = ["embedded", "postgres"] as const;
export type DatabaseKind = (typeof databases)[number];

/** A database with its queue's tables, and a folder for what jobs leave. */
export interface QueuePlace {
  database: OpenDatabase;
  artefacts: ArtefactStore;
  settings: JobSettings;
  /** The PostgreSQL itself, where it is one. */
  postgres: Postgres | null;
  folder: string;
  /** A queue on it, which is closed with the place; several, on PostgreSQL, are as several processes. */
  open(settings?: Partial<JobSettings>, computing?: Computing): Jobs;
  /** Empties the tables. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function queuePlace(kind: DatabaseKind): Promise<QueuePlace> {
  const postgres = kind === "postgres" ? await startPostgres() : null;
  const database = await openDatabase(postgres ? { url: postgres.url } : {});
  const folder = mkdtempSync(join(tmpdir(), "mfn-jobs-"));
  const artefacts = folderStore(join(folder, "artefacts"));
  const settings: JobSettings = {
    databaseUrl: postgres?.url,
    jobsAtOnce: 1,
    maxCells: 2 ** 20,
    maxCellSteps: 1e9,
    maxQueuedJobs: 50,
    checkpointSeconds: 30,
    leaseSeconds: 30,
    maxStoredBytes: 2 ** 30,
  };
  const opened = new Set<Jobs>();
  const clear = async () => {
    await Promise.all([...opened].map((jobs) => jobs.close()));
    opened.clear();
    for (const table of ["jobs", "job_owners"]) await database.execute(`delete from ${table}`);
  };
  return {
    database,
    artefacts,
    settings,
    postgres,
    folder,
    open(given = {}, computing = computeHere()) {
      const jobs = openJobs({ database, artefacts, computing, settings: { ...settings, ...given } });
      opened.add(jobs);
      return jobs;
    },
    clear,
    async close() {
      await clear();
      await database.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a job is as wanted. */
export async function until(jobs: Jobs, owner: string, id: string, wanted: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await jobs.find(owner, id);
    if (wanted(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const ended = ({ state }: Job): boolean => state !== "queued" && state !== "running";
