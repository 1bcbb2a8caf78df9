import PgBoss from "pg-boss";
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
export async function openTurns(database: OpenDatabase, tell: (error: Error) => void): Promise<Turns> {
  const boss = await startedBoss(database, tell);
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
const mostTries = 20;

async function startedBoss(database: OpenDatabase, tell: (error: Error) => void): Promise<PgBoss> {
  for (let tries = 1; ; tries++) {
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
      if (tries === mostTries || !setUpElsewhere.test((error as NodeJS.ErrnoException).code ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
