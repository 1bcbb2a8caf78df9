import type { FastifyInstance } from "fastify";
import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tooManyWait } from "../../server/refusals";
import { createServer, type CreateOptions } from "../../server/app";
import { decodePacket, encodePacket, packetType } from "../../src/engine/frame-codec";
import { createEngineHost } from "../../src/engine/host";
import type { EngineDescription, FieldFrame, OpenedRun, Measurement } from "../../src/engine/protocol";
import { routes } from "../../src/engine/protocol-http";
import { key, testParts, type TestOptions } from "../support/server-parts";

const spec = { version: 1, model: "gray-scott", grid: { shape: [8, 12] }, seed: 3 } as const;
const servers: FastifyInstance[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map((server) => server.close()))));

async function server(options: TestOptions & CreateOptions = {}): Promise<FastifyInstance> {
  const app = await createServer(testParts(options), options);
  servers.push(app);
  return app;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";
const ask = (app: FastifyInstance, method: Method, url: string, body?: unknown, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers: { "x-api-key": key, ...headers }, ...(body !== undefined && { payload: body as object }) });
const open = async (app: FastifyInstance, input: unknown = spec) => (await ask(app, "POST", "/api/v1/runs", input)).json<OpenedRun>();

describe("the engine over HTTP", () => {
  it("opens, advances and closes a run in plain JSON", async () => {
    const app = await server();
    const opened = await open(app);
    expect(opened).toMatchObject({
      spec: { model: "gray-scott", grid: { shape: [8, 12] } },
      backend: "wasm",
      exact: true,
      notes: [],
      frame: { step: 0, run: opened.run },
    });
    expect(opened.because).toMatch(/\w/);
    const { frame, done } = (await ask(app, "POST", `/api/v1/runs/${opened.run}/advance`, { steps: 7 })).json<{ frame: FieldFrame; done: number }>();
    expect([done, frame.step, frame.paused, frame.fields["u"]!.length]).toEqual([7, 7, false, 96]);
    const closed = await ask(app, "DELETE", `/api/v1/runs/${opened.run}`);
    expect([closed.statusCode, closed.body]).toEqual([200, "null"]);
    const gone = await ask(app, "GET", `/api/v1/runs/${opened.run}/frame`);
    expect(gone.statusCode).toBe(404);
    expect(gone.json()).toMatchObject({ code: "run/unknown", status: 404 });
  });
  it("computes a run with the back end that its opening names, in the same bits", async () => {
    const app = await server();
    const [plain, wasm] = await Promise.all(
      ["plain", "wasm"].map(async (backend) => {
        const opened = (await ask(app, "POST", `/api/v1/runs?backend=${backend}&threads=1`, spec)).json<OpenedRun>();
        expect(opened).toMatchObject({ backend, threads: 1, because: "chosen by name" });
        return (await ask(app, "POST", `/api/v1/runs/${opened.run}/advance`, { steps: 5 })).json<{ frame: FieldFrame }>().frame.fields;
      }),
    );
    expect(wasm).toEqual(plain);
  });
  it("says which back ends are here, and why others are not", async () => {
    const { backends } = (await ask(await server(), "GET", "/api/v1/engine")).json<EngineDescription>();
    expect(backends).toMatchObject([
      { id: "plain", missing: null },
      { id: "wasm", exact: true, missing: null },
      { id: "webgpu", exact: false, missing: expect.stringMatching(/no WebGPU/) as string },
    ]);
  });
  it("sends arrays as bytes to those who ask for a packet, the same numbers as in JSON", async () => {
    const app = await server();
    const { run, frame } = await open(app);
    const answer = await ask(app, "GET", `/api/v1/runs/${run}/frame`, undefined, { accept: packetType });
    expect(answer.headers["content-type"]).toBe(packetType);
    const packed = decodePacket(answer.rawPayload) as FieldFrame;
    expect(packed.fields["u"]).toBeInstanceOf(Float32Array);
    expect(Array.from(packed.fields["u"]!)).toEqual(frame.fields["u"]);
  });
  it("gives runs names that cannot be guessed from one another", async () => {
    const app = await server();
    const runs = [(await open(app)).run, (await open(app)).run];
    for (const run of runs) expect(run).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });
  it("answers with the state reached when the time given has passed", async () => {
    const app = await server();
    const { run } = await open(app, { ...spec, grid: { shape: [64, 64] } });
    const { frame, done } = (await ask(app, "POST", `/api/v1/runs/${run}/advance`, { steps: 1e9, within: 0.2 })).json<{
      frame: FieldFrame;
      done: number;
    }>();
    expect(done).toBe(frame.step);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(1e9);
    expect(frame.paused).toBe(false);
  });
  it("answers progress, pause and cancel while it advances", async () => {
    const app = await server();
    const { run } = await open(app, { ...spec, grid: { shape: [64, 64] } });
    const advancing = ask(app, "POST", `/api/v1/runs/${run}/advance`, { steps: 1e9 });
    const running = async () => (await ask(app, "GET", `/api/v1/runs/${run}/progress`)).json<{ running: boolean; target: number }>();
    while (!(await running()).running) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await running()).target).toBe(1e9);
    await ask(app, "POST", `/api/v1/runs/${run}/pause`);
    expect((await advancing).json<{ frame: FieldFrame }>().frame.paused).toBe(true);
    const again = ask(app, "POST", `/api/v1/runs/${run}/advance`, { steps: 1e9 });
    while (!(await running()).running) await new Promise((resolve) => setTimeout(resolve, 5));
    await ask(app, "POST", `/api/v1/runs/${run}/cancel`);
    expect((await again).json()).toMatchObject({ code: "run/cancelled" });
    expect((await again).statusCode).toBe(409);
  });
  it("ends without waiting for a run under way", async () => {
    const app = await server();
    const { run } = await open(app, { ...spec, grid: { shape: [64, 64] } });
    const advancing = ask(app, "POST", `/api/v1/runs/${run}/advance`, { steps: 1e9 });
    while (!(await ask(app, "GET", `/api/v1/runs/${run}/progress`)).json<{ running: boolean }>().running)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await app.close();
    expect((await advancing).json()).toMatchObject({ code: "run/cancelled" });
  });
  it("measures, analyses and detects from JSON lists", async () => {
    const app = await server();
    const values = Array.from({ length: 64 }, (_, i) => (i < 32 ? 0 : 1) + 0.01 * Math.sin(i));
    const detected = await ask(app, "POST", "/api/v1/detect", { channels: [values], method: "pelt", options: {} });
    expect(detected.json()).toMatchObject({ changePoints: [32], n: 64 });
    const image = await ask(app, "POST", "/api/v1/measure-image", { shape: [8, 8], values, threshold: "otsu", invert: false });
    expect(image.json()).toMatchObject({ shape: [8, 8], foreground: 0.5 });
    const frame = { stream: "s", step: 0, shape: [8, 8], values, millivoltsPerUnit: null, periodic: false, spacing: [1, 1] };
    const upper = await ask(app, "POST", "/api/v1/measure", { ...frame, mask: values.map((_, i) => (i < 32 ? 1 : 0)) });
    expect(upper.json<Measurement>().features.V_max.value).toBeLessThan(0.02);
    const stability = await ask(app, "POST", "/api/v1/analyse", spec);
    expect(stability.json<{ fixedPoints: unknown[] }>().fixedPoints.length).toBeGreaterThan(0);
    const axes = { x: { name: "F", min: 0, max: 0.1 }, y: { name: "k", min: 0, max: 0.1 } };
    const plane = (await ask(app, "POST", "/api/v1/analyse-plane", { spec, ...axes })).json<{ classes: number[]; nx: number; ny: number }>();
    expect(plane.classes).toHaveLength(plane.nx * plane.ny);
  });
});

describe("the key", () => {
  it.each(Object.entries(routes))("is asked for by %s", async (_, { method, path }) => {
    const app = await server();
    const answer = await app.inject({ method, url: `/api/v1${path.replace(":run", "x")}` });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({
      code: "server/unauthorised",
      detail: expect.stringMatching(/X-API-Key/) as string,
      error_code: "authentication_required",
    });
  });
  it("is refused when wrong", async () => {
    const app = await server();
    expect((await ask(app, "GET", "/api/v1/engine", undefined, { "x-api-key": "mfn_other" })).statusCode).toBe(401);
    expect((await ask(app, "GET", "/api/v1/engine")).statusCode).toBe(200);
  });
  it("is not wanted by /health, and by that exact path alone", async () => {
    const app = await server();
    expect((await app.inject("/health")).json()).toMatchObject({ service: "mfn-workbench", status: "healthy", runs: 0 });
    expect((await app.inject("/health/")).statusCode).toBe(404);
    expect((await app.inject("/api/v1/health")).statusCode).toBe(404);
  });
  it("is asked for after the rate limit, so that guessing is slow", async () => {
    const app = await server({ config: { requestsPerMinute: 2 } });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await app.inject("/api/v1/engine")).statusCode);
    expect(codes).toEqual([401, 401, 429]);
    expect((await app.inject("/health")).statusCode).toBe(200);
  });
  it("never reaches the log", async () => {
    let log = "";
    const app = await server({ config: { logLevel: "trace", logFormat: "json" }, logTo: { write: (line) => void (log += line) } });
    await ask(app, "GET", "/api/v1/engine");
    await ask(app, "POST", "/api/v1/runs", { version: 1, model: "nonsense" });
    expect(log).toContain("/api/v1/engine");
    expect(log).toMatch(/"request_id":"[0-9a-f-]{36}"/);
    expect(log).not.toContain(key);
  });
});

describe("bad requests", () => {
  it.each([
    ["a spec with an unknown key", "/api/v1/runs", { version: 1, model: "gray-scott", stepps: 1 }, 400, "spec/unknown-key", /did you mean "steps"/],
    ["an unknown model", "/api/v1/runs", { version: 1, model: "gray-scot" }, 400, "spec/unknown-model", /did you mean "gray-scott"/],
    ["a list for a spec", "/api/v1/runs", [], 400, "spec/malformed", /JSON object/],
    [
      "a file on the server",
      "/api/v1/runs",
      { ...spec, initial: { kind: "file", path: "/etc/passwd" } },
      403,
      "server/refused",
      /a server reads no files/,
    ],
    [
      "a mask on the server",
      "/api/v1/runs",
      { ...spec, grid: { ...spec.grid, mask: { file: "/etc/passwd" } } },
      403,
      "server/refused",
      /^At grid\.mask\.file: a server reads no files/,
    ],
    [
      "a parameter in a file of the server",
      "/api/v1/analyse",
      { ...spec, parameters: { F: { file: "F.png", low: 0.02, high: 0.06 } } },
      403,
      "server/refused",
      /^At parameters\.F\.file: a server reads no files/,
    ],
    [
      "a plane of a parameter that the model has not",
      "/api/v1/analyse-plane",
      { spec, x: { name: "f", min: 0, max: 1 }, y: { name: "k", min: 0, max: 1 } },
      400,
      "parameter/unknown",
      /^At x\.name: there is no parameter "f"; did you mean "F"/,
    ],
    [
      "a plane without an end",
      "/api/v1/analyse-plane",
      { spec, x: { name: "F", min: 0 }, y: { name: "k", min: 0, max: 1 } },
      400,
      "usage",
      /^At body\.x\.max: /,
    ],
    [
      "a plane of a spec that is none",
      "/api/v1/analyse-plane",
      { spec: { ...spec, model: "grey-scott" }, x: { name: "F", min: 0, max: 1 }, y: { name: "k", min: 0, max: 1 } },
      400,
      "spec/unknown-model",
      /did you mean "gray-scott"/,
    ],
    [
      "a back end that is not here",
      "/api/v1/runs?backend=webgpu",
      spec,
      400,
      "backend/unavailable",
      /"webgpu" is not available here .*available: plain, wasm/,
    ],
    ["a back end that is none", "/api/v1/runs?backend=cuda", spec, 400, "usage", /^At query\.backend: .*"wasm"/],
    ["no threads", "/api/v1/runs?threads=0", spec, 400, "usage", /^At query\.threads/],
    ["an unknown wish", "/api/v1/runs?thread=2", spec, 400, "usage", /thread/],
    [
      "a grid beyond the limit",
      "/api/v1/runs",
      { ...spec, grid: { shape: [100, 100] } },
      403,
      "server/refused",
      /10000 cells, this server runs at most 4096/,
    ],
    [
      "too few values",
      "/api/v1/measure-image",
      { shape: [2, 2], values: [1], threshold: "otsu", invert: false },
      400,
      "usage",
      /At body\.values: expected as many values/,
    ],
    ["a method that is none", "/api/v1/detect", { channels: [[1, 2, 3]], method: "pelp", options: {} }, 400, "usage", /did you mean "pelt"/],
    ["a negative number of steps", "/api/v1/runs/x/advance", { steps: -1 }, 400, "usage", /At body\.steps/],
  ])("%s is refused with code and cure", async (_, url, body, status, code, words) => {
    const app = await server({ config: { maxCells: 4096 } });
    const answer = await ask(app, "POST", url, body);
    const problem = answer.json<{ status: number; code: string; detail: string }>();
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect([answer.statusCode, problem.status, problem.code]).toEqual([status, status, code]);
    expect(problem.detail).toMatch(words);
  });
  it("a file for a parameter in flight is refused like one in a spec", async () => {
    const app = await server();
    const { run } = await open(app);
    const answer = await ask(app, "PUT", `/api/v1/runs/${run}/parameters`, { F: { file: "F.npy" } });
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringMatching(/At parameters\.F: a server reads no files/)]);
  });
  it("malformed JSON and packets are told apart from faults of the server", async () => {
    const app = await server();
    const json = await app.inject({
      method: "POST",
      url: "/api/v1/runs",
      headers: { "x-api-key": key, "content-type": "application/json" },
      payload: "{",
    });
    expect(json.statusCode).toBe(400);
    const packet = await app.inject({
      method: "POST",
      url: "/api/v1/runs",
      headers: { "x-api-key": key, "content-type": packetType },
      payload: "nonsense",
    });
    expect([packet.statusCode, packet.json<{ code: string }>().code]).toEqual([400, "data/unreadable"]);
  });
  it("a fault of ours is not told with its inside", async () => {
    const app = await server({ engine: { ...createEngineHost(), describe: () => Promise.reject(new Error("secret path /srv/x")) } });
    const answer = await ask(app, "GET", "/api/v1/engine");
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain("secret");
    expect(answer.body).toContain(answer.headers["x-request-id"]);
  });
  it("where too many wait it is said when to ask again", async () => {
    const app = await server({ engine: { ...createEngineHost(), describe: () => Promise.reject(tooManyWait("measurements")) } });
    const answer = await ask(app, "GET", "/api/v1/engine");
    expect(answer.headers["retry-after"]).toBe("5");
    const detail = "too many measurements wait already; try again in 5 s";
    expect(answer.json()).toMatchObject({ status: 429, code: "server/refused", detail, retry_after: 5 });
  });
  it.each([
    ["too long a name", `/api/v1/models/${"a".repeat(101)}`, 400, "usage"],
    ["an address that cannot be read", "/api/v1/models/%zz", 400, "spec/unknown-model"],
    ["bytes that are no text", "/%ff", 404, "usage"],
    ["such bytes behind a semicolon", "/a;%ff", 404, "usage"],
  ])("%s is a problem too, and passes every hook", async (_, url, status, code) => {
    const answer = await (await server()).inject({ url, headers: { "x-api-key": key } });
    expect([answer.statusCode, answer.json<{ status: number; code: string }>()]).toEqual([
      status,
      expect.objectContaining({ status, code, instance: url }),
    ]);
    expect(answer.headers).toMatchObject({ "x-request-id": expect.any(String) as string, "x-content-type-options": "nosniff" });
    expect(Object.keys(answer.headers).join()).toMatch(/ratelimit/i);
  });
  it("an address that is none names the list", async () =>
    expect((await (await server()).inject("/api/v2/x")).body).toMatch(/nothing at GET \/api\/v2\/x; \/api\/openapi\.json/));
});

describe("limits", () => {
  it("bound the number of open runs, also when many come at once", async () => {
    const app = await server({ config: { maxRuns: 2, maxRunsPerUser: 2 } });
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(app, "POST", "/api/v1/runs", spec)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 403, 403]);
  });
});

describe("bodies", () => {
  const send = (app: FastifyInstance, url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({ method: "POST", url, headers: { "x-api-key": key, "content-type": "application/json", ...headers }, payload });
  const detail = (answer: { json<T>(): T }) => answer.json<{ detail: string }>().detail;
  /** JSON of so many bytes. */
  const long = (bytes: number) => JSON.stringify({ message: "A".repeat(bytes - 14) });

  it.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("of 20 000 %s in each other are refused everywhere, in words", async (_, open, close) => {
    const app = await server();
    const deep = `{"spec":${open.repeat(20_000)}1${close.repeat(20_000)}}`;
    for (const url of ["runs", "analyse", "analyse-plane", "twins", "measure", "ion/ghk", "lyapunov", "estimate", "jobs", "aggregate"]) {
      const answer = await send(app, `/api/v1/${url}`, deep, { "idempotency-key": "deep" });
      expect([url, answer.statusCode, detail(answer)]).toEqual([url, 400, expect.stringMatching(/^At body: .*more than 100 levels deep/)]);
    }
    const file = await send(app, "/api/v1/regimes", deep);
    expect([file.statusCode, detail(file)]).toEqual([400, expect.stringMatching(/more than 100 levels deep/)]);
  });
  it("that are packets are read by the engine's routes alone", async () => {
    const app = await server();
    const packet = Buffer.from(encodePacket({ version: 1, model: "gray-scott", grid: { shape: [8, 8] } }));
    const type = { "content-type": packetType };
    expect((await send(app, "/api/v1/runs", packet, type)).statusCode).toBe(200);
    for (const url of ["/simulate", "/api/v1/estimate"]) {
      const answer = await send(app, url, packet, type);
      expect([answer.statusCode, detail(answer)]).toEqual([
        415,
        `this takes a body of the type application/json, said in the header Content-Type; got ${packetType}`,
      ]);
    }
    expect(detail(await send(app, "/api/v1/runs", packet, { "content-type": "text/html" }))).toContain(
      `of the type application/json or ${packetType},`,
    );
  });
  it("that are packets of a few bytes read many times are refused", async () => {
    const app = await server();
    const values = new Uint8Array(4096);
    const honest = Buffer.from(encodePacket({ shape: [64, 64], values, threshold: "otsu", invert: false, more: [values, values] }));
    const shared = Buffer.from(honest.toString("latin1").replace(/"offset":(4096|8192)/g, '"offset":0   '), "latin1");
    expect(shared).toHaveLength(honest.length);
    const answer = await send(app, "/api/v1/measure-image", shared, { "content-type": packetType });
    expect([answer.statusCode, detail(answer)]).toEqual([400, expect.stringMatching(/array 1 begins at byte 0 of the data, before array 0 ends/)]);
  });
  it.each([
    ["/api/v1/jobs", 2 ** 20 + 1, 413],
    ["/simulate", 2 ** 20 + 1, 413],
    ["/api/sign", 1.4 * 2 ** 20, 400],
    ["/api/sign", 1.5 * 2 ** 20 + 1, 413],
    ["/api/v1/aggregate", 16 * 2 ** 20, 400],
    ["/federated/aggregate", 16 * 2 ** 20, 422],
    ["/federated/aggregate", 16 * 2 ** 20 + 1, 413],
    ["/api/v1/measure-image", 20 * 2 ** 20, 400],
    ["/api/v1/runs/x/pause", 2 ** 20 + 1, 413],
  ])("to %s of %d bytes are answered %d", async (url, bytes, status) => {
    const app = await server();
    expect((await send(app, url, long(Math.floor(bytes)))).statusCode).toBe(status);
  });
});

describe("whoever has gone", () => {
  it("is advanced nothing for", async () => {
    const host = createEngineHost();
    let go = () => {};
    const asked = new Promise<void>((resolve) => (go = resolve));
    let answer = () => {};
    const progress = async () => {
      go();
      await new Promise<void>((resolve) => (answer = resolve));
      return { step: 0, target: 0, running: false };
    };
    const advance = vi.fn(host.advance);
    const app = await server({ engine: { ...host, advance, progress } });
    const { run } = await open(app);
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    const closed = new Promise((resolve) => app.server.once("request", (_, response) => response.once("close", resolve)));
    const leave = new AbortController();
    const request = fetch(`${url}/api/v1/runs/${run}/advance`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/json" },
      body: JSON.stringify({ steps: 1e9 }),
      signal: leave.signal,
    });
    await asked;
    leave.abort();
    await expect(request).rejects.toThrow();
    await closed;
    answer();
    await app.close();
    expect(advance).not.toHaveBeenCalled();
  });
  it("stops a measurement under way", async () => {
    const until: AbortSignal[] = [];
    let go = () => {};
    const asked = new Promise<void>((resolve) => (go = resolve));
    const detect = (_: unknown, signal?: AbortSignal) => {
      until.push(signal!);
      go();
      return new Promise<never>((_, reject) => signal!.addEventListener("abort", () => reject(new Error("broken off"))));
    };
    const app = await server({ engine: { ...createEngineHost(), detect } });
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    const leave = new AbortController();
    const request = fetch(`${url}/api/v1/detect`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/json" },
      body: JSON.stringify({ channels: [[1, 2, 3]], method: "pelt", options: {} }),
      signal: leave.signal,
    });
    await asked;
    leave.abort();
    await expect(request).rejects.toThrow();
    await vi.waitFor(() => expect(until[0]!.aborted).toBe(true), { timeout: 10_000 });
  });
});

it("a run that cannot be closed is logged, and the server ends all the same", async () => {
  let log = "";
  const engine = { ...createEngineHost(), close: () => Promise.reject(new Error("its thread has died")) };
  const app = await createServer(testParts({ engine, config: { logLevel: "error", logFormat: "json" } }), {
    logTo: { write: (line) => void (log += line) },
  });
  const later = vi.fn();
  app.addHook("onClose", async () => later());
  await open(app);
  await app.close();
  expect(log).toMatch(/its thread has died.*a run could not be closed/);
  expect(later).toHaveBeenCalledOnce();
});

describe("pages of other origins", () => {
  const preflight = (app: FastifyInstance, origin: string) =>
    app.inject({
      method: "OPTIONS",
      url: "/api/v1/runs",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-api-key,content-type" },
    });
  it.each([
    ["http://localhost:5173", true],
    ["http://127.0.0.1:4173", true],
    ["https://lab.example.org", true],
    ["https://evil.example.org", false],
    ["http://localhost.evil.org", false],
  ])("%s may call: %s", async (origin, allowed) => {
    const app = await server({ config: { corsOrigins: ["https://lab.example.org"] } });
    const { headers } = await preflight(app, origin);
    expect(headers["access-control-allow-origin"]).toBe(allowed ? origin : undefined);
  });
});

describe("the description", () => {
  it("names every call of the engine, with the schema of what it takes", async () => {
    const app = await server();
    const document = (await app.inject("/api/openapi.json")).json<{
      openapi: string;
      paths: Record<
        string,
        Record<
          string,
          {
            operationId: string;
            parameters?: { name: string; in: string }[];
            requestBody?: { content: Record<string, { schema: { properties?: object } }> };
          }
        >
      >;
    }>();
    expect(document.openapi).toBe("3.1.0");
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(operations).toEqual(expect.arrayContaining([...Object.keys(routes), "health"]));
    const opening = document.paths["/api/v1/runs"]!["post"]!;
    expect(Object.keys(opening.requestBody!.content["application/json"]!.schema.properties!)).toContain("integrator");
    expect(opening.parameters!.map(({ name, in: where }) => `${where} ${name}`)).toEqual(["query backend", "query threads", "query steps"]);
  });
});

describe("the app's files", () => {
  it("are served isolated, under the content policy of the page", async () => {
    const appFolder = mkdtempSync(join(tmpdir(), "mfn-app-"));
    mkdirSync(join(appFolder, "assets"));
    writeFileSync(join(appFolder, "index.html"), "<!doctype html><title>MFN Workbench</title>");
    writeFileSync(join(appFolder, "sandbox.html"), "<!doctype html>");
    writeFileSync(join(appFolder, "assets", "index-abc123.js"), "export {}");
    const app = await server({ appFolder });
    const page = await app.inject("/");
    expect(page.body).toContain("MFN Workbench");
    expect(page.headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-cache",
    });
    expect(page.headers["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(page.headers["content-security-policy"]).not.toMatch(/'unsafe-eval'/);
    const script = await app.inject("/assets/index-abc123.js");
    expect([script.statusCode, script.headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
    const sandbox = await app.inject("/sandbox.html");
    expect(sandbox.headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect(sandbox.headers["content-security-policy"]).toMatch(/^sandbox allow-scripts; connect-src 'none'; frame-ancestors 'self'/);
    expect((await app.inject("/../server.test.ts")).statusCode).toBe(404);
    expect((await app.inject("/%2e%2e/%2e%2e/etc/passwd")).statusCode).toBeGreaterThanOrEqual(400);
    expect((await app.inject("/nothing")).statusCode).toBe(404);
  });
});
