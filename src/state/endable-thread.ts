import { toRecord } from "../core/errors";

/** One thread for one question at a time, which can be ended while it works; the next question starts another. */
export interface EndableThread<Api> {
  /** Starts it ahead of the first question. */
  start(): void;
  /** Rejects with `run/cancelled` when the thread is ended before it answers. One that broke is not asked again. */
  ask<Answer>(question: (api: Api) => Promise<Answer>): Promise<Answer>;
  /** Ends it, unless what it works on is answered within so many milliseconds of having been asked. Idle it stays. */
  endOlderThan(milliseconds: number): void;
}

export function endableThread<Api extends { dispose(): void }>(startThread: () => Api): EndableThread<Api> {
  let thread: Api | null = null;
  /** What it works on. */
  let job: { since: number } | null = null;
  const running = (): Api => (thread ??= startThread());
  const end = () => {
    thread?.dispose();
    thread = null;
  };
  return {
    start: () => void running(),
    async ask(question) {
      const mine = (job = { since: performance.now() });
      try {
        return await question(running());
      } catch (error) {
        if (toRecord(error).code === "internal") end();
        throw error;
      } finally {
        if (job === mine) job = null;
      }
    },
    endOlderThan(milliseconds) {
      const old = job;
      if (!old) return;
      const left = old.since + milliseconds - performance.now();
      if (left <= 0) return end();
      setTimeout(() => {
        if (job === old) end();
      }, left);
    },
  };
}
