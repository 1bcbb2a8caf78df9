import websocket from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import { WorkbenchError } from "../../src/core/errors";
import { apiRoot } from "../../src/engine/protocol-http";
import { reidentifyMs } from "../accounts/reidentify";
import { circumstances, events } from "../audit/events";
import { recordRefusals } from "../audit/record-refusals";
import { runsOf } from "../owned-runs";
import type { ServerParts } from "../parts";
import { originMayCall } from "../shield";
import { Caller, signInMs } from "../streams/caller";
import { FrameSession } from "../streams/frame-session";
import { FrameStream } from "../streams/frame-stream";
import { keysInMessages } from "../streams/keys-in-messages";
import { SendQueue, type QueueLimits } from "../streams/send-queue";
import { heartbeatMs, StreamSession } from "../streams/stream-session";

/** Bytes of one message from a client: the longest names 64 fields. */
const maxPayload = 16 * 1024;
/** Who does not answer that the connection ends is cut off after so long, in milliseconds. */
const goodbyeMs = 5000;
/** RFC 6455, section 7.4. */
const tryLater = 1013;

/** What is asked of connections, and how often; in milliseconds. */
const usualTimes = { heartbeat: heartbeatMs, reidentify: reidentifyMs, signIn: signInMs, goodbye: goodbyeMs };

/** Either kind of session. */
interface Talk {
  receive(text: string): Promise<void>;
  beat(): void;
  end(): void;
}

/** WebSockets: the reference's two streams, and the frames of a run for whoever watches it. */
export async function streamRoutes(app: FastifyInstance, parts: ServerParts, times = usualTimes): Promise<void> {
  const { engine, streams, accounts, audit, config } = parts;
  const identifyKey = keysInMessages(parts);
  const record = recordRefusals(audit);
  const talks = new Map<Caller, Talk>();
  await app.register(websocket, { options: { maxPayload, perMessageDeflate: false } });
  const heartbeat = setInterval(() => {
    for (const talk of talks.values()) talk.beat();
  }, times.heartbeat).unref();
  const reidentify = setInterval(() => {
    for (const caller of talks.keys()) void caller.askAgain();
  }, times.reidentify).unref();
  app.addHook("preClose", async () => {
    clearInterval(heartbeat);
    clearInterval(reidentify);
    await streams.closeAll();
  });

  /** Before the connection is there: a key or session that came along is checked, and pages that may not call are refused. Others say a key in a message. */
  const opening = async (request: FastifyRequest) => {
    request.principal = await accounts.identify(request);
    const { origin, host } = request.headers;
    if (origin === undefined || originMayCall(origin, host, config)) return;
    record(events.suspiciousActivity(circumstances(request), "WebSocket from another site"));
    throw new WorkbenchError("server/refused", [], "pages of this origin may not call; list it in MFN_CORS_ORIGINS");
  };
  /** What both kinds of routes have in common. */
  const socketRoute = { websocket: true, config: { access: "public" }, schema: { hide: true }, preValidation: opening } as const;

  /** Takes a connection in, unless there are too many. */
  const admit = (socket: WebSocket, request: FastifyRequest, begin: (caller: Caller) => Talk): void => {
    socket.on("error", () => socket.terminate());
    if (talks.size >= config.maxSockets) return socket.close(tryLater, "this server has as many connections as it takes");
    const caller = new Caller({
      principal: request.principal,
      ask: () => accounts.identify(request),
      identifyKey: identifyKey(request),
      now: () => performance.now(),
      signInMs: times.signIn,
      hangUp(code, reason) {
        talk.end();
        socket.close(code, closeReason(reason));
        setTimeout(() => socket.terminate(), times.goodbye).unref();
      },
    });
    const talk = begin(caller);
    talks.set(caller, talk);
    parts.metrics.sockets.inc();
    socket.on("message", (data: Buffer) => {
      if (!caller.gone) void talk.receive(data.toString());
    });
    socket.on("close", () => {
      talks.delete(caller);
      parts.metrics.sockets.dec();
      caller.end();
      talk.end();
    });
  };

  const queueOf = (socket: WebSocket, caller: Caller, limits?: Partial<QueueLimits>) =>
    new SendQueue(
      (text, taken) => socket.send(text, taken),
      (why) => (why === "broken" ? socket.terminate() : caller.dismiss("the answers are not read; read them before asking for more")),
      limits,
    );

  for (const path of ["/ws/stream_features", "/ws/simulation_live"]) {
    app.get(path, socketRoute, (socket, request) =>
      admit(socket, request, (caller) => new StreamSession({ queue: queueOf(socket, caller), sources: streams, caller, now: Date.now })),
    );
  }

  app.get(`${apiRoot}/runs/:run/frames`, socketRoute, (socket, request) => {
    const { run } = request.params as { run: string };
    const send = (packet: Uint8Array) => new Promise<void>((resolve, reject) => socket.send(packet, (error) => (error ? reject(error) : resolve())));
    admit(socket, request, (caller) => {
      const session = new FrameSession({
        caller,
        queue: queueOf(socket, caller, { inFlightBytes: Infinity }),
        open: ({ userId }, fail) => new FrameStream(runsOf(userId, engine), run, send, fail),
        ping: () => socket.ping(),
        drop: () => socket.terminate(),
      });
      socket.on("pong", () => session.alive());
      return session;
    });
  });
}

/** A closing frame has room for 123 bytes of reason (RFC 6455, section 5.5); a character that does not fit is left out whole. */
const closeReason = (reason: string): string => new TextDecoder().decode(Buffer.from(reason).subarray(0, 123), { stream: true });
