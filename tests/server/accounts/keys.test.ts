import type { FastifyRequest } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles, type Principal } from "../../../server/accounts/accounts";
import { openKeys } from "../../../server/accounts/keys";
import { withOutsideKeys } from "../../../server/accounts/outside-keys";
import { addUser } from "../../../server/accounts/users";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";

let server: PeopleServer;
let ada: Browser;
let bob: Principal;
beforeAll(async () => {
  server = await peopleServer();
  ada = new Browser(server.app);
  await ada.ask("POST", "invitations/accept", { ...good, token: server.invitation });
  const { id } = await addUser(server.database.db, { email: "bob@example.org", name: "Bob", role: "viewer", password_hash: null }, server.clock.now);
  bob = { userId: id, name: "bob@example.org", role: "viewer", scopes: roles.viewer, via: "session", keyId: null };
});
afterAll(() => server.close());

const me = async (key: string) => {
  const answer = await server.app.inject({ url: "/api/v1/me", headers: { "x-api-key": key } });
  return answer.statusCode === 200
    ? answer.json<{ scopes: string[] }>().scopes.join(" ")
    : `${answer.statusCode} ${answer.json<{ detail: string }>().detail}`;
};
interface Shown {
  key: { id: string; expires: string | null; used: string | null };
  secret: string;
}
const make = async (body: object) => (await ada.ask("POST", "keys", body)).json<Shown>();

describe("an API key", () => {
  it("is shown once, and kept as a hash alone", async () => {
    const { key, secret } = await make({ name: "robot", scopes: ["run", "read"] });
    expect(secret).toMatch(/^mfn_[\w-]{43}$/);
    expect(key).toMatchObject({ name: "robot", scopes: ["read", "run"], expires: "2027-03-01T09:00:00.000Z", used: null, revoked: null });
    expect(await me(secret)).toBe("read run");
    const listed = await ada.ask("GET", "keys");
    const everything = JSON.stringify([listed.json(), await server.database.db.selectFrom("api_keys").selectAll().execute()]);
    expect(everything).toContain("robot");
    expect(everything).not.toContain(secret.slice(4));
    expect(listed.json<{ items: Shown["key"][] }>().items.find(({ id }) => id === key.id)!.used).toBe(server.clock.now.toISOString());
  });
  it("does what its scopes say, and no more than its owner may", async () => {
    const { secret } = await server.people.keys.make(bob, { name: "own", scopes: ["read"], days: 1 });
    const post = await server.app.inject({ method: "POST", url: "/api/v1/analyse", headers: { "x-api-key": secret }, payload: {} });
    expect([post.statusCode, post.json<{ detail: string }>().detail]).toEqual([
      403,
      expect.stringMatching(/needs the scope "run", which own does not have/),
    ]);
    await expect(server.people.keys.make(bob, { name: "more", scopes: ["read", "run"], days: 1 })).rejects.toThrow(/cannot have the scope "run"/);
    const { secret: wide } = await make({ name: "wide", scopes: ["read", "run", "admin"] });
    const { id } = (await ada.ask("GET", "me")).json<{ user: { id: string } }>().user;
    await server.database.db.updateTable("users").set({ role: "researcher" }).where("id", "=", id).execute();
    server.people.keys.forget();
    expect(await me(wide)).toBe("read run");
    await server.database.db.updateTable("users").set({ role: "admin" }).where("id", "=", id).execute();
    server.people.keys.forget();
  });
  it("changes nothing of its owner's account unless it may administer", async () => {
    const { secret } = await make({ name: "robot", scopes: ["read", "run"] });
    for (const [method, url] of [
      ["GET", "keys"],
      ["POST", "keys"],
      ["GET", "sessions"],
      ["DELETE", "sessions"],
      ["PUT", "me"],
    ] as const) {
      const answer = await server.app.inject({
        method,
        url: `/api/v1/${url}`,
        headers: { "x-api-key": secret },
        ...(method !== "GET" && method !== "DELETE" && { payload: { name: "x", ...(url === "keys" && { scopes: ["read"] }) } }),
      });
      expect([url, answer.statusCode]).toEqual([url, 403]);
    }
    const password = await server.app.inject({
      method: "PUT",
      url: "/api/v1/me/password",
      headers: { "x-api-key": server.firstKey },
      payload: { current: good.password, password: "another long password" },
    });
    expect(password.statusCode).toBe(403);
  });
  it("opens nothing once it has expired", async () => {
    const { key, secret } = await make({ name: "short", scopes: ["read"], days: 1 });
    const kept = await make({ name: "for ever", scopes: ["read"], days: null });
    expect(await me(secret)).toBe("read");
    server.clock.pass(24 * 3600 - 1);
    expect(await me(secret)).toBe("read");
    server.clock.pass(1);
    expect(await me(secret)).toMatch(/^401 this API key has expired/);
    expect([key.expires, kept.key.expires, await me(kept.secret)]).toEqual([expect.any(String), null, "read"]);
  });
  it("is rotated: the new secret opens at once, the old one for a while", async () => {
    const { key, secret } = await make({ name: "turning", scopes: ["read"] });
    const turned = (await ada.ask("POST", `keys/${key.id}/rotate`, { graceHours: 1 })).json<Shown>();
    expect(turned.key).toMatchObject({ id: key.id, previousUntil: new Date(server.clock.now.getTime() + 3_600_000).toISOString() });
    expect([await me(secret), await me(turned.secret)]).toEqual(["read", "read"]);
    server.clock.pass(3600);
    expect([await me(secret), await me(turned.secret)]).toEqual([expect.stringMatching(/^401 this API key has expired/), "read"]);
    const again = (await ada.ask("POST", `keys/${key.id}/rotate`, { graceHours: 0 })).json<Shown>();
    expect([await me(secret), await me(turned.secret), await me(again.secret)]).toEqual([
      expect.stringMatching(/^401.*not known/),
      expect.stringMatching(/^401/),
      "read",
    ]);
  });
  it("that has expired is given new time by a rotation that says how much", async () => {
    const { key, secret } = await make({ name: "late", scopes: ["read"], days: 1 });
    server.clock.pass(25 * 3600);
    expect(await me(secret)).toMatch(/^401 this API key has expired/);
    const mute = await ada.ask("POST", `keys/${key.id}/rotate`, {});
    expect([mute.statusCode, mute.json<{ detail: string }>().detail]).toEqual([409, expect.stringMatching(/say for how many days/)]);
    const turned = (await ada.ask("POST", `keys/${key.id}/rotate`, { graceHours: 24, days: 30 })).json<Shown>();
    expect(turned.key.expires).toBe(new Date(server.clock.now.getTime() + 30 * 24 * 3_600_000).toISOString());
    expect([await me(turned.secret), await me(secret)]).toEqual(["read", expect.stringMatching(/^401/)]);
  });
  it("is revoked at once here, and within ten seconds in other processes", async () => {
    const { key, secret } = await make({ name: "lost", scopes: ["read"] });
    const elsewhere = openKeys(server.database.db, () => server.clock.now);
    expect([await me(secret), await elsewhere.find(secret)]).toEqual([
      "read",
      { principal: expect.objectContaining({ keyId: key.id }) as unknown, noted: false },
    ]);
    expect((await ada.ask("DELETE", `keys/${key.id}`)).json()).toMatchObject({ revoked: server.clock.now.toISOString() });
    expect(await me(secret)).toBe("401 this API key was revoked");
    server.clock.pass(10);
    expect(await elsewhere.find(secret)).toMatchObject({ fault: "revoked" });
    expect((await ada.ask("POST", `keys/${key.id}/rotate`, {})).statusCode).toBe(409);
  });
  it("of somebody else is as one that never was, but for administrators", async () => {
    const { key, secret } = await server.people.keys.make(bob, { name: "own", scopes: ["read"], days: 1 });
    expect([(await ada.ask("DELETE", `keys/${key.id}`)).statusCode, (await ada.ask("POST", `keys/${key.id}/rotate`, {})).statusCode]).toEqual([
      404, 404,
    ]);
    expect(await me(secret)).toBe("read");
    const listed = (await ada.ask("GET", `users/${bob.userId}/keys`)).json<{ items: { id: string }[] }>();
    expect(listed.items.map(({ id }) => id)).toContain(key.id);
    expect((await ada.ask("DELETE", `users/${bob.userId}/keys/${key.id}`)).statusCode).toBe(200);
    expect(await me(secret)).toMatch(/^401/);
  });
  it("ends with its owner's account", async () => {
    const { secret } = await server.people.keys.make(bob, { name: "own", scopes: ["read"], days: 1 });
    expect(await me(secret)).toBe("read");
    await ada.ask("PUT", `users/${bob.userId}`, { disabled: true });
    expect(await me(secret)).toBe("401 the account of this API key is disabled");
    await ada.ask("PUT", `users/${bob.userId}`, { disabled: false });
    expect(await me(secret)).toBe("read");
  });
  it("is one of a hundred at most", async () => {
    const { id } = await addUser(
      server.database.db,
      { email: "eve@example.org", name: "Eve", role: "viewer", password_hash: null },
      server.clock.now,
    );
    const eve = { ...bob, userId: id };
    for (let i = 0; i < 100; i++) await server.people.keys.make(eve, { name: `${i}`, scopes: ["read"], days: 1 });
    await expect(server.people.keys.make(eve, { name: "one more", scopes: ["read"], days: 1 })).rejects.toMatchObject({ statusCode: 409 });
  });
  it("of the server's settings opens too, beside the accounts", async () => {
    const { people, identify } = withOutsideKeys(server.parts.accounts, { apiKey: "a-key-of-the-settings", apiKeys: [] });
    expect(people).toBe(server.people);
    const request = { headers: { "x-api-key": "a-key-of-the-settings" } } as unknown as FastifyRequest;
    expect(await identify(request)).toMatchObject({ userId: "outside", scopes: ["read", "run"] });
  });
  it("leaves a trail of what was done with it", async () => {
    const before = (await server.recorded()).length;
    const { key, secret } = await make({ name: "traced", scopes: ["read"] });
    for (let i = 0; i < 3; i++) await me(secret);
    await ada.ask("POST", `keys/${key.id}/rotate`, {});
    await ada.ask("DELETE", `keys/${key.id}`);
    await me(secret);
    expect(await server.recorded(before)).toEqual([
      "key_made",
      "authentication_success",
      "key_rotated",
      "key_revoked",
      "authentication_failure: revoked key",
    ]);
  });
});
