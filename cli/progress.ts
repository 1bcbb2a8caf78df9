import type { Io } from "./command";

/** Milliseconds between two reports. */
const onScreen = 200;
const inLog = 10_000;

/**
 * Tells on standard error how far a long call has come: on one line for a person, now and then for a log.
 * @param report what to say at the moment.
 */
export async function withProgress<T>(io: Io, report: () => Promise<string>, work: Promise<T>): Promise<T> {
  let shown = false;
  const tell = async () => {
    const text = await report().catch(() => null);
    if (text === null) return;
    io.err(io.interactive ? `\r\u001b[2K${text}` : `${text}\n`);
    shown = true;
  };
  const timer = setInterval(() => void tell(), io.interactive ? onScreen : inLog);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (shown && io.interactive) io.err("\r\u001b[2K");
  }
}
