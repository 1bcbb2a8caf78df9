import { sql } from "kysely";
import type { ServerParts } from "../parts";
import { readProcess } from "./metrics";

/** Numbers that are asked for whenever Prometheus reads: runs open, jobs by state, how long the next one has waited, the process itself. */
export function readServer({ metrics, engine, database: { db } }: Pick<ServerParts, "metrics" | "engine" | "database">): void {
  metrics.read("mfn_runs_open", "Live runs that are open", () => engine.runs);
  metrics.read(
    "mfn_jobs",
    "Jobs by state",
    async () => {
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
    },
    "state",
  );
  metrics.read("mfn_jobs_oldest_wait_seconds", "How long the oldest queued job has waited", async () => {
    const oldest = await db
      .selectFrom("jobs")
      .select(({ fn }) => fn.min("created").as("created"))
      .where("state", "=", "queued")
      .executeTakeFirst();
    return oldest?.created ? Math.max(0, (Date.now() - new Date(oldest.created).getTime()) / 1000) : 0;
  });
  metrics.read("mfn_jobs_recent_wait_seconds", "How long jobs that began within the last hour had waited, on average", async () => {
    const { rows } = await sql<{ seconds: number | null }>`
      select extract(epoch from avg(started - created))::double precision as seconds from jobs where started > now() - interval '1 hour'`.execute(db);
    return rows[0]?.seconds ?? 0;
  });
  readProcess(metrics);
}
