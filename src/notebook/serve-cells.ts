import { WorkbenchError } from "../core/errors";
import type { CellServices } from "./api/family";
import { serviceNames, type CellPort, type FromCells, type ToCells } from "./cell-messages";
import { createCellRuntime, type CellModule } from "./cell-runtime";

/** Asks that are under way at a time; the others wait, so that no loop can bury the page. */
const mostAsks = 32;

/** Runs cells in this thread for the page at the other end of the port. */
export function serveCells(port: CellPort, load: (code: string) => Promise<CellModule>): void {
  const post = (message: FromCells) => port.postMessage(message);
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const queue: (() => void)[] = [];
  let asked = 0;

  const next = () => {
    while (waiting.size < mostAsks && queue.length > 0) queue.shift()!();
  };
  const ask =
    (name: (typeof serviceNames)[number]) =>
    (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        queue.push(() => {
          const id = ++asked;
          waiting.set(id, { resolve, reject });
          post({ kind: "ask", id, name, args });
        });
        next();
      });
  const services = Object.fromEntries(serviceNames.map((name) => [name, ask(name)])) as unknown as CellServices;
  const runtime = createCellRuntime({ services, load, tell: (news) => post({ kind: "news", news }) });

  port.onMessage((data) => {
    const message = data as ToCells;
    if (message.kind === "run") {
      const { serial } = message.request;
      void runtime.run(message.request).then(() => post({ kind: "settled", serial }));
      return;
    }
    const waits = waiting.get(message.id);
    waiting.delete(message.id);
    next();
    if (message.kind === "answer") waits?.resolve(message.value);
    else waits?.reject(WorkbenchError.fromJSON(message.error));
  });
}
