import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { describe, expect, it } from "vitest";
import { createServer } from "../../server/app";
import { connectionLimits } from "../../server/connection-limits";
import { key, testParts } from "../support/server-parts";

/** Longer than any test may take: who is ended by it has failed. */
const never = 3_600_000;

interface Listening {
  app: FastifyInstance;
  /** A connection to it, over which something was sent. */
  send(text: string): Promise<Socket>;
  /** Lets the route /slow answer. */
  answer(): void;
  /** That has been asked. */
  asked: Promise<void>;
}

async function listen(grace: number): Promise<Listening> {
  const app = await createServer(testParts(), { limits: { ...connectionLimits, grace } });
  let answer = () => {};
  const wanted = new Promise<void>((resolve) => (answer = resolve));
  let heard = () => {};
  const asked = new Promise<void>((resolve) => (heard = resolve));
  app.route({
    method: ["GET", "POST"],
    url: "/slow",
    config: { access: "public" },
    onRequest: async () => heard(),
    handler: async () => {
      await wanted;
      return { slow: true };
    },
  });
  const port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
  return {
    app,
    asked,
    answer,
    async send(text) {
      const socket = connect(port, "127.0.0.1").on("error", () => undefined);
      await once(socket, "connect");
      if (text !== "") await new Promise<void>((resolve) => socket.write(text, () => resolve()));
      return socket;
    },
  };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

describe("a server that closes", () => {
  it("is not held open by half a body", async () => {
    const { app, send, asked } = await listen(50);
    const socket = (await send('POST /slow HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":')).resume();
    const gone = once(socket, "close");
    await asked;
    await app.close();
    await gone;
  });
  it.each([
    ["half a header", "GET /health HTTP/1.1\r\nHo"],
    ["nothing", ""],
  ])("is not held open by a connection with %s on it", async (_, text) => {
    const { app, send } = await listen(50);
    const taken = once(app.server, "connection");
    const socket = (await send(text)).resume();
    const gone = once(socket, "close");
    await taken;
    await app.close();
    await gone;
  });
  it("is not held open by a WebSocket that answers nothing", async () => {
    const { app, send } = await listen(50);
    const socket = await send(
      `GET /ws/stream_features HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n`,
    );
    const [bytes] = (await once(socket, "data")) as [Buffer];
    expect(bytes.toString()).toMatch(/^HTTP\/1\.1 101 /);
    const gone = once(socket, "close");
    await app.close();
    await gone;
  });
  it("ends idle connections at once, and lets a request under way get its answer", async () => {
    const { app, send, asked, answer } = await listen(never);
    const idle = await send(get("/health"));
    await once(idle, "data");
    const idleGone = once(idle, "close");
    const busy = await send(get("/slow"));
    await asked;
    let text = "";
    busy.on("data", (bytes: Buffer) => (text += bytes.toString()));
    const closed = app.close();
    await idleGone;
    expect(text).toBe("");
    answer();
    await closed;
    expect(text).toMatch(/^HTTP\/1\.1 200 .*\{"slow":true\}$/s);
  });
});
