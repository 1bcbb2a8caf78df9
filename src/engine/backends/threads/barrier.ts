import type { Barrier } from "../plan/stepper";

/** Looks before a thread goes to sleep: a barrier is mostly a few microseconds away, and pure spinning starves shared cores. */
const spins = 2000;
/** A thread that has not come after this long has died. */
const patienceMs = 30_000;

/** A barrier of two shared integers: who has arrived, and how often all have. */
export class SharedBarrier implements Barrier {
  private readonly counts: Int32Array;
  private readonly threads: number;

  constructor(counts: Int32Array, threads: number) {
    this.counts = counts;
    this.threads = threads;
  }

  wait(): void {
    const { counts } = this;
    const round = Atomics.load(counts, 1);
    if (Atomics.add(counts, 0, 1) === this.threads - 1) {
      Atomics.store(counts, 0, 0);
      Atomics.add(counts, 1, 1);
      Atomics.notify(counts, 1);
      return;
    }
    for (let i = 0; i < spins; i++) if (Atomics.load(counts, 1) !== round) return;
    while (Atomics.load(counts, 1) === round)
      if (Atomics.wait(counts, 1, round, patienceMs) === "timed-out") throw new Error("a thread of this run did not come to the barrier");
  }
}
