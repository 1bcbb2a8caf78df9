import { buffersIn } from "../core/buffers-in";
import { toRecord, WorkbenchError } from "../core/errors";
import type { CellServices } from "./api/family";
import type { CellHost, CellNews } from "./cell-host";
import type { CellPort, ToCells } from "./cell-messages";
import { readFromCells } from "./check-messages";
import { outputBudget } from "./output-budget";

/** A thread in which cells run, as whoever started it holds it. */
export interface CellThread {
  port: CellPort;
  /** Resolves with words when it breaks down; never otherwise. */
  broken: Promise<string>;
  terminate(): void;
}

/** Asks that cells may have under way; what is beyond that is refused: no honest thread asks for more. */
const mostAsks = 64;

/** Messages in a second; an honest thread sends some hundreds at most. */
const mostMessages = 3000;

/** The page's end: what comes from cells is checked before it is believed, for their thread may be in anybody's hands. */
export function connectCells(thread: CellThread, services: CellServices, tell: (news: CellNews) => void): CellHost {
  const { port } = thread;
  const settled = new Map<number, () => void>();
  let ended = false;
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  failure.catch(() => undefined); // it may come while nobody waits
  void thread.broken.then((why) => fail(new Error(why)));
  const post = (message: ToCells, transfer?: ArrayBuffer[]) => !ended && port.postMessage(message, transfer);
  let asks = 0;

  async function answer(id: number, name: keyof CellServices, args: readonly unknown[]): Promise<void> {
    asks++;
    try {
      if (asks > mostAsks) throw new WorkbenchError("usage", [], "too many calls at once");
      const value = await (services[name] as (...given: unknown[]) => Promise<unknown>)(...args);
      post({ kind: "answer", id, value }, buffersIn(value));
    } catch (error) {
      post({ kind: "refusal", id, error: toRecord(error) });
    } finally {
      asks--;
    }
  }

  const within = outputBudget();
  let [second, heard] = [0, 0];
  port.onMessage((data) => {
    if (ended) return;
    const now = Math.floor(performance.now() / 1000);
    [second, heard] = now === second ? [second, heard + 1] : [now, 1];
    if (heard > mostMessages) {
      ended = true;
      thread.terminate();
      port.close();
      return fail(new Error("it sent more than a page can read"));
    }
    const message = readFromCells(data);
    if (message?.kind === "news") tell(within(message.news));
    if (message?.kind === "ask") void answer(message.id, message.name, message.args);
    if (message?.kind === "settled") {
      settled.get(message.serial)?.();
      settled.delete(message.serial);
    }
  });

  return {
    run(request) {
      const done = new Promise<void>((resolve) => settled.set(request.serial, resolve));
      post({ kind: "run", request });
      return Promise.race([done, failure]);
    },
    terminate() {
      ended = true;
      thread.terminate();
      port.close();
      fail(new Error("it was ended"));
    },
  };
}
