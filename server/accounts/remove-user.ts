import { setTimeout } from "node:timers/promises";
import { WorkbenchError } from "../../src/core/errors";
import type { Jobs } from "../jobs/jobs";
import type { Database } from "../database/database";
import type { People } from "./people";

interface Parts {
  people: Pick<People, "users" | "keys">;
  jobs: Pick<Jobs, "list" | "cancel" | "remove">;
}

const atOnce = 100;
const [mostTries, againMs] = [25, 200];

/**
 * Removes an account with all that belongs to it: sessions, keys, invitations, kept answers, and jobs with their files; those under way are cancelled. What
 * fails half-way leaves an account that opens nothing any more and can be removed later.
 * @returns How many jobs went with it.
 * @throws WorkbenchError that refuses to leave the server without an administrator; `run/unknown` where there is no such account; what the store of artefacts throws.
 */
export async function removeUser(id: string, { people: { users, keys }, jobs }: Parts): Promise<number> {
  // First, so that nothing new begins.
  await users.change(id, { disabled: true });
  keys.forget();
  const before = await removeJobs(id, jobs).catch((error: unknown) => {
    if (!(error instanceof WorkbenchError)) throw error;
    const sentence = `${error.message}; until the account can be removed it is disabled: let an administrator remove it once that is mended`;
    throw Object.assign(new WorkbenchError(error.code, [], sentence, error.detail), { path: error.path });
  });
  await users.remove(id);
  // What was asked for before and came in only now.
  return before + (await removeJobs(id, jobs));
}

/**
 * Removes jobs whose owner has been removed: another process may have remembered a key of theirs for a moment, and taken one in. Owners that never had an
 * account, such as the keys of the settings, have no such id.
 */
export async function removeLeftJobs(db: Database, jobs: Parts["jobs"]): Promise<void> {
  const left = await db
    .selectFrom("jobs")
    .select("owner")
    .distinct()
    .where("owner", "~", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("users").select("id").whereRef("users.id", "=", "jobs.owner"))))
    .execute();
  for (const { owner } of left) await removeJobs(owner, jobs);
}

/** Removes everything that somebody's jobs left, and the jobs. @returns How many. */
async function removeJobs(owner: string, jobs: Parts["jobs"]): Promise<number> {
  let removed = 0;
  for (let tries = 1; ; tries++) {
    const { items } = await jobs.list(owner, { limit: atOnce });
    if (items.length === 0) return removed;
    let elsewhere: WorkbenchError | null = null;
    for (const { id, state } of items) {
      // One that has ended or gone meanwhile is as good.
      if (state === "queued" || state === "running") await jobs.cancel(owner, id).catch(unless("server/refused", "run/unknown"));
      await jobs.remove(owner, id).then(
        () => removed++,
        (error: unknown) => {
          unless("run/unknown", "server/refused")(error);
          if ((error as WorkbenchError).code === "server/refused") elsewhere = error as WorkbenchError;
        },
      );
    }
    // Being removed by another process too: soon gone.
    if (elsewhere === null) tries = 0;
    else if (tries === mostTries) throw elsewhere;
    else await setTimeout(againMs);
  }
}

const unless =
  (...codes: readonly WorkbenchError["code"][]) =>
  (error: unknown): void => {
    if (!(error instanceof WorkbenchError) || !codes.includes(error.code)) throw error;
  };
