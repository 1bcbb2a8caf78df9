import { sql } from "kysely";
import type { ServerParts } from "../parts";
import { readProcess, type Reading } from "./metrics";

/** What was read of jobs is told again for so long, in milliseconds: whoever may read the metrics must not have the whole table read at their pace. */
const fresh = 5000;

/**
 * Numbers that are asked for whenever Prometheus reads: runs open, whether the database answers, jobs by state, how long the next one has waited, the process
 * itself. While the database is away those of jobs are left out, and nobody waits for them.
 */
export function readServer(
  { metrics, engine, database }: Pick<ServerParts, "metrics" | "engine" | "database">,
  now: () => number = () => performance.now(),
): void {
  const { db } = database;
  const ofJobs = (read: () => Promise<Reading>) => {
    let last: { at: number; reading: Promise<Reading> } | null = null;
    return async () => {
      if (!(await database.answers())) throw new Error("the database does not answer");
      if (last === null || now() - last.at >= fresh) {
        const asked = { at: now(), reading: read() };
        last = asked;
        asked.reading.catch(() => last === asked && (last = null));
      }
      return last.reading;
    };
  };
  metrics.read("mfn_runs_open", "Live runs that are open", () => engine.runs);
  metrics.read("mfn_database_up", "1 while the database answers, 0 while it does not", async () => ((await database.answers()) ? 1 : 0));
  metrics.read(
    "mfn_jobs",
    "Jobs by state",
    ofJobs(async () => {
      const rows = await db
        .selectFrom("jobs")
        .select(({ fn }) => ["state", fn.countAll().as("number")])
        .groupBy("state")
        .execute();
      return {
        queued: 0,
        running: 0,
        done: 0,
        failed: 0,
        cancelled: 0,
        ...Object.fromEntries(rows.map(({ state, number }) => [state, Number(number)])),
      };
    }),
    "state",
  );
  metrics.read(
    "mfn_jobs_oldest_wait_seconds",
    "How long the oldest queued job has waited",
    ofJobs(async () => {
      const oldest = await db
        .selectFrom("jobs")
        .select(({ fn }) => fn.min("created").as("created"))
        .where("state", "=", "queued")
        .executeTakeFirst();
      return oldest?.created ? Math.max(0, (Date.now() - new Date(oldest.created).getTime()) / 1000) : 0;
    }),
  );
  metrics.read(
    "mfn_jobs_recent_wait_seconds",
    "How long jobs that began within the last hour had waited, on average",
    ofJobs(async () => {
      const { rows } = await sql<{ seconds: number | null }>`
        select extract(epoch from avg(started - created))::double precision as seconds from jobs where started > now() - interval '1 hour'`.execute(
        db,
      );
      return rows[0]?.seconds ?? 0;
    }),
  );
  readProcess(metrics);
}
