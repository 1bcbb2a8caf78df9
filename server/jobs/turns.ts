import { setTimeout } from "node:timers/promises";
import PgBoss from "pg-boss";
import { isPassing } from "../database/away";
import type { OpenDatabase } from "../database/database";

/** Leave to take up one job, whichever is next: as many wait as jobs do. */
export interface Turns {
  /** Sends one for each of so many jobs. */
  add(jobs: number): Promise<void>;
  /** Takes one; null when there is none, or the queue cannot be reached. */
  take(): Promise<string | null>;
  /** One that was taken has been used. */
  use(turn: string): Promise<void>;
  /** How many wait. */
  waiting(): Promise<number>;
  close(): Promise<void>;
}

const queue = "turns";
/** A turn whose worker died between taking it and taking up a job comes back after so long. */
const heldSeconds = 60;

/**
 * Turns over pg-boss, on the embedded database or on PostgreSQL. What a turn is for is chosen from the table of jobs when it is taken, so that
 * what is fair is decided at that moment and not when a job was submitted.
 */
export async function openTurns(database: OpenDatabase, tell: (error: unknown) => void, closing: AbortSignal): Promise<Turns> {
  const boss = await startedBoss(database, tell, closing);
  return {
    async add(jobs) {
      if (jobs > 0) await boss.insert(Array.from({ length: jobs }, () => ({ name: queue })));
    },
    async take() {
      const [turn] = await boss.fetch(queue);
      return turn?.id ?? null;
    },
    use: async (turn) => void (await boss.complete(queue, turn)),
    waiting: () => boss.getQueueSize(queue),
    close: () => boss.stop({ graceful: false }),
  };
}

/** What PostgreSQL says when another process sets the same queue up at the same moment: the next try finds it there. */
const setUpElsewhere = /^(23505|42P0[67]|42710|42723|40P01)$/;
/** Milliseconds until it is tried again, and until that where something has to be mended first, such as a right that is lacking. */
const [soonMs, laterMs] = [100, 5000];

/** However long that takes: jobs that were submitted wait for it. @throws what kept it from being set up, once `closing`. */
async function startedBoss(database: OpenDatabase, tell: (error: unknown) => void, closing: AbortSignal): Promise<PgBoss> {
  for (;;) {
    const boss = new PgBoss({
      db: { executeSql: (text, values: unknown[] | undefined) => database.execute(text, values) },
      schema: "queue",
      schedule: false,
      archiveCompletedAfterSeconds: 60,
      deleteAfterHours: 1,
    });
    boss.on("error", tell);
    try {
      await boss.start();
      await boss.createQueue(queue, { name: queue, expireInSeconds: heldSeconds, retryLimit: 1000, retentionDays: 365 });
      return boss;
    } catch (error) {
      await boss.stop({ graceful: false });
      if (closing.aborted) throw error;
      const soon = isPassing(error) || setUpElsewhere.test((error as NodeJS.ErrnoException).code ?? "");
      if (!soon) tell(error);
      await setTimeout(soon ? soonMs : laterMs, null, { signal: closing }).catch(() => undefined);
    }
  }
}
