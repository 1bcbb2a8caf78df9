import websocket from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { WorkbenchError } from "../../src/core/errors";
import { apiRoot } from "../../src/engine/protocol-http";
import type { Principal } from "../accounts/accounts";
import { runsOf } from "../owned-runs";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { originMayCall } from "../shield";
import { FrameStream, readFrameRequest } from "../streams/frame-stream";
import { LiveSources } from "../streams/live-sources";
import { realClock } from "../streams/real-clock";
import { SendQueue } from "../streams/send-queue";
import { heartbeatMs, StreamSession } from "../streams/stream-session";
import { toldOf } from "../streams/told";

/** Bytes of one message from a client. */
const maxPayload = 64 * 1024;
/** RFC 6455, section 7.4. */
const tryLater = 1013;

/** WebSockets: the reference's two streams, and the frames of a run for whoever watches it. */
export async function streamRoutes(app: FastifyInstance, parts: ServerParts): Promise<void> {
  const { engine, accounts, audit, config } = parts;
  const sources = new LiveSources(engine, realClock);
  const beats = new Map<WebSocket, () => void>();
  await app.register(websocket, { options: { maxPayload, perMessageDeflate: false } });
  const timer = setInterval(() => {
    for (const beat of beats.values()) beat();
    void sources.closeDeserted();
  }, heartbeatMs).unref();
  app.addHook("preClose", async () => {
    clearInterval(timer);
    await sources.closeAll();
  });

  /** Before the connection is there: a key or session that came along is checked, and pages that may not call are refused. Others say a key in a message. */
  const opening = async (request: FastifyRequest) => {
    request.principal = await accounts.identify(request);
    const { origin, host } = request.headers;
    if (origin === undefined || originMayCall(origin, host, config)) return;
    void audit.record(events.suspiciousActivity(circumstances(request), "WebSocket from another site"));
    throw new WorkbenchError("server/refused", [], "pages of this origin may not call; list it in MFN_CORS_ORIGINS");
  };
  /** What both kinds of routes have in common. */
  const socketRoute = { websocket: true, config: { access: "public" }, schema: { hide: true }, preValidation: opening } as const;

  /** Takes a connection in, unless there are too many. */
  const admit = (socket: WebSocket, beat: () => void): boolean => {
    if (beats.size >= config.maxSockets) {
      socket.close(tryLater, "this server has as many connections as it takes");
      return false;
    }
    beats.set(socket, beat);
    parts.metrics.sockets.inc();
    socket.on("close", () => {
      beats.delete(socket);
      parts.metrics.sockets.dec();
    });
    return true;
  };

  for (const path of ["/ws/stream_features", "/ws/simulation_live"]) {
    app.get(path, socketRoute, (socket, request) => {
      const queue = new SendQueue(
        (text, taken) => socket.send(text, taken),
        () => socket.terminate(),
      );
      const session = new StreamSession({
        queue,
        sources,
        accounts,
        principal: request.principal,
        from: request.ip,
        now: Date.now,
        hangUp: (code, reason) => socket.close(code, reason),
      });
      if (!admit(socket, () => session.beat())) return;
      socket.on("message", (data: Buffer) => void session.receive(data.toString()));
      socket.on("close", () => session.end());
      socket.on("error", () => socket.terminate());
    });
  }

  app.get(`${apiRoot}/runs/:run/frames`, socketRoute, (socket, request) => {
    let alive = true;
    const beat = () => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    };
    if (!admit(socket, beat)) return;
    const { run } = request.params as { run: string };
    const fail = (error: unknown) => socket.send(JSON.stringify({ error: toldOf(error) }));
    let stream: FrameStream | null = null;
    const enter = (principal: Principal | null) => {
      if (principal === null) throw new WorkbenchError("server/unauthorised", [], "send an auth message with an API key first");
      if (!principal.scopes.includes("run")) throw new WorkbenchError("server/refused", [], `${principal.name} may not compute here`);
      const send = (packet: Uint8Array) =>
        new Promise<void>((resolve, reject) => socket.send(packet, (error) => (error ? reject(error) : resolve())));
      stream ??= new FrameStream(runsOf(principal.userId, engine), run, send, fail);
      return stream;
    };
    /** One message after the other: what is asked for waits until it is known who asks. */
    let turn = Promise.resolve();
    const receive = async (text: string) => {
      const asked = readFrameRequest(text);
      if (asked.type === "auth") enter(await accounts.identifyKey(asked.api_key, request.ip));
      else if (asked.type === "stop") stream?.stop();
      else (stream ?? enter(request.principal)).pull(asked);
    };
    socket.on("pong", () => (alive = true));
    socket.on("message", (data: Buffer) => {
      alive = true;
      turn = turn.then(() => receive(data.toString())).catch(fail);
    });
    socket.on("close", () => stream?.end());
    socket.on("error", () => socket.terminate());
  });
}
