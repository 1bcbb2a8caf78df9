import websocket from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { apiRoot } from "../../src/engine/protocol-http";
import type { Principal } from "../accounts/accounts";
import { runsOf } from "../owned-runs";
import type { ServerParts } from "../parts";
import { originMayCall } from "../shield";
import { FrameStream } from "../streams/frame-stream";
import { LiveSources } from "../streams/live-sources";
import { realClock } from "../streams/real-clock";
import { SendQueue } from "../streams/send-queue";
import { heartbeatMs, StreamSession } from "../streams/stream-session";
import { toldOf } from "../streams/told";

/** Bytes of one message from a client. */
const maxPayload = 64 * 1024;
/** Codes of RFC 6455, section 7.4. */
const policyViolation = 1008;
const unexpected = 1011;
const tryLater = 1013;

/** WebSockets: the reference's two streams, and the frames of a run for whoever watches it. */
export async function streamRoutes(app: FastifyInstance, parts: ServerParts): Promise<void> {
  const { engine, accounts, config } = parts;
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

  /** Takes a connection in, unless there are too many or it comes from a page that may not call. */
  const admit = (socket: WebSocket, request: FastifyRequest, beat: () => void): boolean => {
    const { origin, host } = request.headers;
    if (origin !== undefined && !originMayCall(origin, host, config)) {
      socket.close(policyViolation, "pages of this origin may not call");
      return false;
    }
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
    app.get(path, { websocket: true, config: { access: "public" }, schema: { hide: true } }, async (socket, request) => {
      const said: string[] = [];
      const early = (data: Buffer) => void said.push(data.toString());
      // What is said while it is being found out who speaks must not be lost.
      socket.on("message", early);
      const principal = await known(accounts.identify(request));
      const queue = new SendQueue(
        (text, taken) => socket.send(text, taken),
        () => socket.terminate(),
      );
      const session = new StreamSession({
        queue,
        sources,
        accounts,
        principal,
        from: request.ip,
        now: Date.now,
        hangUp: (code, reason) => socket.close(code, reason),
      });
      if (!admit(socket, request, () => session.beat())) return;
      socket.off("message", early);
      const receive = (text: string) => void session.receive(text);
      said.forEach(receive);
      socket.on("message", (data: Buffer) => receive(data.toString()));
      socket.on("close", () => session.end());
      socket.on("error", () => socket.terminate());
    });
  }

  app.get(`${apiRoot}/runs/:run/frames`, { websocket: true, config: { access: "run" }, schema: { hide: true } }, (socket, request) => {
    let alive = true;
    const beat = () => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    };
    if (!admit(socket, request, beat)) return;
    const { run } = request.params as { run: string };
    const stream = new FrameStream(
      runsOf(request.principal!.userId, engine),
      run,
      (packet) => new Promise((resolve, reject) => socket.send(packet, (error) => (error ? reject(error) : resolve()))),
      (error) => {
        request.log.info({ err: error }, "a frame stream ended");
        socket.send(JSON.stringify({ error: toldOf(error) }), () => socket.close(unexpected, "see the last message"));
      },
    );
    socket.on("pong", () => (alive = true));
    socket.on("message", (data: Buffer) => {
      alive = true;
      stream.receive(data.toString());
    });
    socket.on("close", () => stream.end());
    socket.on("error", () => socket.terminate());
  });
}

/** Nobody yet where the headers do not say: the key may come in a message. */
const known = (asked: Promise<Principal | null>): Promise<Principal | null> => asked.catch(() => null);
