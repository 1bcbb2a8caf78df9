import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import type { Jobs, Submission } from "../../../server/jobs/jobs";
import { npy } from "../../../src/exporters/npy";
import api from "../../golden/api_examples.json" with { type: "json" };
import { fakeTerminal } from "../../support/cli";
import { key, testParts } from "../../support/server-parts";

let app: FastifyInstance;
const submitted: { owner: string; submission: Submission }[] = [];
const jobs = {
  submit: async (owner: string, submission: Submission) => {
    submitted.push({ owner, submission });
    return { id: "job-1", state: "queued" };
  },
} as unknown as Jobs;
beforeAll(async () => void (app = await createServer(testParts({ parts: { jobs }, config: { maxWaitedCellSteps: 1e8 } }))));
afterAll(() => app.close());

type Method = "GET" | "POST" | "DELETE";
const ask = (method: Method, url: string, payload?: object | string, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers: { "x-api-key": key, ...headers }, ...(payload !== undefined && { payload }) });
interface Problem {
  status: number;
  code: string;
  detail: string;
  facts?: { limit: number; actual: number };
}

describe("the endpoints of MFN v4.1", () => {
  it("say that the server is healthy", async () => expect((await app.inject("/health")).json()).toMatchObject({ status: "healthy" }));

  it("answer its examples", async () => {
    const simulated = await ask("POST", "/simulate", { seed: 7, grid_size: 32, steps: 32 });
    expect(simulated.json()).toMatchObject({
      growth_events: 10,
      pot_min_mV: api.values['simulate {"seed": 7, "grid_size": 32, "steps": 32}'].pot_min_mV,
    });
    const potential = await ask("POST", "/nernst", { z_valence: 1, concentration_out_molar: 0.005, concentration_in_molar: 0.14 });
    expect(potential.json()).toMatchObject({ potential_mV: api.values["nernst K+"] });
    const { gradients, num_clusters, aggregated_gradient } = api.values.federated;
    expect((await ask("POST", "/federated/aggregate", { gradients, num_clusters })).json()).toMatchObject({
      aggregated_gradient,
      num_input_gradients: 5,
    });
    const validated = await ask("POST", "/validate", { grid_size: 16, steps: 16 });
    expect(validated.json()).toMatchObject({ loss_drop: expect.any(Number) as number, nernst_rtfz_mV: 26.71224675678714 });
  });

  it.each([
    ["/simulate", { grid_size: 7 }, 422],
    ["/simulate", { steps: 1001 }, 422],
    ["/simulate", { alpha: 1.1 }, 422],
    ["/nernst", { concentration_out_molar: 0, concentration_in_molar: 1 }, 422],
    ["/nernst", { concentration_out_molar: 1, concentration_in_molar: 1, temperature_k: 400 }, 422],
    ["/validate", { epochs: 0 }, 422],
    ["/federated/aggregate", { gradients: [[1]], byzantine_fraction: 0.6 }, 422],
    ["/federated/aggregate", { gradients: [] }, 400],
    ["/federated/aggregate", {}, 422],
  ])("%s refuses %o with %i", async (url, body, status) => {
    const answer = await ask("POST", url, body);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect([answer.statusCode, answer.json<Problem>().status]).toEqual([status, status]);
  });

  it("want a key, and say so in its words", async () => {
    const answer = await app.inject({ method: "POST", url: "/simulate", payload: {} });
    expect([answer.statusCode, answer.json<{ error_code: string }>().error_code]).toEqual([401, "authentication_required"]);
  });

  it("tell the limit before they begin", async () => {
    const answer = await ask("POST", "/validate", { grid_size: 256, steps: 1000, mode: "correct" });
    expect(answer.json<Problem>()).toMatchObject({ status: 403, code: "server/refused", facts: { limit: 1e8, actual: 256 * 256 * 1000 * 113 } });
  });
});

describe("the catalogue", () => {
  it.each(["models", "metrics", "series-metrics", "detectors", "generators", "aggregators", "experiments"])("lists %s page by page", async (name) => {
    const ids: string[] = [];
    let after = "";
    do {
      const { items, next } = (await ask("GET", `/api/v1/${name}?limit=3${after}`)).json<{ items: { id: string }[]; next: string | null }>();
      expect(items.length).toBeLessThanOrEqual(3);
      ids.push(...items.map(({ id }) => id));
      after = next === null ? "" : `&after=${next}`;
    } while (after !== "");
    expect(new Set(ids).size).toBe(ids.length);
    const all = (await ask("GET", `/api/v1/${name}?limit=200`)).json<{ items: { id: string }[] }>();
    expect(ids).toEqual(all.items.map(({ id }) => id));
    expect((await ask("GET", `/api/v1/${name}/${ids[0]}`)).json()).toEqual(all.items[0]);
  });

  it("tells a model's equations and parameters", async () => {
    const model = (await ask("GET", "/api/v1/models/gray-scott")).json<{ equations: object; params: Record<string, { unit: string }> }>();
    expect(Object.keys(model.equations)).toEqual(["u", "v"]);
    expect(model.params["F"]).toMatchObject({ kind: "number", min: 0 });
  });

  it("refuses a cursor of another list, and one that is none", async () => {
    for (const after of ["Zm9v", "%00"]) {
      const answer = await ask("GET", `/api/v1/models?after=${after}`);
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([400, "usage"]);
    }
  });
});

describe("files", () => {
  const image = Buffer.from(
    npy.encode({ shape: [32, 32], values: Float64Array.from({ length: 1024 }, (_, i) => ((i * 7919) % 1024) / 1024) }, {
      software: "test",
      version: "0",
    } as never),
  );

  it("are measured as mfn measure does", async () => {
    const terminal = fakeTerminal();
    terminal.file("upload.npy", new Uint8Array(image));
    const wanted = (await terminal.mfn("measure", "upload.npy", "--metric", "box-counting", "--draws", "0", "--json")).json<unknown[]>();
    const answer = await app.inject({
      method: "POST",
      url: "/api/v1/metrics/measure?metric=box-counting&draws=0",
      headers: { "x-api-key": key, "content-type": "application/octet-stream" },
      payload: image,
    });
    expect(answer.json<{ result: unknown }>().result).toEqual(wanted[0]);
  });

  it("give the 18 features, series metrics and regimes", async () => {
    const features = await app.inject({
      method: "POST",
      url: "/api/v1/features",
      headers: { "x-api-key": key, "content-type": "application/x-npy" },
      payload: image,
    });
    expect(Object.keys(features.json<{ result: object }>().result)).toHaveLength(18);
    const csv = `x\n${Array.from({ length: 200 }, (_, i) => (i < 100 ? 0 : 5) + Math.sin(12.9898 * i)).join("\n")}\n`;
    const regimes = await ask("POST", "/api/v1/regimes?method=pelt", csv, { "content-type": "text/csv" });
    expect(regimes.json<{ result: object }>().result).toMatchObject({ changePoints: [100] });
    const series = await ask("POST", "/api/v1/series-metrics/measure?metric=dfa", csv, { "content-type": "text/csv" });
    expect(series.json<{ result: object }>().result).toHaveProperty("dfa");
  });

  it.each([
    ["an option that is none", "/api/v1/metrics/measure?treshold=otsu", 400],
    ["a file to write", "/api/v1/metrics/measure?out=/tmp/x.csv", 400],
    ["text that is no image", "/api/v1/metrics/measure", 400],
  ])("%s is refused", async (_, url, status) => expect((await ask("POST", url, "no image", { "content-type": "text/csv" })).statusCode).toBe(status));

  it("an empty body is refused", async () =>
    expect((await app.inject({ method: "POST", url: "/api/v1/features", headers: { "x-api-key": key } })).statusCode).toBe(400));
});

describe("computations", () => {
  it("calculate membranes", async () => {
    const answer = await ask("POST", "/api/v1/ion/nernst", { z: 1, out: "5mM", in: "140mM" });
    expect(answer.json<{ result: { potentialMillivolts: number } }>().result.potentialMillivolts).toBeCloseTo(-89.06, 1);
  });
  it("read no file of the server for a membrane or a spec", async () => {
    const clamp = await ask("POST", "/api/v1/ion/simulate", { clamp: { kind: "current", file: "/etc/passwd" } });
    expect([clamp.statusCode, clamp.json<Problem>().code]).toEqual([403, "server/refused"]);
    const spec = { version: 1, model: "gray-scott", grid: { shape: [8, 8] }, initial: { kind: "file", path: "/etc/passwd" } };
    expect((await ask("POST", "/api/v1/lyapunov", { spec, steps: 10 })).statusCode).toBe(403);
  });
  it("make series, aggregate updates and run experiments", async () => {
    const { ids } = await import("../../../src/core/generators/index").then(({ generators }) => generators);
    const made = await ask("POST", `/api/v1/generators/${ids[0]}`, { options: {} });
    expect(made.json<{ result: { values: number[]; truth: number[] } }>().result.values.length).toBeGreaterThan(0);
    const aggregated = await ask("POST", "/api/v1/aggregate", { rule: "median", updates: [[1], [2], [40]], attackers: 1 });
    expect(aggregated.json()).toMatchObject({ value: [2], tolerates: 1, chosen: null });
    const intolerable = await ask("POST", "/api/v1/aggregate", { rule: "krum", updates: [[1], [2], [40]], attackers: 1 });
    expect([intolerable.statusCode, intolerable.json<Problem>().code]).toEqual([400, "learning/intolerable"]);
    const unknown = await ask("POST", "/api/v1/experiments/nonsense", {});
    expect(unknown.statusCode).toBe(400);
  });
  it("measure a Lyapunov exponent, and refuse one that is too long to wait for", async () => {
    const spec = { version: 1, model: "gray-scott", grid: { shape: [8, 8] } };
    const answer = await ask("POST", "/api/v1/lyapunov", { spec, steps: 200 });
    expect(answer.json<{ result: object }>().result).toHaveProperty("exponent");
    expect((await ask("POST", "/api/v1/lyapunov", { spec, steps: 1e9 })).json<Problem>()).toMatchObject({ status: 403, facts: { limit: 1e8 } });
  });
  it.each([
    ["/api/v1/aggregate", { rule: "krum", attackers: 1 }, "updates"],
    ["/federated/aggregate", { num_clusters: 1 }, "gradients"],
  ])("refuse %s of more lists than can be compared while somebody waits", async (url, body, name) => {
    const lists = Array.from({ length: 2000 }, () => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26]);
    const refused = (await ask("POST", url, { ...body, [name]: lists })).json<Problem>();
    expect(refused).toMatchObject({ status: 403, path: ["body", name], facts: { limit: 1e8 } });
    expect(refused.facts!["actual"]).toBeGreaterThanOrEqual(1.04e8);
    // Rules that compare none take as many.
    expect((await ask("POST", "/api/v1/aggregate", { rule: "median", updates: lists })).statusCode).toBe(200);
  });
  it("submit a sweep as a job", async () => {
    const answer = await ask("POST", "/api/v1/sweeps", { sweep: { version: 1 }, priority: 2 });
    expect(answer.json()).toEqual({ id: "job-1", state: "queued" });
    expect(submitted).toEqual([{ owner: "owner", submission: { kind: "sweep", document: { version: 1 }, priority: 2 } }]);
  });
});

describe("limits", () => {
  it("are told, and what a spec would cost", async () => {
    expect((await ask("GET", "/api/v1/limits")).json()).toMatchObject({ maxWaitedCellSteps: 1e8 });
    const spec = { version: 1, model: "gray-scott", grid: { shape: [100, 100] }, steps: 1000 };
    expect((await ask("POST", "/api/v1/estimate", { spec })).json()).toEqual({ cells: 1e4, cellSteps: 1e7, refused: null });
    const refused = (await ask("POST", "/api/v1/estimate", { spec, runs: 1e6 })).json<{ refused: { limit: number } | null }>().refused;
    expect(refused === null || refused.limit > 0).toBe(true);
  });
  it("hold for the size of a body", async () => {
    const answer = await ask("POST", "/api/v1/features", "x".repeat(65 * 2 ** 20), { "content-type": "text/csv" });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([413, "server/refused"]);
  });
});

describe("the description", () => {
  interface Operation {
    operationId?: string;
    summary?: string;
    tags?: string[];
    security?: unknown[];
    responses: Record<string, { content?: Record<string, unknown> }>;
  }
  it("gives every call a name of its own, a title, a group, and problems as its faults", async () => {
    const { paths } = (await app.inject("/api/openapi.json")).json<{ paths: Record<string, Record<string, Operation>> }>();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ where: `${method} ${path}`, ...operation })),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const { where, operationId, summary, tags } of operations)
      expect([where, typeof operationId, typeof summary, tags?.length]).toEqual([where, "string", "string", 1]);
    const { responses } = paths["/simulate"]!["post"]!;
    expect(Object.keys(responses["4XX"]?.content ?? responses["4xx"]!.content!)).toEqual(["application/problem+json"]);
  });
  it("is a page without scripts", async () => {
    const answer = await app.inject("/docs");
    expect(answer.headers["content-type"]).toMatch(/text\/html/);
    expect(answer.body).toContain("/federated/aggregate");
    expect(answer.body).toContain('id="problem-run-unknown"');
    expect(answer.body).not.toMatch(/<script|javascript:/);
  });
});
