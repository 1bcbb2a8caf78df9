import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hashSecret } from "../../../server/accounts/secrets";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";

vi.mock("@node-rs/argon2", { spy: true });
const argon2 = await import("@node-rs/argon2");

let server: PeopleServer;
let ada: Browser;
beforeAll(async () => {
  server = await peopleServer();
  ada = new Browser(server.app);
});
afterAll(() => server.close());
const browser = () => new Browser(server.app);
const status = async (answer: Promise<{ statusCode: number }>) => (await answer).statusCode;

describe("the first invitation", () => {
  it("says what it is for, to whoever holds it", async () => {
    const looked = await browser().ask("POST", "invitations/look", { token: server.invitation });
    expect(looked.json()).toEqual({ email: null, role: "admin", renews: true, expires: "2026-03-08T09:00:00.000Z" });
    expect(await status(browser().ask("POST", "invitations/look", { token: server.invitation.replace(/^./, "!") }))).toBe(404);
  });
  it.each([
    ["short", "too short"],
    ["aaaaaaaaaaaaaaaaaaaa", "of too few characters"],
    [`x${good.email}`, "the e-mail address"],
  ])("takes no password like %s: %s", async (password) =>
    expect(await status(browser().ask("POST", "invitations/accept", { ...good, token: server.invitation, password }))).toBe(400),
  );
  it("hands the owner's account over, with the first key, and signs in", async () => {
    const accepted = await ada.ask("POST", "invitations/accept", { ...good, email: " Ada@Example.org", token: server.invitation });
    expect(accepted.json()).toMatchObject({ user: { email: "ada@example.org", name: "Ada", role: "admin" }, scopes: ["read", "run", "admin"] });
    const me = (await ada.ask("GET", "me")).json<{ user: { id: string }; via: string }>();
    expect(me.via).toBe("session");
    const byKey = (await browser().ask("GET", "me", undefined, { "x-api-key": server.firstKey })).json<{ user: { id: string }; via: string }>();
    expect([byKey.user.id, byKey.via]).toEqual([me.user.id, "key"]);
  });
  it("works once", async () => expect(await status(browser().ask("POST", "invitations/accept", { ...good, token: server.invitation }))).toBe(404));
  it("keeps the password as Argon2id, and every token as a hash alone", async () => {
    const [user] = await server.database.db.selectFrom("users").selectAll().execute();
    expect(user!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const token = ada.cookies.get("mfn_session")!;
    const [session] = await server.database.db.selectFrom("sessions").selectAll().execute();
    expect(session!.token_hash).toBe(hashSecret(token));
    expect(JSON.stringify([session, user])).not.toContain(token);
  });
});

describe("signing in", () => {
  it("gives a cookie that scripts cannot read and other sites do not send", async () => {
    const answer = await browser().ask("POST", "session", { email: good.email, password: good.password });
    expect(answer.headers["set-cookie"]![0]).toMatch(
      /^mfn_session=[\w-]{43}; Path=\/; Expires=Tue, 31 Mar 2026 09:00:00 GMT; HttpOnly; SameSite=Strict$/,
    );
  });
  it("behind HTTPS gives one that only this host can have set", async () => {
    const secure = await peopleServer({ config: { publicUrl: "https://lab.example.org" }, beside: server });
    try {
      const answer = await new Browser(secure.app).ask("POST", "session", { email: good.email, password: good.password });
      for (const [i, name] of ["session", "browser"].entries())
        expect(answer.headers["set-cookie"]![i]).toMatch(
          new RegExp(`^__Host-mfn_${name}=[\\w-]{43}; Path=/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$`),
        );
      const plain = { cookie: `mfn_session=${answer.cookies[0]!.value}` };
      expect(await status(new Browser(secure.app).ask("GET", "me", undefined, plain))).toBe(401);
    } finally {
      await secure.close();
    }
  });
  it("does so behind a proxy that is trusted, and believes no other", async () => {
    const proxied = await peopleServer({ config: { trustedProxies: ["10.0.0.1"] }, beside: server });
    try {
      const nameFrom = async (remoteAddress: string) => {
        const headers = { "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7" };
        const payload = { email: good.email, password: good.password };
        const answer = await proxied.app.inject({ method: "POST", url: "/api/v1/session", remoteAddress, headers, payload });
        return answer.cookies[0]!.name;
      };
      expect([await nameFrom("10.0.0.1"), await nameFrom("10.0.0.2")]).toEqual(["__Host-mfn_session", "mfn_session"]);
      const { id } = (await server.people.users.findByEmail(good.email))!;
      const addresses = (await server.people.sessions.list(id)).map(({ address }) => address);
      expect(addresses).toEqual(expect.arrayContaining(["203.xxx.xxx.xxx", "10.xxx.xxx.xxx"]));
    } finally {
      await proxied.close();
    }
  });
  it("ends the session that the browser brought, and takes none that it chose", async () => {
    const bob = browser();
    const chosen = "A".repeat(43);
    bob.cookies.set("mfn_session", chosen);
    await bob.ask("POST", "session", { email: good.email, password: good.password });
    const first = bob.cookies.get("mfn_session")!;
    expect(first).not.toBe(chosen);
    await bob.ask("POST", "session", { email: good.email, password: good.password });
    expect(bob.cookies.get("mfn_session")).not.toBe(first);
    expect(await server.people.sessions.find(first)).toBeNull();
  });
  it("does the same work and says the same for unknown, disabled and password-less accounts", async () => {
    const { db } = server.database;
    const at = server.clock.now;
    const hash = (await server.people.users.findByEmail(good.email))!.password_hash;
    const others = { name: "x", role: "viewer", created_at: at } as const;
    await db
      .insertInto("users")
      .values([
        { ...others, id: "gone", email: "gone@example.org", password_hash: hash, disabled_at: at },
        { ...others, id: "sso", email: "sso@example.org", password_hash: null, disabled_at: null },
      ])
      .execute();
    const answers = [];
    for (const email of [good.email, "nobody@example.org", "gone@example.org", "sso@example.org"]) {
      vi.mocked(argon2.verify).mockClear();
      const answer = await browser().ask("POST", "session", { email, password: email.startsWith("gone") ? good.password : "not the password" });
      const { detail, status, code } = answer.json<{ detail: string; status: number; code: string }>();
      answers.push({
        detail,
        status,
        code,
        verified: vi.mocked(argon2.verify).mock.calls.length,
        headers: Object.keys(answer.headers).sort().join(),
      });
    }
    expect(answers[0]).toMatchObject({ status: 401, verified: 1 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
  it("is recorded, with the reason that the caller is not told and no password", async () => {
    const before = (await server.recorded()).length;
    await browser().ask("POST", "session", { email: "nobody@example.org", password: "hunter2-hunter2" });
    await browser().ask("POST", "session", { email: good.email, password: good.password });
    expect(await server.recorded(before)).toEqual(["authentication_failure: no such account", "authentication_success"]);
    const rows = await server.database.db.selectFrom("audit").selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/hunter2-hunter2|a long enough password|127\.0\.0\.1|ada@example\.org/);
  });
});

describe("guessing", () => {
  const guess = (email: string, remoteAddress: string) =>
    server.app.inject({ method: "POST", url: "/api/v1/session", remoteAddress, payload: { email, password: "a guess at random" } });
  it("one account gets slower with each guess, wherever it comes from, also for the right password", async () => {
    const codes = [];
    for (let i = 0; i < 7; i++) codes.push((await guess("carol@example.org", `10.0.0.${i}`)).statusCode);
    expect(codes).toEqual([401, 401, 401, 401, 401, 401, 429]);
    const waits = [];
    for (let i = 0; i < 12; i++) {
      const refused = await guess("carol@example.org", `10.0.1.${i}`);
      expect(refused.json()).toMatchObject({ status: 429, retry_after: Number(refused.headers["retry-after"]) });
      waits.push(Number(refused.headers["retry-after"]));
      server.clock.pass(waits.at(-1)!);
      expect((await guess("carol@example.org", `10.0.2.${i}`)).statusCode).toBe(401);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });
  it("many accounts from one address gets slower too", async () => {
    const codes = [];
    for (let i = 0; i < 22; i++) codes.push((await guess(`u${i}@example.org`, "10.9.9.9")).statusCode);
    expect(codes.filter((code) => code === 401)).toHaveLength(21);
    expect(codes.at(-1)).toBe(429);
  });
  it("one account from one address leaves that address to others, and a slowed address leaves accounts to others", async () => {
    for (let i = 0; i < 25; i++) await guess("frank@example.org", "10.0.9.1");
    expect((await guess("grace@example.org", "10.0.9.1")).statusCode).toBe(401);
    for (let i = 0; i < 25; i++) await guess(`v${i}@example.org`, "10.0.9.2");
    for (let i = 0; i < 6; i++) expect((await guess("heidi@example.org", "10.0.9.2")).statusCode).toBe(429);
    expect((await guess("heidi@example.org", "10.0.9.3")).statusCode).toBe(401);
    for (let i = 0; i < 5; i++) expect((await guess("heidi@example.org", `10.0.9.${4 + i}`)).statusCode).toBe(401);
  });
  it("by strangers does not keep out the browser that somebody signed in with before, which has guesses of its own", async () => {
    const own = browser();
    const enter = (by: Browser, password = good.password) => status(by.ask("POST", "session", { email: good.email, password }));
    const others = async () => {
      for (let i = 0; i < 8; i++) await guess(good.email, `10.0.8.${i}`);
    };
    expect(await enter(own)).toBe(200);
    await others();
    expect([await enter(browser()), await enter(own)]).toEqual([429, 200]);
    const stranger = browser();
    stranger.cookies.set("mfn_browser", "A".repeat(43));
    expect(await enter(stranger)).toBe(429);
    // A new password makes a browser known anew, and what browsers kept of the old one worthless.
    const kept = own.cookies.get("mfn_browser")!;
    await own.ask("PUT", "me/password", { current: good.password, password: "another long password" });
    expect(own.cookies.get("mfn_browser")).not.toBe(kept);
    stranger.cookies.set("mfn_browser", kept);
    expect([await enter(stranger, "another long password"), await enter(own, "another long password")]).toEqual([429, 200]);
    await own.ask("PUT", "me/password", { current: "another long password", password: good.password });
    const codes = [];
    for (let i = 0; i < 7; i++) codes.push(await enter(own, "a guess at random"));
    expect(codes).toEqual([401, 401, 401, 401, 401, 401, 429]);
    server.clock.pass(24 * 3600 + 1);
    await server.people.sweep();
  });
  it("many at once are counted before they are answered", async () => {
    const codes = await Promise.all(Array.from({ length: 12 }, (_, i) => status(guess("dave@example.org", `10.0.3.${i}`))));
    expect(codes.filter((code) => code === 401)).toHaveLength(6);
  });
  it("is forgotten after success, and after a day", async () => {
    for (let i = 0; i < 4; i++) await guess(good.email, `10.0.4.${i}`);
    expect(await status(browser().ask("POST", "session", { email: good.email, password: good.password }))).toBe(200);
    for (let i = 0; i < 5; i++) expect((await guess(good.email, `10.0.5.${i}`)).statusCode).toBe(401);
    server.clock.pass(24 * 3600 + 1);
    for (let i = 0; i < 6; i++) expect((await guess(good.email, `10.0.6.${i}`)).statusCode).toBe(401);
    server.clock.pass(24 * 3600 + 1);
    await server.people.sweep();
    expect(await server.database.db.selectFrom("sign_in_attempts").selectAll().execute()).toEqual([]);
  });
});

describe("sessions", () => {
  const signedIn = async () => {
    const one = browser();
    await one.ask("POST", "session", { email: good.email, password: good.password });
    return one;
  };
  it("end when they are not used for a week, and after a month in any case", async () => {
    const one = await signedIn();
    for (let i = 0; i < 4; i++) {
      server.clock.pass(6.9 * 24 * 3600);
      expect(await status(one.ask("GET", "me"))).toBe(200);
    }
    server.clock.pass(2.5 * 24 * 3600);
    expect(await status(one.ask("GET", "me"))).toBe(401);
    const two = await signedIn();
    server.clock.pass(7 * 24 * 3600);
    expect(await status(two.ask("GET", "me"))).toBe(401);
  });
  it("are listed, and ended one by one or all but this", async () => {
    await server.people.sessions.endOthers((await server.people.users.findByEmail(good.email))!.id, null);
    const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
    const { items } = (await one.ask("GET", "sessions")).json<{ items: { id: string; current: boolean; address: string }[] }>();
    expect(items.map(({ current, address }) => [current, address]).sort()).toEqual([
      [false, "127.xxx.xxx.xxx"],
      [false, "127.xxx.xxx.xxx"],
      [true, "127.xxx.xxx.xxx"],
    ]);
    const second = (await two.ask("GET", "sessions")).json<{ items: { id: string; current: boolean }[] }>().items.find(({ current }) => current)!;
    expect(await status(one.ask("DELETE", `sessions/${second.id}`))).toBe(200);
    expect(await status(two.ask("GET", "me"))).toBe(401);
    expect((await one.ask("DELETE", "sessions")).json()).toEqual({ ended: 1 });
    expect(await status(three.ask("GET", "me"))).toBe(401);
    expect(await status(one.ask("DELETE", "session"))).toBe(200);
    expect([[...one.cookies.keys()], await status(one.ask("GET", "me"))]).toEqual([["mfn_browser"], 401]);
  });
  it("are fifty at most for one person", async () => {
    const { id } = (await server.people.users.findByEmail(good.email))!;
    for (let i = 0; i < 53; i++) {
      server.clock.pass(1);
      await server.people.sessions.open(id, { address: "10.0.0.1", agent: `agent ${i}` });
    }
    const kept = await server.people.sessions.list(id);
    expect([kept.length, kept[0]!.agent, kept.at(-1)!.agent]).toEqual([50, "agent 52", "agent 3"]);
  });
  it("all end with a new password, but for the one that chose it", async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    expect(await status(one.ask("PUT", "me/password", { current: "something else", password: "another long password" }))).toBe(401);
    const before = one.cookies.get("mfn_session");
    expect(await status(one.ask("PUT", "me/password", { current: good.password, password: "another long password" }))).toBe(200);
    expect(one.cookies.get("mfn_session")).not.toBe(before);
    expect([await status(one.ask("GET", "me")), await status(two.ask("GET", "me"))]).toEqual([200, 401]);
    expect(await status(one.ask("PUT", "me/password", { current: "another long password", password: good.password }))).toBe(200);
  });
});
