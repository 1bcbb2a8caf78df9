import type { JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimedRole } from "../../../server/accounts/oidc-accounts";
import { oidcSettings } from "../../../server/accounts/oidc-settings";
import { readConfig, type ServerConfig } from "../../../server/config/config";
import { testProvider, type TestProvider } from "../../support/oidc-provider";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";

let provider: TestProvider;
let server: PeopleServer;
let admin: Browser;
let config: Partial<ServerConfig>;
const home = "http://127.0.0.1:8321";
beforeAll(async () => {
  provider = await testProvider();
  config = {
    publicUrl: home,
    oidcIssuer: provider.issuer,
    oidcClientId: provider.clientId,
    oidcClientSecret: provider.clientSecret,
    oidcTitle: "the institute",
    oidcDomains: ["lab.example.org"],
    oidcRole: "viewer",
    oidcRoles: ["lab-heads=admin", "staff=researcher"],
  };
  server = await peopleServer({ config });
  admin = new Browser(server.app);
  await admin.ask("POST", "invitations/accept", { ...good, token: server.invitation });
});
afterAll(async () => {
  await server.close();
  await provider.close();
});

const somebody = (name: string, more: object = {}): JWTPayload => ({
  sub: `sub-${name}`,
  email: `${name}@lab.example.org`,
  email_verified: true,
  name,
  ...more,
});

/** A browser's way to the provider and back; `change` may tamper with the address that it comes back to. */
async function comeBack(said: JWTPayload, how = {}, change: (back: URL, browser: Browser) => void = () => undefined, at = server) {
  const browser = new Browser(at.app);
  const sent = await browser.ask("GET", "oidc/start");
  const back = await provider.approve(sent.headers.location!, said, how);
  change(back, browser);
  const answer = await browser.ask("GET", back.pathname + back.search);
  const me = await browser.ask("GET", "me");
  const { user } = me.statusCode === 200 ? me.json<{ user: { email: string; role: string; name: string } }>() : { user: null };
  return { browser, back, location: answer.headers.location, user };
}
const refusedAs = async (code: string, said: JWTPayload, how = {}, change?: (back: URL, browser: Browser) => void) => {
  const { location, user } = await comeBack(said, how, change);
  expect([location, user]).toEqual([`${home}/#/sign-in?problem=${encodeURIComponent(`server/${code}`)}`, null]);
};

describe("signing in with a provider", () => {
  it("is offered by its name", async () =>
    expect((await new Browser(server.app).ask("GET", "sign-in")).json()).toEqual({
      password: true,
      provider: { title: "the institute", address: "/api/v1/oidc/start" },
    }));
  it("sends people there with state, nonce and a PKCE challenge, and binds all to the browser", async () => {
    const browser = new Browser(server.app);
    const sent = await browser.ask("GET", "oidc/start");
    expect([sent.statusCode, new URL(sent.headers.location!).origin]).toEqual([303, provider.issuer]);
    const asked = Object.fromEntries(new URL(sent.headers.location!).searchParams);
    expect(asked).toMatchObject({
      response_type: "code",
      client_id: "mfn",
      code_challenge_method: "S256",
      redirect_uri: `${home}/api/v1/oidc/callback`,
    });
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    expect(sent.headers["set-cookie"]).toMatch(/^mfn_sign_in=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  });
  it("makes an account for a domain that is allowed, once", async () => {
    const first = await comeBack(somebody("bea"));
    expect([first.location, first.user]).toEqual([
      `${home}/#/server`,
      expect.objectContaining({ email: "bea@lab.example.org", role: "viewer", name: "bea" }),
    ]);
    const again = await comeBack(somebody("bea", { email: "renamed@elsewhere.org" }));
    expect(again.user).toEqual(first.user);
  });
  it("uses the invitation of an e-mail address, whatever its domain", async () => {
    await admin.ask("POST", "invitations", { email: "carl@elsewhere.org", role: "researcher" });
    expect((await comeBack(somebody("carl", { email: "Carl@Elsewhere.org" }))).user).toMatchObject({
      email: "carl@elsewhere.org",
      role: "researcher",
    });
    expect((await admin.ask("POST", "invitations", { email: "carl@elsewhere.org", role: "viewer" })).statusCode).toBe(409);
  });
  it("is linked to the account that has the verified address", async () =>
    expect((await comeBack(somebody("ada", { email: good.email }))).user).toMatchObject({ email: good.email, role: "admin", name: "Ada" }));
  it("asks the provider again for an address that is not in the token", async () =>
    expect((await comeBack({ sub: "sub-dora" }, { userinfo: { email: "dora@lab.example.org", email_verified: true } })).user).toMatchObject({
      email: "dora@lab.example.org",
    }));
  it("takes roles from the provider's groups, at each sign-in", async () => {
    expect((await comeBack(somebody("emma", { groups: ["staff", "others"] }))).user).toMatchObject({ role: "researcher" });
    expect((await comeBack(somebody("emma", { groups: ["staff", "lab-heads"] }))).user).toMatchObject({ role: "admin" });
    expect((await comeBack(somebody("emma", { groups: "staff" }))).user).toMatchObject({ role: "researcher" });
  });
  it("takes a role back from who has left the groups, and leaves it where the provider says nothing of groups", async () => {
    await comeBack(somebody("lea", { groups: ["lab-heads"] }));
    expect((await comeBack(somebody("lea"))).user).toMatchObject({ role: "admin" });
    expect((await comeBack(somebody("lea", { groups: ["others"] }))).user).toMatchObject({ role: "viewer" });
    await comeBack(somebody("lea", { groups: ["lab-heads"] }));
    expect((await comeBack(somebody("lea", { groups: [] }))).user).toMatchObject({ role: "viewer" });
    expect((await comeBack(somebody("ada", { email: good.email, groups: [] }))).user).toMatchObject({ role: "admin" });
  });
  it("puts together what the token and what userinfo say", async () => {
    const address = { email: "max@lab.example.org", email_verified: true };
    expect((await comeBack({ sub: "sub-max", groups: ["staff"] }, { userinfo: address })).user).toMatchObject({ role: "researcher" });
    expect((await comeBack({ sub: "sub-max", ...address }, { userinfo: { groups: ["lab-heads"] } })).user).toMatchObject({ role: "admin" });
  });
});

describe("a provider's word is not taken", () => {
  it("for an address that it has not verified", () => refusedAs("refused", somebody("frank", { email_verified: false })));
  it("for an address of the token that userinfo verifies another one than", () =>
    refusedAs("refused", { sub: "sub-eve", email: good.email }, { userinfo: { email: "eve@lab.example.org", email_verified: true } }));
  it("for an address of which it does not say whether it is verified, unless it is trusted", async () => {
    const unsaid = somebody("nia", { email_verified: undefined });
    await refusedAs("refused", unsaid);
    const trusting = await peopleServer({ config: { ...config, oidcTrustEmail: true }, beside: server });
    try {
      expect((await comeBack(unsaid, {}, undefined, trusting)).user).toMatchObject({ email: "nia@lab.example.org" });
      expect((await comeBack(somebody("oli", { email_verified: false }), {}, undefined, trusting)).user).toBeNull();
    } finally {
      await trusting.close();
    }
  });
  it("for an address that nobody invited", () => refusedAs("refused", somebody("gil", { email: "gil@evil.example.org" })));
  it("for a domain that only ends like one that is allowed", () => refusedAs("refused", somebody("gil", { email: "gil@notlab.example.org" })));
  it("for an account that is disabled", async () => {
    await comeBack(somebody("hal"));
    const { id } = (await server.people.users.findByEmail("hal@lab.example.org"))!;
    await server.people.users.change(id, { disabled: true });
    await refusedAs("refused", somebody("hal"));
  });
  it("when its token is signed by somebody else", () => refusedAs("unauthorised", somebody("ivy"), { signedByOther: true }));
  it("when its token is for another client, another nonce, or too old", async () => {
    await refusedAs("unauthorised", somebody("ivy", { aud: "another" }));
    await refusedAs("unauthorised", somebody("ivy", { nonce: "another" }));
    await refusedAs("unauthorised", somebody("ivy", { exp: 1 }));
    await refusedAs("unauthorised", somebody("ivy", { iss: "https://evil.example.org" }));
  });
  it("when the state is another's, or the browser never asked", async () => {
    await refusedAs("unauthorised", somebody("ivy"), {}, (back) => back.searchParams.set("state", "another"));
    await refusedAs("unauthorised", somebody("ivy"), {}, (_, browser) => browser.cookies.clear());
  });
  it("twice, or after ten minutes", async () => {
    const { back, browser } = await comeBack(somebody("jan"));
    expect((await browser.ask("GET", back.pathname + back.search)).headers.location).toMatch(/problem=server%2Funauthorised$/);
    await refusedAs("unauthorised", somebody("jan"), {}, () => server.clock.pass(601));
  });
  it("without a trace: each refusal is recorded, and no code is", async () => {
    const before = (await server.recorded()).length;
    await refusedAs("refused", somebody("kim", { email_verified: false }));
    expect(await server.recorded(before)).toContain("authentication_failure: provider");
    const rows = JSON.stringify(await server.database.db.selectFrom("audit").selectAll().execute());
    expect(rows).not.toMatch(/code=|state=/);
  });
  it("when it cannot be reached; the next attempt asks again", async () => {
    const away = await peopleServer({ config: { publicUrl: home, oidcIssuer: "http://127.0.0.1:9", oidcClientId: "mfn" }, beside: server });
    try {
      const sent = await new Browser(away.app).ask("GET", "oidc/start");
      expect([sent.statusCode, sent.json<{ code: string }>().code]).toEqual([503, "server/unreachable"]);
    } finally {
      await away.close();
    }
  });
});

describe("the settings of a provider", () => {
  const settingsOf = (env: Record<string, string>) => oidcSettings(readConfig(env));
  it("are absent unless there is an issuer", () => expect(settingsOf({})).toBeNull());
  it.each([
    [{ MFN_OIDC_ISSUER: "https://id.example.org" }, /needs MFN_OIDC_CLIENT_ID/],
    [{ MFN_OIDC_ISSUER: "https://id.example.org", MFN_OIDC_CLIENT_ID: "x" }, /needs MFN_PUBLIC_URL/],
    [{ MFN_OIDC_ISSUER: "http://id.example.org", MFN_OIDC_CLIENT_ID: "x", MFN_PUBLIC_URL: home }, /expected https/],
    [{ MFN_OIDC_ROLES: "heads=boss" }, /MFN_OIDC_ROLES cannot be used: expected such as lab-admins=admin/],
  ])("%o are refused by name", (env, words) => expect(() => settingsOf(env)).toThrow(words));
  it("give the highest role that fits", () => {
    const settings = {
      roleClaim: "groups",
      roles: new Map([
        ["a", "viewer"],
        ["b", "admin"],
        ["c", "researcher"],
      ] as const),
    };
    const given = (groups: unknown) => claimedRole({ iss: "i", sub: "s", groups }, settings);
    expect([given(["a", "b", "c"]), given(["c", "a"]), given("a"), given(["x", 7]), given(undefined)]).toEqual([
      "admin",
      "researcher",
      "viewer",
      undefined,
      undefined,
    ]);
  });
});
