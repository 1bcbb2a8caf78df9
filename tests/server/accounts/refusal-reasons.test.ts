import { afterAll, beforeAll, expect, it } from "vitest";
import type { RefusalReason } from "../../../src/engine/protocol-server";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";

let server: PeopleServer;
let ada: Browser;
beforeAll(async () => {
  server = await peopleServer();
  ada = new Browser(server.app);
  await ada.ask("POST", "invitations/accept", { ...good, token: server.invitation });
});
afterAll(() => server.close());

const told = (answer: Awaited<ReturnType<Browser["ask"]>>) => [
  answer.statusCode,
  answer.json<{ facts?: { reason?: RefusalReason; seconds?: number } }>().facts,
];
const withKey = (key: string, url = "me") => new Browser(server.app).ask("GET", url, undefined, { "x-api-key": key });

it("a refusal names its reason, in a word that pages can say in any language", async () => {
  const stranger = new Browser(server.app);
  expect(told(await stranger.ask("GET", "me"))).toEqual([401, { reason: "sign-in" }]);
  expect(told(await stranger.ask("POST", "session", { email: good.email, password: "wrong" }))).toEqual([401, { reason: "wrong-password" }]);
  expect(told(await stranger.ask("POST", "invitations/look", { token: server.invitation }))).toEqual([404, { reason: "invitation-over" }]);
  expect(told(await withKey("mfn_unknown"))).toEqual([401, { reason: "unknown-key" }]);
  expect(told(await ada.ask("PUT", "me/password", { current: good.password, password: "short" }))).toEqual([400, { reason: "weak-password" }]);
  expect(told(await ada.ask("POST", "invitations", { email: good.email, role: "viewer" }))).toEqual([409, { reason: "has-account" }]);
  expect(told(await ada.ask("POST", "keys", { name: "k", scopes: ["read"] }, { "x-csrf-token": "of another session" }))).toEqual([
    403,
    { reason: "csrf-token" },
  ]);
  expect(told(await ada.ask("PUT", `users/${server.clock.now.getTime()}`, { role: "viewer" }))).toEqual([404, { reason: "not-found" }]);
});

it("of keys it tells whether they are revoked, expired, of a disabled account, or allow too little", async () => {
  const make = async (body: object) => (await ada.ask("POST", "keys", body)).json<{ key: { id: string }; secret: string }>();
  const reader = await make({ name: "reader", scopes: ["read"], days: 1 });
  expect(told(await withKey(reader.secret, "users"))).toEqual([403, { reason: "not-allowed" }]);
  server.clock.pass(24 * 3600);
  expect(told(await withKey(reader.secret))).toEqual([401, { reason: "expired-key" }]);
  const revoked = await make({ name: "revoked", scopes: ["read"], days: 1 });
  await ada.ask("DELETE", `keys/${revoked.key.id}`);
  expect(told(await withKey(revoked.secret))).toEqual([401, { reason: "revoked-key" }]);
  expect(told(await ada.ask("POST", `keys/${revoked.key.id}/rotate`, {}))).toEqual([409, { reason: "conflict" }]);
});

it("tells how many seconds to wait, and whose session is over", async () => {
  const stranger = new Browser(server.app);
  const answers = [];
  for (let i = 0; i < 7; i++) answers.push(told(await stranger.ask("POST", "session", { email: "nobody@example.org", password: "guess" })));
  expect(answers.at(-1)).toEqual([429, { reason: "too-many-tries", seconds: 1 }]);
  server.clock.pass(8 * 24 * 3600);
  expect(told(await ada.ask("GET", "me"))).toEqual([401, { reason: "session-over" }]);
});
