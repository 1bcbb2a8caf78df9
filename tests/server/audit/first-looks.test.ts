import { afterAll, beforeAll, expect, it } from "vitest";
import { firstLooks } from "../../../server/audit/first-looks";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";

it("the first look of a caller at a thing counts, and again after an hour", () => {
  const clock = { now: 0 };
  const isFirst = firstLooks(() => clock.now);
  const look = (caller = "session 1", what = "GET /api/v1/users") => isFirst(caller, what);
  expect([look(), look(), look("session 2"), look("session 1", "GET /api/v1/users/7/keys")]).toEqual([true, false, true, true]);
  clock.now += 3_599_999;
  expect(look()).toBe(false);
  clock.now += 1;
  expect([look(), look()]).toEqual([true, false]);
});

let server: PeopleServer;
beforeAll(async () => void (server = await peopleServer()));
afterAll(() => server.close());

it("an administrator's page that asks again and again leaves a row for each thing it looks at, and one for each thing it does", async () => {
  const ada = new Browser(server.app);
  await ada.ask("POST", "invitations/accept", { ...good, token: server.invitation });
  for (let i = 0; i < 20; i++)
    for (const url of ["users", "invitations", `audit?limit=${i + 1}`]) expect((await ada.ask("GET", url)).statusCode).toBe(200);
  for (const name of ["a", "b"]) await ada.ask("POST", "invitations", { email: `${name}@example.org`, role: "viewer" });
  await server.recorded();
  const { items } = (await ada.ask("GET", "audit?action=access_granted")).json<{ items: { resource: string }[] }>();
  expect(items.map(({ resource }) => resource).toSorted()).toEqual([
    "GET /api/v1/audit",
    "GET /api/v1/invitations",
    "GET /api/v1/users",
    "POST /api/v1/invitations",
    "POST /api/v1/invitations",
  ]);
});
