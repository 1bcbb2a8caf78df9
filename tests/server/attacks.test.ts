import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "../../server/audit/audit-chain";
import { connectionLimits } from "../../server/connection-limits";
import { addUser } from "../../server/accounts/users";
import { Browser, good, peopleServer, type PeopleServer } from "../support/people-server";

let server: PeopleServer;
let ada: Browser;
let port: number;
let before: number;
beforeAll(async () => {
  const appFolder = mkdtempSync(join(tmpdir(), "mfn-app-"));
  writeFileSync(join(appFolder, "index.html"), "<!doctype html><title>MFN Workbench</title>");
  const limits = { ...connectionLimits, headers: 200, request: 400, check: 50 };
  server = await peopleServer({ appFolder, limits, config: { corsOrigins: ["https://lab.example.org"] } });
  ada = new Browser(server.app);
  await ada.ask("POST", "invitations/accept", { ...good, token: server.invitation });
  port = Number(new URL(await server.app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => server.close());
beforeEach(async () => void (before = (await server.recorded()).length));

/** What the audit log has of the attack just made. */
const told = () => server.recorded(before);
const withKey = (key: string, url = "/api/v1/me") => server.app.inject({ url, headers: { "x-api-key": key } });
const makeKey = async (body: object = {}) =>
  (await ada.ask("POST", "keys", { name: "k", scopes: ["read"], ...body })).json<{ key: { id: string }; secret: string }>();

/** Bytes as they are on a connection, and what comes back until it ends. */
const raw = (bytes: string, then?: (send: (more: string) => void) => void) =>
  new Promise<string>((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes);
      then?.((more) => void (socket.writable && socket.write(more)));
    });
    socket.on("data", (piece) => (answer += piece.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });

describe("keys", () => {
  it("none", async () => {
    expect((await server.app.inject("/api/v1/me")).statusCode).toBe(401);
    expect(await told()).toEqual(["authentication_failure: neither key nor session"]);
  });
  it.each([["mfn_wrong"], [`mfn_${"A".repeat(43)}`], [""], ["' or '1'='1"], [`mfn_${"A".repeat(4000)}`]])("a wrong one: %.20s", async (key) => {
    expect((await withKey(key)).statusCode).toBe(401);
    expect(await told()).toEqual(["authentication_failure: unknown key"]);
  });
  it("one that has expired, or was revoked", async () => {
    const [short, lost] = [await makeKey({ days: 1 }), await makeKey()];
    await ada.ask("DELETE", `keys/${lost.key.id}`);
    server.clock.pass(24 * 3600);
    expect([(await withKey(short.secret)).statusCode, (await withKey(lost.secret)).statusCode]).toEqual([401, 401]);
    expect((await told()).slice(-2)).toEqual(["authentication_failure: expired key", "authentication_failure: revoked key"]);
  });
  it("one that may not do this", async () => {
    const { secret } = await makeKey();
    for (const url of ["/api/v1/users", "/api/v1/audit", "/api/v1/invitations"]) expect((await withKey(secret, url)).statusCode).toBe(403);
    expect((await told()).filter((event) => event.startsWith("access_denied"))).toEqual(Array(3).fill("access_denied: scope admin is missing"));
  });
  it("somebody else's, to be revoked or rotated", async () => {
    const { id } = await addUser(
      server.database.db,
      { email: "bob@example.org", name: "Bob", role: "viewer", password_hash: null },
      server.clock.now,
    );
    const bob = { userId: id, name: "Bob", role: "viewer", scopes: ["read"], via: "session", keyId: null } as const;
    const { key, secret } = await server.people.keys.make(bob, { name: "own", scopes: ["read"], days: 1 });
    expect((await ada.ask("DELETE", `keys/${key.id}`)).statusCode).toBe(404);
    expect((await ada.ask("POST", `keys/${key.id}/rotate`, {})).statusCode).toBe(404);
    expect((await withKey(secret)).statusCode).toBe(200);
    expect((await told()).filter((event) => event === "request_refused: run/unknown")).toHaveLength(2);
  });
});

it("guessing passwords under addresses that were made up", async () => {
  const codes = [];
  for (let i = 0; i < 25; i++) {
    const headers = { "x-forwarded-for": `198.51.100.${i}` };
    const payload = { email: `guess${i}@example.org`, password: "a guess at random" };
    codes.push((await server.app.inject({ method: "POST", url: "/api/v1/session", remoteAddress: "10.7.7.7", headers, payload })).statusCode);
  }
  expect(codes.at(-1)).toBe(429);
  expect((await told()).at(-1)).toBe("authentication_failure: too many attempts");
});

describe("another site that uses somebody's session", () => {
  it.each([
    ["without the token", { "x-csrf-token": "" }],
    ["with a token that was made up", { "x-csrf-token": "A".repeat(43) }],
    ["with a foreign origin", { origin: "https://evil.example.org" }],
    ["with no origin at all", { origin: "null" }],
    ["with an origin that begins like ours", { origin: "http://localhost.evil.org" }],
    ["from a page of this machine that is not ours", { origin: "http://localhost:9999" }],
  ])("to change something, %s", async (_, headers) => {
    expect((await ada.ask("POST", "keys", { name: "csrf", scopes: ["admin"] }, headers)).statusCode).toBe(403);
    expect(await told()).toEqual(["suspicious_activity: request from another site, or without the CSRF token"]);
    expect((await server.people.keys.list((await server.people.users.findByEmail(good.email))!.id)).map(({ name }) => name)).not.toContain("csrf");
  });
  it("to open a WebSocket", async () => {
    const cookie = `mfn_session=${ada.cookies.get("mfn_session")!}`;
    const upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";
    const path = "/api/v1/runs/00000000-0000-0000-0000-000000000000/frames";
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example.org\r\nCookie: ${cookie}\r\n${upgrade}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(await told()).toEqual(["suspicious_activity: request from another site, or without the CSRF token"]);
  });
  it("to read", async () => {
    expect((await ada.ask("GET", "keys", undefined, { origin: "https://evil.example.org" })).statusCode).toBe(403);
    expect(await told()).toEqual(["suspicious_activity: request from another site, or without the CSRF token"]);
  });
  it("signing somebody in as somebody else", async () => {
    const answer = await new Browser(server.app).ask(
      "POST",
      "session",
      { email: good.email, password: good.password },
      { origin: "https://evil.example.org" },
    );
    expect([answer.statusCode, answer.headers["set-cookie"]]).toEqual([403, undefined]);
    expect(await told()).toEqual(["suspicious_activity: sign-in from another site"]);
  });
  it("but a page that is listed, or our own, may", async () => {
    for (const origin of ["https://lab.example.org", "http://localhost:8321"])
      expect((await ada.ask("PUT", "me", { name: "Ada" }, { origin, host: "localhost:8321" })).statusCode).toBe(200);
  });
  it("cannot fix a session beforehand", async () => {
    const victim = new Browser(server.app);
    const fixed = "F".repeat(43);
    victim.cookies.set("mfn_session", fixed);
    await victim.ask("POST", "session", { email: good.email, password: good.password });
    const thief = new Browser(server.app);
    thief.cookies.set("mfn_session", fixed);
    expect((await thief.ask("GET", "me")).statusCode).toBe(401);
    expect(await told()).toContain("authentication_failure: unknown or ended session");
  });
});

describe("input", () => {
  it.each(["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/assets/%00", "/api/v1/../../etc/passwd", "/..%5c..%5cetc"])(
    "a way out of the folder: %s",
    async (path) => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).not.toContain("root:");
      expect(await told()).toEqual(["suspicious_activity: path traversal"]);
    },
  );
  it("more than the server reads", async () => {
    const answer = await raw(
      `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${2 ** 20 + 1}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(await told()).toEqual(["suspicious_activity: body too large"]);
  });
  it.each([
    ["whoever is not known", "/api/v1/measure", 401, "authentication_failure: neither key nor session"],
    ["an address that is none", "/api/v2/measure", 404, "request_refused: nothing there"],
    ["an address of the app that is none", "/measure", 404, "request_refused: nothing there"],
  ])("a body that never comes from %s, who is answered before it", async (_, path, status, event) => {
    const answer = await raw(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(await told()).toEqual([event]);
  });
  it("headers without end", async () => {
    expect(await raw(`GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await told()).toEqual(["suspicious_activity: headers too large"]);
  });
  it("what is no HTTP, or two requests that look like one", async () => {
    expect(await raw("GET /health HTTP/1.1\r\nHost: x\r\nBad\0Header: 1\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    const smuggled = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    expect(await raw(smuggled)).toMatch(/HTTP\/1\.1 400 /);
    expect(await told()).toContain("suspicious_activity: malformed request");
  });
  it("line breaks for headers of ours, in a name and in a header", async () => {
    const named = await ada.ask("PUT", "me", { name: "Ada\r\nSet-Cookie: a=b" });
    expect([named.statusCode, named.headers["set-cookie"]]).toEqual([400, undefined]);
    const answer = await raw("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Request-Id: a%0d%0aSet-Cookie: a=b\r\nConnection: close\r\n\r\n");
    expect(answer).not.toMatch(/^set-cookie/im);
    expect(await told()).toEqual(["request_refused: usage", "authentication_failure: neither key nor session"]);
  });
  it.each([
    '{"email":"a@b.org","password":"x","__proto__":{"admin":true}}',
    '{"email":"a@b.org","password":"x","constructor":{"prototype":{"admin":true}}}',
  ])("a prototype in JSON: %s", async (payload) => {
    const answer = await server.app.inject({ method: "POST", url: "/api/v1/session", headers: { "content-type": "application/json" }, payload });
    expect(answer.statusCode).toBe(400);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(await told()).toEqual(["request_refused: FST_ERR_CTP_INVALID_JSON_BODY"]);
  });
  const injections = ["'; drop table users; --", "' or '1'='1", "\\'; select pg_sleep(9); --", "1); delete from users where ('1'='1", "a\0b"];
  it.each(injections)("SQL in every text: %j", async (text) => {
    const everybody = await server.database.db.selectFrom("users").select("id").execute();
    const at = encodeURIComponent(text);
    const { key } = await makeKey();
    const attempts: [method: "GET" | "POST" | "PUT" | "DELETE", url: string, body?: object][] = [
      ["POST", "session", { email: text, password: "x" }],
      ["POST", "session", { email: `${text}@example.org`, password: "x" }],
      ["POST", "invitations/look", { token: text }],
      ["POST", "invitations/accept", { token: text, name: "x", password: good.password }],
      ["POST", "invitations", { email: text, role: "viewer" }],
      ["POST", "invitations", { email: "x@example.org", role: text }],
      ["POST", "keys", { name: "x", scopes: [text] }],
      ["POST", `keys/${at}/rotate`, {}],
      ["DELETE", `keys/${at}`],
      ["DELETE", `sessions/${at}`],
      ["DELETE", `invitations/${at}`],
      ["PUT", `users/${at}`, { name: "x" }],
      ["GET", `users/${at}/keys`],
      ["DELETE", `users/${at}/keys/${key.id}`],
      ["GET", `users?after=${at}`],
      ["GET", `audit?action=${at}`],
      ["GET", `audit?userId=${at}`],
      ["GET", `audit?after=${at}`],
    ];
    before = (await server.recorded()).length;
    for (const [method, url, body] of attempts) {
      const { statusCode } = await ada.ask(method, url, body);
      expect([url, statusCode >= 400 && statusCode < 500]).toEqual([url, true]);
    }
    const events = await told();
    const refusals = events.filter((event) => /^(request_refused|authentication_failure|suspicious_activity)/.test(event));
    expect(refusals.length).toBeGreaterThanOrEqual(attempts.length);
    expect(await server.database.db.selectFrom("users").select("id").execute()).toEqual(everybody);
  });
  it.each(injections.slice(0, 4))("SQL in a name is a name: %s", async (name) => {
    expect((await ada.ask("PUT", "me", { name })).json()).toMatchObject({ name });
    expect((await ada.ask("GET", "me")).json()).toMatchObject({ user: { name } });
  });
});

describe("whatever is sent", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.constantFrom("a@b.org", "admin", "read", good.password, "\ud800", "x".repeat(5000)),
  );
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }));
  const names = ["email", "password", "current", "token", "name", "role", "days", "disabled", "scopes", "graceHours"];
  const body = fc.oneof(
    fc.jsonValue(),
    fc.uniqueArray(fc.constantFrom(...names), { maxLength: 5 }).chain((kept) => fc.record(Object.fromEntries(kept.map((name) => [name, value])))),
  );
  const route = fc.constantFrom<["POST" | "PUT", string]>(
    ["POST", "session"],
    ["PUT", "me"],
    ["PUT", "me/password"],
    ["POST", "keys"],
    ["POST", "keys/x/rotate"],
    ["POST", "invitations"],
    ["POST", "invitations/look"],
    ["POST", "invitations/accept"],
    ["PUT", "users/x"],
  );
  it("as a body is no fault of the server", () =>
    fc.assert(
      fc.asyncProperty(route, body, async ([method, url], payload) => {
        const answer = await server.app.inject({
          method,
          url: `/api/v1/${url}`,
          headers: { "x-api-key": server.firstKey, "content-type": "application/json" },
          payload: JSON.stringify(payload),
        });
        expect([answer.body, answer.statusCode < 500]).toEqual([answer.body, true]);
      }),
      { numRuns: 150, seed: 10 },
    ));
  it("in a query is none either", () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom("users", "audit"),
        fc.constantFrom("after", "limit", "action", "userId", "success", "category"),
        text,
        async (url, name, given) => {
          const at = `/api/v1/${url}?${name}=${encodeURIComponent(Buffer.from(given).toString())}`;
          const answer = await server.app.inject({ url: at, headers: { "x-api-key": server.firstKey } });
          expect([at, answer.statusCode < 500]).toEqual([at, true]);
        },
      ),
      { numRuns: 60, seed: 11 },
    ));
});

describe("connections that are held and never used", () => {
  it("headers that come a byte at a time", async () => {
    let timer: NodeJS.Timeout | undefined;
    const answer = await raw("GET /health HTTP/1.1\r\nHost: x\r\n", (send) => (timer = setInterval(() => send("X"), 20)));
    clearInterval(timer);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(await told()).toEqual(["suspicious_activity: request too slow"]);
  });
  it("a body that comes a byte at a time", async () => {
    let timer: NodeJS.Timeout | undefined;
    const head = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
    const answer = await raw(head, (send) => (timer = setInterval(() => send(" "), 20)));
    clearInterval(timer);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
  it("more of them than the server can hold", async () => {
    expect(server.app.server.maxConnections).toBe(4096);
    const small = await peopleServer({ limits: { ...connectionLimits, connections: 1 }, beside: server });
    try {
      const { port: at } = new URL(await small.app.listen({ port: 0, host: "127.0.0.1" }));
      const first = connect(Number(at), "127.0.0.1");
      await once(first, "connect");
      const second = connect(Number(at), "127.0.0.1").on("error", () => undefined);
      await once(second, "close");
      first.destroy();
      expect(await small.recorded(before)).toEqual(["suspicious_activity: too many connections"]);
    } finally {
      await small.close();
    }
  });
});

it("all of which is in the audit log, which is whole and holds no secret", async () => {
  expect(await verifyAudit(server.database.db)).toMatchObject({ whole: true });
  const rows = JSON.stringify(await server.database.db.selectFrom("audit").selectAll().execute());
  expect(rows).not.toContain("127.0.0.1");
  expect(rows).not.toContain(good.password);
  expect(rows).not.toMatch(/mfn_[\w-]{20}/);
});
