/** Codes of PostgreSQL and of sockets that say nothing of the query: the database is restarting, or out of reach for a while. */
const passing = /^(08\w{3}|57P0[123]|53300|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/;
const passingWords = /connection terminated|timeout exceeded when trying to connect|connection timeout|the database system is/i;

export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return passing.test(code ?? "") || passingWords.test(error.message);
}

const firstWait = 50;
const longestWait = 2000;

/**
 * Does something with the database, again and again while that is out of reach; for what may be done twice. Gives up, with the last error, when
 * the signal says so.
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
