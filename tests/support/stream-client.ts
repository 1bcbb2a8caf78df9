import type { FastifyInstance } from "fastify";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { createServer } from "../../server/app";
import type { ServerParts } from "../../server/parts";
import { decodePacket } from "../../src/engine/frame-codec";
import type { FieldFrame } from "../../src/engine/protocol";
import { key, testParts, type TestOptions } from "./server-parts";

/** What a stream says. */
export interface Message {
  type: string;
  stream_id?: string;
  timestamp: number;
  payload: Record<string, unknown> & { message?: string; code?: string };
}

const apps: FastifyInstance[] = [];

/** To be called after each test. */
export async function closeServers(): Promise<void> {
  await Promise.all(apps.splice(0).map((app) => app.close()));
}

/** The address of a server that listens on a free port. */
export const listeningServer = (options: TestOptions = {}): Promise<string> => listening(testParts(options));

/** The same of parts that are there already. */
export async function listening(parts: ServerParts): Promise<string> {
  const app = await createServer(parts);
  apps.push(app);
  await app.listen({ port: 0, host: "127.0.0.1" });
  return `127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

export interface StreamClient {
  socket: WebSocket;
  heard: Message[];
  packets: FieldFrame[];
  say(type: string, payload?: unknown): void;
  /** Waits until something is so, looking at each message. */
  until(done: () => boolean): Promise<void>;
  /** The code with which the connection was closed. */
  closing(): Promise<number>;
  of(type: string): Message[];
  /** The n-th message of a type, once it is there. */
  next(type: string, n?: number): Promise<Message>;
  signIn(): Promise<void>;
}

/** A client that remembers what it heard. */
export async function streamClient(address: string, path = "/ws/stream_features", headers: Record<string, string> = {}): Promise<StreamClient> {
  const socket = new WebSocket(`ws://${address}${path}`, { headers });
  const heard: Message[] = [];
  const packets: FieldFrame[] = [];
  let wake: () => void = () => undefined;
  let closed: number | null = null;
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) packets.push(decodePacket(data) as FieldFrame);
    else heard.push(JSON.parse(data.toString()) as Message);
    wake();
  });
  socket.on("close", (code) => {
    closed = code;
    wake();
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise<void>((resolve) => (wake = resolve));
  };
  const of = (type: string) => heard.filter((message) => message.type === type);
  const say = (type: string, payload: unknown = {}) => socket.send(JSON.stringify({ type, payload }));
  const next = async (type: string, n = 1) => {
    await until(() => of(type).length >= n);
    return of(type)[n - 1]!;
  };
  return {
    socket,
    heard,
    packets,
    say,
    until,
    of,
    next,
    async closing() {
      await until(() => closed !== null);
      return closed!;
    },
    async signIn() {
      say("init", { protocol_version: "1.0" });
      say("auth", { api_key: key, timestamp: Date.now() });
      await next("auth_success");
    },
  };
}
