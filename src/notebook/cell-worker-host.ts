import { expose, transfer, wrap } from "comlink";
import type { EngineApi } from "../engine/protocol";
import { startWorker } from "../engine/workers";
import type { CellEngine } from "./cell-api";
import type { CellOutput } from "./cell-output";
import type { CellRequest, CellResult } from "./cell-runtime";
import { lendEngine } from "./engine-loan";
import type { CellHost } from "./kernel";

/** What the page answers to the cell worker, over a port of its own. */
export type CellServices = CellEngine & { print(cell: string, output: CellOutput): void };

/** What the cell worker answers to the page. */
export interface CellWorkerApi {
  connect(services: MessagePort): void;
  evaluate(request: CellRequest): Promise<CellResult>;
}

/** Starts a worker for cells and lends it the engine. Every call settles, also when the worker dies or is ended. */
export function startCellWorker(engine: EngineApi, print: (cell: string, output: CellOutput) => void): CellHost {
  const worker = startWorker("cell");
  const loan = lendEngine(engine);
  const { port1, port2 } = new MessageChannel();
  const services: CellServices = { ...loan.engine, print };
  expose(services, port1);
  const remote = wrap<CellWorkerApi>(worker);
  const connected = remote.connect(transfer(port2, [port2]));

  let fail: (reason: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => (fail = reject));
  failure.catch(() => undefined); // it may come while nobody waits
  worker.addEventListener("error", (event) => fail(new Error(event.message || "its script could not be loaded")));
  worker.addEventListener("messageerror", () => fail(new Error("it sent something unreadable")));

  return {
    evaluate: (request) => Promise.race([connected.then(() => remote.evaluate(request)), failure]),
    terminate() {
      worker.terminate();
      port1.close();
      loan.end();
      fail(new Error("it was ended"));
    },
  };
}
