import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstStart } from "../../../server/accounts/first-start";
import { hashSecret, newKey } from "../../../server/accounts/secrets";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";

let server: PeopleServer;
let ada: Browser;
beforeAll(async () => {
  server = await peopleServer();
  ada = new Browser(server.app);
});
afterAll(() => server.close());

const tokenOf = (url: string) => /\/#\/invitation\/([\w-]{43})$/.exec(url)![1]!;
interface Person {
  id: string;
  role: string;
  disabled: boolean;
}
const invite = async (body: object) => (await ada.ask("POST", "invitations", body)).json<{ invitation: { id: string }; url: string }>();
const join = async (email: string, role: string) => {
  const browser = new Browser(server.app);
  const { url } = await invite({ email, role });
  const { user } = (await browser.ask("POST", "invitations/accept", { token: tokenOf(url), name: email, password: good.password })).json<{
    user: Person;
  }>();
  return { browser, user };
};

describe("starts", () => {
  it("take the keys of an older data folder over, when the database is made", async () => {
    const [old, later] = [newKey(), newKey()];
    const { db } = server.database;
    await db.deleteFrom("users").execute();
    expect(await firstStart(db, [hashSecret(old)], server.clock.now)).toEqual({ firstKey: null, invitation: expect.any(String) as string });
    expect(await server.people.keys.find(old)).toMatchObject({ principal: { role: "admin", scopes: ["read", "run", "admin"] } });
    await firstStart(db, [hashSecret(later)], server.clock.now);
    expect(await server.people.keys.find(later)).toMatchObject({ fault: "unknown" });
    await db.deleteFrom("users").execute();
    const { firstKey, invitation } = await firstStart(db, [], server.clock.now);
    Object.assign(server, { firstKey, invitation });
  });
  it("make one owner, also when several begin at once, and an invitation each until one is accepted", async () => {
    const { db } = server.database;
    const starts = await Promise.all([1, 2, 3].map(() => firstStart(db, [], server.clock.now)));
    expect(starts.map(({ firstKey }) => firstKey)).toEqual([null, null, null]);
    expect(await db.selectFrom("users").select("email").execute()).toEqual([{ email: null }]);
    expect((await ada.ask("POST", "invitations/accept", { ...good, token: starts[1]!.invitation! })).statusCode).toBe(200);
    const others = [server.invitation, starts[0]!.invitation!, starts[2]!.invitation!];
    for (const token of others) expect((await new Browser(server.app).ask("POST", "invitations/look", { token })).statusCode).toBe(404);
    expect(await firstStart(db, [], server.clock.now)).toEqual({ firstKey: null, invitation: null });
  });
});

describe("invitations", () => {
  it("make an account of the role and the address that they name", async () => {
    const { url, invitation } = await invite({ email: "Bea@Example.org", role: "viewer" });
    expect(url).toMatch(/^http:\/\/localhost:80\/#\/invitation\/|^http:\/\/localhost\/#\/invitation\//);
    expect(invitation).toMatchObject({ email: "bea@example.org", role: "viewer", renews: false, expires: "2026-03-08T09:00:00.000Z" });
    const accepted = await new Browser(server.app).ask("POST", "invitations/accept", {
      ...good,
      email: "eve@example.org",
      name: "Bea",
      token: tokenOf(url),
    });
    expect(accepted.json()).toMatchObject({ user: { email: "bea@example.org", role: "viewer" }, scopes: ["read"] });
    expect((await ada.ask("GET", "invitations")).json()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: invitation.id, accepted: server.clock.now.toISOString() })]) as unknown,
    });
  });
  it("are not made for those who have an account", async () =>
    expect((await ada.ask("POST", "invitations", { email: good.email, role: "viewer" })).statusCode).toBe(409));
  it("end when they are too old, and when they are taken back", async () => {
    const [old, back] = [await invite({ email: "o@example.org", role: "viewer", days: 1 }), await invite({ email: "b@example.org", role: "viewer" })];
    expect((await ada.ask("DELETE", `invitations/${back.invitation.id}`)).statusCode).toBe(200);
    server.clock.pass(24 * 3600);
    for (const { url } of [old, back])
      expect((await new Browser(server.app).ask("POST", "invitations/accept", { ...good, token: tokenOf(url) })).statusCode).toBe(404);
    expect(await server.people.users.findByEmail("b@example.org")).toBeUndefined();
  });
  it("are accepted once, when two try at the same moment", async () => {
    const { url } = await invite({ email: "twice@example.org", role: "viewer" });
    const codes = await Promise.all(
      [1, 2].map(async () => (await new Browser(server.app).ask("POST", "invitations/accept", { ...good, token: tokenOf(url) })).statusCode),
    );
    expect(codes.sort()).toEqual([200, 404]);
  });
  it("give somebody a new password and end the sessions of whoever had the old one", async () => {
    const { browser, user } = await join("carl@example.org", "researcher");
    const { url } = (await ada.ask("POST", `users/${user.id}/invitation`)).json<{ url: string }>();
    const renewed = await new Browser(server.app).ask("POST", "invitations/accept", {
      token: tokenOf(url),
      name: "Carl",
      password: "quite another one",
    });
    expect(renewed.json()).toMatchObject({ user: { id: user.id, role: "researcher" } });
    expect((await browser.ask("GET", "me")).statusCode).toBe(401);
    expect((await new Browser(server.app).ask("POST", "session", { email: "carl@example.org", password: "quite another one" })).statusCode).toBe(200);
  });
});

describe("an administrator who is one no more", () => {
  const accept = (url: string, name = "Eve") =>
    new Browser(server.app).ask("POST", "invitations/accept", { token: tokenOf(url), name, password: good.password });
  it.each([{ disabled: true }, { role: "researcher" }])("(%o) has no invitation and no renewal left that works", async (change) => {
    const name = Object.keys(change)[0]!;
    const { browser: eve, user } = await join(`eve-${name}@example.org`, "admin");
    const { id: victim } = (await ada.ask("GET", "me")).json<{ user: Person }>().user;
    const made = (await eve.ask("POST", "invitations", { email: `back-${name}@example.org`, role: "admin", days: 30 })).json<{
      invitation: { id: string };
      url: string;
    }>();
    const renewal = (await eve.ask("POST", `users/${victim}/invitation`)).json<{ url: string }>();
    const others = await invite({ email: `other-${name}@example.org`, role: "viewer" });
    await ada.ask("PUT", `users/${user.id}`, change);
    expect([(await accept(made.url)).statusCode, (await accept(renewal.url)).statusCode]).toEqual([404, 404]);
    expect(await server.people.invitations.acceptByEmail(`back-${name}@example.org`, "Eve")).toBeUndefined();
    expect((await ada.ask("GET", "invitations")).json()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: made.invitation.id, revoked: server.clock.now.toISOString() })]) as unknown,
    });
    expect((await accept(others.url)).statusCode).toBe(200);
  });
  it("cannot invite, though a key is still remembered", async () => {
    const { user } = await join("mallory@example.org", "admin");
    await ada.ask("PUT", `users/${user.id}`, { role: "viewer" });
    const by = { email: "m2@example.org", role: "admin", days: 30, invitedBy: user.id } as const;
    await expect(server.people.invitations.make({ ...by, userId: null })).rejects.toThrow(/only an administrator invites/);
  });
  it("nor anybody else gets into a disabled account by a renewal from before", async () => {
    const { user } = await join("paused@example.org", "viewer");
    const { url } = (await ada.ask("POST", `users/${user.id}/invitation`)).json<{ url: string }>();
    await ada.ask("PUT", `users/${user.id}`, { disabled: true });
    expect((await accept(url)).statusCode).toBe(404);
    expect((await ada.ask("POST", `users/${user.id}/invitation`)).statusCode).toBe(403);
    await ada.ask("PUT", `users/${user.id}`, { disabled: false });
    expect((await accept(url)).statusCode).toBe(404);
    expect((await new Browser(server.app).ask("POST", "session", { email: "paused@example.org", password: good.password })).statusCode).toBe(200);
  });
});

describe("a new password", () => {
  const opens = async (key: string) => (await server.app.inject({ url: "/api/v1/me", headers: { "x-api-key": key } })).statusCode === 200;
  const keyOf = async (browser: Browser) =>
    (await browser.ask("POST", "keys", { name: "robot", scopes: ["read"] })).json<{ secret: string }>().secret;
  it("by a renewal leaves the keys, or ends them where that is wanted", async () => {
    const { browser, user } = await join("kim@example.org", "viewer");
    const key = await keyOf(browser);
    for (const revokeKeys of [undefined, true]) {
      const { url } = (await ada.ask("POST", `users/${user.id}/invitation`)).json<{ url: string }>();
      const body = { token: tokenOf(url), name: "Kim", password: "quite another one", ...(revokeKeys && { revokeKeys }) };
      expect((await new Browser(server.app).ask("POST", "invitations/accept", body)).statusCode).toBe(200);
      expect(await opens(key)).toBe(revokeKeys !== true);
    }
  });
  it("that somebody chooses does the same, and the audit log says so", async () => {
    const { browser } = await join("lee@example.org", "viewer");
    const key = await keyOf(browser);
    const change = (current: string, password: string, more = {}) => browser.ask("PUT", "me/password", { current, password, ...more });
    expect((await change(good.password, "quite another one")).statusCode).toBe(200);
    expect(await opens(key)).toBe(true);
    expect((await change("quite another one", "and another again", { revokeKeys: true })).statusCode).toBe(200);
    expect(await opens(key)).toBe(false);
    await server.recorded();
    const { items } = (await ada.ask("GET", "audit?action=password_changed")).json<{ items: { details: object }[] }>();
    expect(items.map(({ details }) => details).slice(0, 2)).toEqual([{ revokedKeys: 1 }, {}]);
  });
});

describe("roles", () => {
  it("say what a session may", async () => {
    const { browser: viewer } = await join("viewer@example.org", "viewer");
    const { browser: researcher } = await join("researcher@example.org", "researcher");
    const asked = async (browser: Browser) => [
      (await browser.ask("GET", "engine")).statusCode,
      (await browser.ask("POST", "analyse", { version: 1, model: "gray-scott" })).statusCode,
      (await browser.ask("GET", "users")).statusCode,
      (await browser.ask("GET", "audit")).statusCode,
    ];
    expect([await asked(viewer), await asked(researcher), await asked(ada)]).toEqual([
      [200, 403, 403, 403],
      [200, 200, 403, 403],
      [200, 200, 200, 200],
    ]);
  });
  it("are changed by administrators, and hold from the next request", async () => {
    const { browser, user } = await join("dora@example.org", "viewer");
    expect((await ada.ask("PUT", `users/${user.id}`, { role: "admin" })).json()).toMatchObject({ role: "admin" });
    expect((await browser.ask("GET", "users")).statusCode).toBe(200);
    await ada.ask("PUT", `users/${user.id}`, { role: "viewer" });
    expect((await browser.ask("GET", "users")).statusCode).toBe(403);
  });
  it("are listed page by page, and a cursor that is none is refused", async () => {
    const everybody = (await ada.ask("GET", "users?limit=200")).json<{ items: Person[]; next: string | null }>();
    const first = (await ada.ask("GET", "users?limit=1")).json<{ items: Person[]; next: string }>();
    const rest = (await ada.ask("GET", `users?limit=200&after=${first.next}`)).json<{ items: Person[]; next: string | null }>();
    expect([...first.items, ...rest.items]).toEqual(everybody.items);
    for (const cursor of ["zz", everybody.items[0]!.id]) expect((await ada.ask("GET", `users?after=${cursor}`)).statusCode).toBe(400);
  });
  it("leave one administrator in any case", async () => {
    const { id } = (await ada.ask("GET", "me")).json<{ user: Person }>().user;
    for (const change of [{ role: "viewer" }, { disabled: true }]) expect((await ada.ask("PUT", `users/${id}`, change)).statusCode).toBe(409);
    const { browser, user } = await join("second@example.org", "admin");
    const codes = await Promise.all([
      ada.ask("PUT", `users/${user.id}`, { role: "viewer" }).then(({ statusCode }) => statusCode),
      browser.ask("PUT", `users/${id}`, { role: "viewer" }).then(({ statusCode }) => statusCode),
    ]);
    const { items } = await server.people.users.list(undefined, 200);
    expect(items.filter(({ role, disabled }) => role === "admin" && !disabled)).toHaveLength(1);
    expect(codes).toContain(200);
    // Whichever came first stays one; the tests after this one need Ada.
    await server.database.db.updateTable("users").set({ role: "admin" }).where("id", "=", id).execute();
  });
  it("a disabled account ends its sessions and cannot sign in", async () => {
    const { browser, user } = await join("gone@example.org", "researcher");
    expect((await ada.ask("PUT", `users/${user.id}`, { disabled: true })).json()).toMatchObject({ disabled: true });
    expect((await browser.ask("GET", "me")).statusCode).toBe(401);
    expect((await browser.ask("POST", "session", { email: "gone@example.org", password: good.password })).statusCode).toBe(401);
  });
  it("everybody is listed by page", async () => {
    const seen: string[] = [];
    for (let after = ""; ;) {
      const { items, next } = (await ada.ask("GET", `users?limit=2${after}`)).json<{ items: Person[]; next: string | null }>();
      seen.push(...items.map(({ id }) => id));
      if (next === null) break;
      after = `&after=${next}`;
    }
    const { length } = await server.database.db.selectFrom("users").select("id").execute();
    expect([new Set(seen).size, seen.length]).toEqual([length, length]);
  });
  it("the audit log is read by administrators, by page, and is whole", async () => {
    const page = (await ada.ask("GET", "audit?limit=2&action=invitation_made")).json<{
      items: { action: string; details: object }[];
      next: string;
    }>();
    expect(page.items.map(({ action }) => action)).toEqual(["invitation_made", "invitation_made"]);
    expect(JSON.stringify(page)).not.toContain("@example.org");
    expect((await ada.ask("GET", `audit?limit=2&action=invitation_made&after=${page.next}`)).json<{ items: unknown[] }>().items).toHaveLength(2);
    expect((await ada.ask("GET", "audit/verification")).json()).toMatchObject({ whole: true, fault: null });
  });
});
