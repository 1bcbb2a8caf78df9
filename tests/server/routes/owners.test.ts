import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import { roles, type Accounts } from "../../../server/accounts/accounts";
import type { ServerConfig } from "../../../server/config/config";
import type { OpenedRun } from "../../../src/engine/protocol";
import { testParts } from "../../support/server-parts";

let app: FastifyInstance;
/** Whoever the key names. */
const accounts = {
  identify: async ({ headers }: { headers: Record<string, unknown> }) => {
    const name = String(headers["x-api-key"]);
    return { userId: name, name, role: "researcher", scopes: roles.researcher, via: "key", keyId: null };
  },
} as unknown as Accounts;
beforeAll(async () => void (app = await createServer(testParts({ parts: { accounts } }))));
afterAll(() => app.close());

const ask = (user: string, method: "GET" | "POST" | "DELETE", path: string, payload?: object) =>
  app.inject({ method, url: `/api/v1${path}`, headers: { "x-api-key": user }, ...(payload && { payload }) });

it("a run is not there for anybody but whoever opened it", async () => {
  const { run } = (await ask("ann", "POST", "/runs", { version: 1, model: "gray-scott", grid: { shape: [8, 8] } })).json<OpenedRun>();
  for (const [method, path] of [
    ["GET", "frame"],
    ["POST", "step"],
    ["GET", "state"],
  ] as const)
    expect([(await ask("bob", method, `/runs/${run}/${path}`)).statusCode, (await ask("ann", method, `/runs/${run}/${path}`)).statusCode]).toEqual([
      404, 200,
    ]);
  expect((await ask("bob", "DELETE", `/runs/${run}`)).json()).toMatchObject({ code: "run/unknown" });
  expect((await ask("ann", "DELETE", `/runs/${run}`)).statusCode).toBe(200);
});

it("two users may give their streams one name", async () => {
  const feed = async (user: string, value: number) =>
    (await ask(user, "POST", "/feed", { stream: "s", method: "page-hinkley", options: {}, samples: [[value]] })).json<{ index: number }[]>()[0]!
      .index;
  expect([await feed("ann", 1), await feed("ann", 2), await feed("bob", 3), await feed("ann", 4)]).toEqual([0, 1, 0, 2]);
  const frame = { step: 0, shape: [2, 2], values: [0, 1, 2, 3], millivoltsPerUnit: null, periodic: false, spacing: [1, 1] };
  expect((await ask("ann", "POST", "/measure", { stream: "mine", ...frame })).json()).toMatchObject({ stream: "mine" });
});

it("an advance without a time of its own is answered in the server's, and the run stands where it came to", async () => {
  const quick = await createServer(testParts({ config: { callSeconds: 0.05 as ServerConfig["callSeconds"] }, parts: { accounts } }));
  const headers = { "x-api-key": "ann" };
  const { run } = (
    await quick.inject({ method: "POST", url: "/api/v1/runs", headers, payload: { version: 1, model: "gray-scott", grid: { shape: [64, 64] } } })
  ).json<OpenedRun>();
  const answer = await quick.inject({ method: "POST", url: `/api/v1/runs/${run}/advance`, headers, payload: { steps: 1e9 } });
  const { status, detail, facts } = answer.json<{ status: number; detail: string; facts: { actual: number } }>();
  expect([status, detail]).toEqual([503, expect.stringMatching(/of the 1000000000 steps are done, and the run stands there/)]);
  expect((await quick.inject({ url: `/api/v1/runs/${run}/progress`, headers })).json()).toMatchObject({ step: facts.actual });
  await quick.close();
});
