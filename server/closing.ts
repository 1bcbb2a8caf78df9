/** What a program has opened, to be closed when it ends. */
export interface Closing {
  /** Adds a part under the name that a log calls it by. */
  add(part: string, close: () => unknown): void;
  /** Closes all parts, the last one first and each once. Always resolves. */
  close(): Promise<void>;
}

/** A part gets so long, in milliseconds: longer than it takes to find that a database is out of reach. */
const usualPatience = 10_000;

/** One part that cannot be closed keeps no other from it: what fails, or takes too long, is told and left behind. */
export function closingInTurn(tell: (fault: unknown, words: string) => void, patience = usualPatience): Closing {
  const parts: { part: string; close: () => unknown }[] = [];
  let closed: Promise<void> | null = null;

  async function closeAll(): Promise<void> {
    for (let next = parts.pop(); next !== undefined; next = parts.pop()) {
      const { part, close } = next;
      await inTime(close, patience).catch((error: unknown) => tell(error, `${part} could not be closed`));
    }
  }

  return {
    add: (part, close) => void parts.push({ part, close }),
    close: () => (closed ??= closeAll()),
  };
}

async function inTime(close: () => unknown, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it was not done within ${patience / 1000} s`)), patience);
  });
  try {
    await Promise.race([(async () => close())(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
