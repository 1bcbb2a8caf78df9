import { WorkbenchError } from "../core/errors";

/** A thread of a pool: what it offers, and how it is ended. */
export type PoolThread<Api> = Api & { dispose(): void };

export interface PoolOptions<Api> {
  /** Threads at most. */
  size: number;
  start(): PoolThread<Api>;
}

/** Threads that share work, each at one thing at a time. */
export interface Pool<Api> {
  /** Does the work on the next thread that is free, in the order in which it was asked for. */
  run<T>(work: (thread: Api) => Promise<T>): Promise<T>;
  /** Ends all threads. Work in progress and work that waits is rejected with `run/cancelled`. */
  dispose(): void;
}

/**
 * A bounded pool. A thread is started when work comes and none is free; one that dies with its work (it rejects with `internal`) is replaced and
 * the work is tried once more, so that one crash does not end an hour's sweep.
 */
export function createPool<Api extends object>({ size, start }: PoolOptions<Api>): Pool<Api> {
  const free: PoolThread<Api>[] = [];
  const all = new Set<PoolThread<Api>>();
  const waiting: { begin(thread: PoolThread<Api>): void; refuse(error: unknown): void }[] = [];
  let ended = false;
  const cancelled = () => new WorkbenchError("run/cancelled", [], "the runs were stopped");

  const startOne = () => {
    const thread = start();
    all.add(thread);
    return thread;
  };
  const take = (): Promise<PoolThread<Api>> => {
    if (ended) return Promise.reject(cancelled());
    const thread = free.pop() ?? (all.size < size ? startOne() : null);
    return thread ? Promise.resolve(thread) : new Promise((begin, refuse) => waiting.push({ begin, refuse }));
  };
  const give = (thread: PoolThread<Api>) => {
    const next = waiting.shift();
    if (next) next.begin(thread);
    else free.push(thread);
  };
  const replace = (thread: PoolThread<Api>): PoolThread<Api> => {
    all.delete(thread);
    thread.dispose();
    return startOne();
  };
  const died = (error: unknown) => !ended && error instanceof WorkbenchError && error.code === "internal";

  return {
    async run(work) {
      let thread = await take();
      try {
        return await work(thread);
      } catch (error) {
        if (!died(error)) throw error;
        thread = replace(thread);
        return await work(thread);
      } finally {
        if (!ended) give(thread);
      }
    },
    dispose() {
      ended = true;
      for (const thread of all) thread.dispose();
      for (const { refuse } of waiting.splice(0)) refuse(cancelled());
    },
  };
}
