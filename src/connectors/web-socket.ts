import { WorkbenchError } from "../core/errors";

/** What somebody who listens is told. */
export interface LiveListener {
  onOpen(): void;
  onMessage(text: string): void;
  /** The last call: why the source is gone, or null where it was closed on purpose. */
  onClose(problem: WorkbenchError | null): void;
}

export type ConnectLive = (address: string, listener: LiveListener) => { close(): void };

/** Closings that are no failure: done, going away (RFC 6455, section 7.4.1). */
const orderly = new Set([1000, 1001]);

/** The address of a live source. @throws WorkbenchError `usage` for one that is none. */
export function liveAddress(text: string): string {
  const given = text.trim();
  let url: URL | null = null;
  try {
    url = new URL(given);
  } catch {
    // Told below, with every other address that will not do.
  }
  if (url && /^wss?:$/.test(url.protocol)) return url.href;
  throw new WorkbenchError("usage", [], `"${given}" is not the address of a live source; it should look like wss://example.org/feed`);
}

/** Listens to a WebSocket (RFC 6455). Text messages alone are read; a binary one ends it. */
export const connectWebSocket: ConnectLive = (address, { onOpen, onMessage, onClose }) => {
  const socket = new WebSocket(liveAddress(address));
  let opened = false;
  let told = false;
  const end = (problem: WorkbenchError | null) => {
    if (told) return;
    told = true;
    socket.close();
    onClose(problem);
  };
  socket.onopen = () => {
    opened = true;
    onOpen();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (told) return;
    if (typeof data === "string") return onMessage(data);
    end(new WorkbenchError("data/unreadable", ["message"], "the source sends binary messages; text with numbers or JSON is needed"));
  };
  socket.onclose = ({ code, reason }) => {
    if (opened && orderly.has(code)) return end(null);
    const why = opened ? `the source ended the connection with code ${code}${reason ? ` (${reason})` : ""}` : "no connection could be made";
    end(
      new WorkbenchError(
        "server/unreachable",
        [address],
        `${why}. See whether it runs, whether its address is right, and, on a page served over https, that it is wss`,
      ),
    );
  };
  return { close: () => end(null) };
};
