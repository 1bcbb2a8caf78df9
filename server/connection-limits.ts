import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { FastifyHttpOptions, FastifyInstance } from "fastify";
import type { AuditLog } from "./audit/audit-log";
import { events } from "./audit/events";
import { recordRefusals } from "./audit/record-refusals";

/** How long a caller may take, in milliseconds, and how many may be connected. */
export interface ConnectionLimits {
  /** For the headers of a request. */
  headers: number;
  /** For a whole request, with its body. */
  request: number;
  /** How often connections are looked at. */
  check: number;
  /** Once the server closes, for requests under way and for WebSockets to end. */
  grace: number;
  connections: number;
}

export const connectionLimits: ConnectionLimits = { headers: 15_000, request: 300_000, check: 5_000, grace: 5_000, connections: 4096 };

/** While a server closes, connections on which everything has been answered are looked for so often. */
const idleCheck = 50;

/** Guards a server against callers that hold connections without asking anything (slow loris), too many of them, and what is no HTTP. */
export function guardConnections(audit: AuditLog, { headers, request, check, grace, connections }: ConnectionLimits) {
  const record = recordRefusals(audit);
  const tell = (address = "unknown", reason: string) => record(events.suspiciousActivity({ sourceIp: address, resource: "connection" }, reason));
  const options: Pick<FastifyHttpOptions<Server>, "http" | "requestTimeout" | "clientErrorHandler"> = {
    requestTimeout: request,
    http: { connectionsCheckingInterval: check },
    clientErrorHandler(error, socket) {
      if (error.code === "ECONNRESET" || socket.destroyed) return;
      const [status, reason] = faults[error.code] ?? ["400 Bad Request", "malformed request"];
      tell(socket.remoteAddress, reason);
      if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      socket.destroy(error);
    },
  };
  return {
    options,
    guard(app: FastifyInstance): void {
      const { server } = app;
      server.headersTimeout = headers;
      server.requestTimeout = request;
      server.maxConnections = connections;
      server.on("drop", (dropped) => tell(dropped?.remoteAddress, "too many connections"));
      endConnections(app, grace);
    },
  };
}

/**
 * A server that closes waits for its connections, however long others hold them: idle ones are closed at once and as soon as they are idle, all that are left
 * after the grace. Those that became WebSockets are among them, which Node's own closeAllConnections() does not know any more.
 */
function endConnections(app: FastifyInstance, grace: number): void {
  const { server } = app;
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  app.addHook("preClose", async () => {
    if (!server.listening) return;
    server.closeIdleConnections();
    const idle = setInterval(() => server.closeIdleConnections(), idleCheck);
    const last = setTimeout(() => open.forEach((socket) => socket.destroy()), grace);
    server.once("close", () => {
      clearInterval(idle);
      clearTimeout(last);
    });
  });
}

const faults: Record<string, readonly [status: string, reason: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "request too slow"],
  HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "headers too large"],
};
