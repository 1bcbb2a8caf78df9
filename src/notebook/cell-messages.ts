import type { ErrorRecord } from "../core/errors";
import type { CellServices } from "./api/family";
import type { CellNews, RunRequest } from "./cell-host";

/** What cells may ask of the page, by name. */
export const serviceNames = [
  "open",
  "advance",
  "close",
  "analyse",
  "samplePoint",
  "endPoints",
  "load",
] as const satisfies readonly (keyof CellServices)[];
export type ServiceName = (typeof serviceNames)[number];

/** From the page to the thread of the cells. */
export type ToCells =
  { kind: "run"; request: RunRequest } | { kind: "answer"; id: number; value: unknown } | { kind: "refusal"; id: number; error: ErrorRecord };

/** From the thread of the cells to the page. */
export type FromCells =
  { kind: "news"; news: CellNews } | { kind: "settled"; serial: number } | { kind: "ask"; id: number; name: ServiceName; args: unknown[] };

/** What both ends of a channel have, in a browser and in Node. */
export interface CellPort {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  onMessage(handler: (message: unknown) => void): void;
  close(): void;
}

/** One end of a MessageChannel. */
export function portOf(port: MessagePort): CellPort {
  return {
    postMessage: (message, transfer = []) => port.postMessage(message, transfer),
    onMessage(handler) {
      port.onmessage = ({ data }) => handler(data);
    },
    close: () => port.close(),
  };
}
