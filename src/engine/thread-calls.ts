import { expose as comlinkExpose, transfer, wrap } from "comlink";
import { buffersIn } from "../core/buffers-in";
import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";

/** An object whose every method is asynchronous: what can stand behind a thread. */
export type Asynchronous = { [name: string]: (...args: never[]) => Promise<unknown> };

type Answer = { value: unknown } | { error: ErrorRecord };

/** Offers an object to whoever started this thread. Errors cross as records; the buffers of results are handed over, not copied. */
export function offer(api: object, endpoint?: Parameters<typeof comlinkExpose>[1]): void {
  const call = async (name: string, args: unknown[]): Promise<Answer> => {
    try {
      const method = (api as Record<string, (...given: unknown[]) => Promise<unknown>>)[name]!;
      const value = await method(...args);
      return transfer({ value }, buffersIn(value));
    } catch (error) {
      return { error: toRecord(error) };
    }
  };
  comlinkExpose({ call }, endpoint);
}

/** The other end of `offer`: calls return promises that always settle, also when the thread dies or is ended. */
export function connect<T extends object>(worker: Worker): T & { dispose(): void } {
  const remote = wrap<{ call(name: string, args: unknown[]): Promise<Answer> }>(worker);
  const waiting = new Set<(error: WorkbenchError) => void>();
  const fail = (sentence: string) => {
    for (const reject of waiting) reject(new WorkbenchError("internal", [], sentence));
    waiting.clear();
  };
  worker.addEventListener("error", (event) => fail(`a worker stopped: ${event.message || "its script could not be loaded"}. Reload the page`));
  worker.addEventListener("messageerror", () => fail("a worker sent something unreadable. Reload the page"));
  let ended: (() => WorkbenchError) | null = null;
  const end = (why: () => WorkbenchError) => {
    ended ??= why;
    for (const reject of waiting) reject(ended());
    waiting.clear();
  };
  // Told by threads of Node alone, whatever they died of: a page's worker outlives its errors.
  worker.addEventListener("exit", () => end(() => new WorkbenchError("internal", [], "a thread died")));
  const dispose = () => {
    end(() => new WorkbenchError("run/cancelled", [], "the worker was ended"));
    worker.terminate();
  };
  const call = (name: string, args: unknown[]) =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended());
      waiting.add(reject);
      remote.call(name, args).then(
        (answer) => {
          waiting.delete(reject);
          if ("error" in answer) reject(WorkbenchError.fromJSON(answer.error));
          else resolve(answer.value);
        },
        (error: unknown) => {
          waiting.delete(reject);
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  return new Proxy({} as T & { dispose(): void }, {
    get: (_, name) => {
      if (name === "dispose") return dispose;
      // A proxy that is awaited or inspected is no promise.
      if (typeof name !== "string" || name === "then") return undefined;
      return (...args: unknown[]) => call(name, args);
    },
  });
}
