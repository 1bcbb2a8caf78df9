import { isPassing } from "../database/away";

const firstWait = 50;
const longestWait = 2000;

/**
 * Does something with the database, again and again while that is away or too busy to answer in time (`isPassing`); for what may be done twice. Gives up,
 * with the last error, when the signal says so.
 */
export async function patiently<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let wait = firstWait; ; wait = Math.min(longestWait, wait * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || signal?.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
