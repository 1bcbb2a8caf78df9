type Listener = (event: { data?: unknown; message?: string }) => void;

/** What the port of a thread of Node and the thread itself have alike. */
interface ThreadEnd {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on(type: string, handler: (given: unknown) => void): unknown;
  off(type: string, handler: (given: unknown) => void): unknown;
  terminate?(): unknown;
}

/** What both sides of a thread of the page have, over one of Node's. */
export interface ThreadEndpoint {
  postMessage(message: unknown, transfer?: unknown[]): void;
  addEventListener(type: string, listener: unknown): void;
  removeEventListener(type: string, listener: unknown): void;
  terminate(): void;
}

/** One end of a thread in Node, to be spoken to as the page speaks to its workers. */
export function endpointOf(end: ThreadEnd): ThreadEndpoint {
  const handlers = new Map<unknown, (given: unknown) => void>();
  return {
    postMessage: (message, transfer = []) => end.postMessage(message, transfer as ArrayBuffer[]),
    addEventListener(type, listener) {
      const told = listener as Listener;
      const handler = (given: unknown) => told(given instanceof Error ? { message: given.message } : { data: given });
      handlers.set(listener, handler);
      end.on(type, handler);
    },
    removeEventListener(type, listener) {
      const handler = handlers.get(listener);
      if (handler) end.off(type, handler);
      handlers.delete(listener);
    },
    terminate: () => void end.terminate?.(),
  };
}
