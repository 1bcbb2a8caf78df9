import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import { key, testParts } from "../../support/server-parts";

let app: FastifyInstance;
beforeAll(async () => void (app = await createServer(testParts({ config: { maxRuns: 100, maxRunsPerUser: 100 } }))));
afterAll(() => app.close());

const ask = async (method: "GET" | "POST" | "PUT", url: string, payload?: object) => {
  const answer = await app.inject({ method, url: `/api/v1/runs${url}`, headers: { "x-api-key": key }, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
};
const opened = async (spec: object) => (await ask("POST", "", { version: 1, ...spec })).body["run"] as string;
/** The state after so many steps more. */
const advanced = async (run: string) => {
  const { step, fields } = (await ask("POST", `/${run}/advance`, { steps: 20 })).body["frame"] as { step: number; fields: object };
  return { step, fields };
};
const grid = { shape: [16, 16] };

it.each([
  ["single precision", { model: "gray-scott", grid }],
  ["double precision", { model: "gray-scott", grid, precision: "f64" }],
  ["a method that chooses its steps", { model: "gray-scott", grid, integrator: { method: "bogacki-shampine" } }],
  ["a method that remembers steps", { model: "gray-scott", grid, integrator: { method: "semi-implicit", dt: 0.5 } }],
  ["modes in Fourier space", { model: "cahn-hilliard", grid }],
  ["a step of its own", { model: "mfn-reference", grid }],
])("a state as JSON says it is taken up to the bit: %s", async (_, spec) => {
  const run = await opened(spec);
  await advanced(run);
  const { body: state } = await ask("GET", `/${run}/state`);
  const went = await advanced(run);
  expect((await ask("PUT", `/${run}/state`, state)).status).toBe(200);
  expect(await advanced(run)).toEqual(went);
  // Also by a run that never was there.
  const other = await opened(spec);
  expect((await ask("PUT", `/${other}/state`, state)).status).toBe(200);
  expect(await advanced(other)).toEqual(went);
});

it.each([
  ["what is no packet", "eA=="],
  ["a clock of nowhere", { clock: { copy: 99 }, planes: [] }],
  ["planes that are lists", { clock: { copy: 0 }, planes: [[1, 2]] }],
  ["a number", 7],
])("a state with %s beside its fields is refused, and the run stands where it stood", async (_, extra) => {
  for (const spec of [
    { model: "gray-scott", grid, integrator: { method: "semi-implicit", dt: 0.5 } },
    { model: "mfn-reference", grid },
  ]) {
    const run = await opened(spec);
    await advanced(run);
    const { body: state } = await ask("GET", `/${run}/state`);
    const { status } = await ask("PUT", `/${run}/state`, { ...state, extra });
    expect([200, 400, 422]).toContain(status);
    if (status !== 200) expect((await ask("GET", `/${run}/state`)).body).toEqual(state);
    expect((await advanced(run)).step).toBe(40);
  }
});

it("values that single precision does not have are not rounded in silence", async () => {
  const run = await opened({ model: "gray-scott", grid });
  const { body: state } = await ask("GET", `/${run}/state`);
  const { u, v } = state["fields"] as { u: number[]; v: number[] };
  const { status, body } = await ask("PUT", `/${run}/state`, { ...state, fields: { u: u.map((value) => value + 1e-12), v } });
  expect([status, body["detail"]]).toEqual([expect.any(Number), expect.stringMatching(/it needs u in f32 on 16 × 16 cells/)]);
});
