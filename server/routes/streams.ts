import websocket from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { WorkbenchError } from "../../src/core/errors";
import { apiRoot } from "../../src/engine/protocol-http";
import type { Principal } from "../accounts/accounts";
import { runsOf } from "../owned-runs";
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
/** Codes of RFC 6455, section 7.4. */
const policyViolation = 1008;
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

  app.get(`${apiRoot}/runs/:run/frames`, { websocket: true, config: { access: "public" }, schema: { hide: true } }, async (socket, request) => {
    let alive = true;
    const beat = () => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    };
    if (!admit(socket, request, beat)) return;
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
    const identified = known(accounts.identify(request));
    /** One message after the other: what is asked for waits until it is known who asks. */
    let turn: Promise<void> = identified.then(() => undefined);
    const receive = async (text: string) => {
      const asked = readFrameRequest(text);
      if (asked.type === "auth") enter(await accounts.identifyKey(asked.api_key, request.ip));
      else if (asked.type === "stop") stream?.stop();
      else (stream ?? enter(await identified)).pull(asked);
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

/** Nobody yet where the headers do not say: the key may come in a message. */
const known = (asked: Promise<Principal | null>): Promise<Principal | null> => asked.catch(() => null);
