/** How runs are carried out beside one another. */
export interface CarryOut<Run, Result> {
  runs: readonly Run[];
  /** Runs begun and not yet ended, at most: about the number of threads. */
  atOnce: number;
  work(run: Run): Promise<Result>;
  /** Told of each as it ends, in whatever order; the next one is not begun before this is done, so that nothing is lost. */
  ended(run: Run, result: Result): Promise<void> | void;
  /** Resolves when another run may be begun: at once, or after a pause. False ends the whole after what is in progress. */
  mayBegin?(): Promise<boolean>;
}

/**
 * Carries out many runs, a bounded number at a time. Resolves when all have ended, or those in progress after `mayBegin` said no.
 * Rejects with the first failure; no further run is begun then.
 */
export async function carryOut<Run, Result>({ runs, atOnce, work, ended, mayBegin = async () => true }: CarryOut<Run, Result>): Promise<void> {
  let next = 0;
  let stopped = false;
  const worker = async () => {
    try {
      while (!stopped && next < runs.length && (await mayBegin())) {
        const run = runs[next++];
        if (run === undefined || stopped) return;
        await ended(run, await work(run));
      }
    } catch (error) {
      stopped = true;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, runs.length)) }, worker));
}
