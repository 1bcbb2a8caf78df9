import { WorkbenchError, type ErrorRecord } from "../core/errors";
import { decodePacket } from "./frame-codec";
import type { FieldFrame, RunId } from "./protocol";
import { apiRoot } from "./protocol-http";
import { serverAddress, type ServerConnection } from "./server-http";

export interface RemoteFrames {
  /**
   * Advances and resolves to the state; calls may overlap, their frames come in order. Null where no such connection can be had: ask over HTTP then.
   * "dismissed" where the server ended the connection while it was answering: how far it came it tells over HTTP, or why nobody may ask any more.
   */
  pull(steps: number, watched?: readonly string[]): Promise<FieldFrame | "dismissed" | null>;
  close(): void;
}

/** How a server ends a connection against its rules, such as that of somebody whose key was revoked meanwhile (RFC 6455, section 7.4). */
const policyViolation = 1008;
/** Longest wait for the connection, in milliseconds. */
const openMs = 5000;

interface Waiting {
  resolve(frame: FieldFrame | "dismissed" | null): void;
  reject(error: WorkbenchError): void;
}

/** Frames of one run over a WebSocket: no request and no headers for each, as one watches the run. */
export function remoteFrames({ url, credential }: ServerConnection, run: RunId, Socket: typeof WebSocket): RemoteFrames {
  const address = `${serverAddress(url).replace(/^http/, "ws")}${apiRoot}/runs/${encodeURIComponent(run)}/frames`;
  let waiting: Waiting[] = [];
  let opened = false;
  const socket = new Socket(address);
  socket.binaryType = "arraybuffer";
  const ready = new Promise<boolean>((resolve) => {
    // Some proxies neither pass such a connection on nor refuse it.
    const late = setTimeout(() => socket.close(), openMs);
    socket.onopen = () => {
      clearTimeout(late);
      opened = true;
      if (credential.kind === "key") socket.send(JSON.stringify({ type: "auth", api_key: credential.key }));
      resolve(true);
    };
    socket.onclose = ({ code }) => {
      clearTimeout(late);
      resolve(false);
      const broken = new WorkbenchError(
        "server/unreachable",
        [],
        `the connection to ${new URL(address).host} broke while it was answering; try again`,
      );
      for (const { resolve: give, reject } of waiting) {
        if (!opened) give(null);
        else if (code === policyViolation) give("dismissed");
        else reject(broken);
      }
      waiting = [];
    };
  });
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    const next = waiting.shift();
    if (!next) return;
    if (data instanceof ArrayBuffer) return next.resolve(decodePacket(new Uint8Array(data)) as FieldFrame);
    const { error } = JSON.parse(String(data)) as { error: ErrorRecord };
    next.reject(WorkbenchError.fromJSON(error));
  };
  return {
    async pull(steps, watched) {
      if (!(await ready) || socket.readyState !== Socket.OPEN) return null;
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        socket.send(JSON.stringify({ type: "pull", steps, ...(watched && { watched }) }));
      });
    },
    close: () => socket.close(),
  };
}
