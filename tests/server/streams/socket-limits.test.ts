import fastify, { type FastifyInstance } from "fastify";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { authenticate } from "../../../server/accounts/authenticate";
import { heartbeatMs } from "../../../server/streams/stream-session";
import type { ServerParts } from "../../../server/parts";
import { streamRoutes } from "../../../server/routes/streams";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";
import { key, testParts } from "../../support/server-parts";
import { streamClient, type StreamClient } from "../../support/stream-client";

const apps: FastifyInstance[] = [];
afterAll(() => Promise.all(apps.map((app) => app.close())));

/** A server of streams alone, which looks at its connections as often as a test can wait for. */
async function streams(parts: ServerParts, times: { reidentify?: number; signIn?: number; goodbye?: number } = {}): Promise<string> {
  const app = fastify();
  apps.push(app);
  await authenticate(app, parts);
  await app.register((routes) =>
    streamRoutes(routes, parts, { heartbeat: heartbeatMs, reidentify: 600_000, signIn: 600_000, goodbye: 5000, ...times }),
  );
  await app.listen({ port: 0, host: "127.0.0.1" });
  return `127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

const frames = "/api/v1/runs/none/frames";
/** The two ways of speaking: the reference's, and that of frames. */
const paths = ["/ws/stream_features", frames];

/** A message of some length that is answered with an error. */
const unusable = JSON.stringify({ type: "x".repeat(40) });

/** Code and words with which a connection ends. */
const ending = ({ socket }: StreamClient) =>
  new Promise<[number, string]>((resolve) => socket.once("close", (code: number, reason: Buffer) => resolve([code, reason.toString()])));

const wrong = (path: string) =>
  path === frames ? { type: "auth", api_key: "mfn_wrong" } : { type: "auth", payload: { api_key: "mfn_wrong", timestamp: Date.now() } };

describe.each(paths)("a connection to %s", (path) => {
  it("ends when nobody signs in", async () => {
    const one = await streamClient(await streams(testParts(), { signIn: 50 }), path);
    expect(await ending(one)).toEqual([1008, "nobody signed in within 0.05 s; send an auth message with an API key first"]);
  });
  it("ends after three wrong keys, each of which was told", async () => {
    const one = await streamClient(await streams(testParts()), path);
    const ended = ending(one);
    for (let i = 0; i < 10; i++) one.socket.send(JSON.stringify(wrong(path)));
    expect(await ended).toEqual([1008, "3 keys were refused; connect again with one that fits"]);
    expect(one.heard).toHaveLength(3);
  });
  it("tries no key beyond the rate limit of requests, says so, and is audited", async () => {
    const parts = testParts({ config: { requestsPerMinute: 1 } });
    let tried = 0;
    const { identifyKey } = parts.accounts;
    const accounts = { ...parts.accounts, identifyKey: (given: string, from: string) => (tried++, identifyKey(given, from)) };
    const address = await streams({ ...parts, accounts });
    for (let i = 0; i < 2; i++) {
      const one = await streamClient(address, path);
      const ended = ending(one);
      for (let n = 0; n < 3; n++) one.socket.send(JSON.stringify(wrong(path)));
      await ended;
      expect(JSON.stringify(one.heard.at(-1))).toMatch(/too many requests: 1 in 60 s are allowed here; try again in \d+ s/);
    }
    expect([tried, [...new Set(parts.events.map(({ action }) => action))]]).toEqual([1, ["rate_limit_exceeded"]]);
  });
  it("ends for messages without number, in words", async () => {
    const one = await streamClient(await streams(testParts()), path, { "x-api-key": key });
    const ended = ending(one);
    for (let i = 0; i < 100_000; i++) one.socket.send(unusable);
    expect(await ended).toEqual([1008, expect.stringMatching(/^too many messages/)]);
    expect(one.heard.length).toBeLessThan(200);
  });
  it("is cut off when the client sends on and reads neither answers nor the end", async () => {
    const parts = testParts();
    const one = await streamClient(await streams(parts, { goodbye: 50 }), path, { "x-api-key": key });
    // Where it is cut off before all was sent, the client says that too.
    one.socket.on("error", () => undefined);
    const ended = ending(one);
    one.socket.pause();
    for (let i = 0; i < 100_000; i++) one.socket.send(unusable);
    await vi.waitFor(async () => expect((await parts.metrics.sockets.get()).values[0]!.value).toBe(0), { timeout: 30_000 });
    one.socket.resume();
    await ended;
    expect(one.heard.length).toBeLessThan(200);
  });
  it("ends for pings without number", async () => {
    const one = await streamClient(await streams(testParts()), path, { "x-api-key": key });
    const ended = ending(one);
    for (let i = 0; i < 5000; i++) one.socket.ping();
    // The library itself cuts off whoever does not read its pongs.
    expect((await ended)[0]).toBe(1006);
  }, 60_000);
  it("takes no message that is too long", async () => {
    const one = await streamClient(await streams(testParts()), path, { "x-api-key": key });
    one.socket.send(JSON.stringify({ type: "heartbeat", payload: "x".repeat(17_000) }));
    expect(await one.closing()).toBe(1009);
  });
});

describe("who may no longer come in has to leave", () => {
  let server: PeopleServer;
  let ada: Browser;
  let address: string;
  beforeAll(async () => {
    server = await peopleServer();
    ada = new Browser(server.app);
    await ada.ask("POST", "invitations/accept", { ...good, token: server.invitation });
    address = await streams(server.parts, { reidentify: 50 });
  });
  afterAll(() => server.close());

  const make = async () => (await ada.ask("POST", "keys", { name: "k", scopes: ["read", "run"] })).json<{ key: { id: string }; secret: string }>();

  it.each(paths)("from %s when the key is revoked, said in a header or in a message", async (path) => {
    const { key: made, secret } = await make();
    const [header, message, other] = [
      await streamClient(address, path, { "x-api-key": secret }),
      await streamClient(address, path),
      await streamClient(address, path, { "x-api-key": server.firstKey }),
    ];
    const ended = Promise.all([ending(header), ending(message)]);
    const said = path === frames ? { type: "auth", api_key: secret } : { type: "auth", payload: { api_key: secret, timestamp: Date.now() } };
    message.socket.send(JSON.stringify(said));
    // Answered after the key was looked up.
    message.socket.send("{");
    await message.until(() => message.heard.some((each) => JSON.stringify(each).includes("cannot be used")));
    if (path !== frames) await message.next("auth_success");
    await ada.ask("DELETE", `keys/${made.id}`);
    expect(await ended).toEqual([
      [1008, "this API key was revoked"],
      [1008, "this API key was revoked"],
    ]);
    expect(other.socket.readyState).toBe(other.socket.OPEN);
    other.socket.terminate();
  });
  it("when the session ends", async () => {
    const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const one = await streamClient(address, frames, { cookie });
    const ended = ending(one);
    // Asked about several times before, and let stay.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(one.socket.readyState).toBe(one.socket.OPEN);
    await server.database.db.deleteFrom("sessions").execute();
    expect(await ended).toEqual([1008, "your session has ended; sign in again"]);
  });
  it("when the account is disabled", async () => {
    const one = await streamClient(address, frames, { "x-api-key": server.firstKey });
    const ended = ending(one);
    await server.database.db.updateTable("users").set({ disabled_at: server.clock.now }).execute();
    // For so long a key is remembered.
    server.clock.pass(11);
    expect(await ended).toEqual([1008, "the account of this API key is disabled"]);
  });
});
