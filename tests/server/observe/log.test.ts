import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import { createLogger } from "../../../server/observe/log";
import { key, testParts, type TestOptions } from "../../support/server-parts";

const servers: FastifyInstance[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map((server) => server.close()))));

type Line = Record<string, unknown>;

async function logged(config: TestOptions["config"], ask: (app: FastifyInstance) => Promise<unknown>): Promise<string> {
  let log = "";
  const app = await createServer(testParts({ config: { logLevel: "trace", logFormat: "json", ...config } }), {
    logTo: { write: (line) => void (log += line) },
  });
  servers.push(app);
  await ask(app);
  return log;
}
const lines = (log: string) =>
  log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

describe("a line of the log", () => {
  it("has the fields of MFN v4.1, by its names", async () => {
    const log = await logged({ environment: "prod" }, (app) => app.inject({ url: "/health?x=1", headers: { "x-request-id": "my-1" } }));
    const line = lines(log).find(({ endpoint }) => endpoint === "/health")!;
    expect(line).toEqual({
      level: "info",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      logger: "mfn.server",
      env: "prod",
      request_id: "my-1",
      endpoint: "/health",
      method: "GET",
      status: 200,
      duration_ms: expect.any(Number) as number,
      client_ip: "127.0.0.1",
      message: "GET /health 200",
    });
    expect(String(line["duration_ms"])).toMatch(/^\d+(\.\d{1,2})?$/);
  });
  it("is there for what is refused and for what is not there", async () => {
    const log = await logged({}, async (app) => {
      await app.inject("/api/v1/engine");
      await app.inject("/wp-admin.php?token=abc");
    });
    expect(lines(log)).toMatchObject([
      { level: "warn", endpoint: "/api/v1/engine", status: 401, refused: "authentication" },
      { level: "info", endpoint: "/other", path: "/wp-admin.php", status: 404 },
    ]);
  });
  it("has the caller's trace", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const log = await logged({}, (app) => app.inject({ url: "/health", headers: { traceparent } }));
    expect(lines(log)[0]).toMatchObject({ trace_id: "0af7651916cd43dd8448eb211c80319c" });
  });
  it("can be read by a person, and not forged by a stranger", async () => {
    const log = await logged({ logFormat: "text" }, (app) => app.inject("/a%0d%0a12:00:00.000%20INFO\u001b[31m"));
    expect(log).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} INFO {2}GET \/other 404 request_id=\S+ endpoint=\/other method=GET status=404 duration_ms=\S+ client_ip=127\.0\.0\.1 path=\/a/,
    );
    expect(log.trimEnd().split("\n")).toHaveLength(1);
    expect(log).not.toContain("\u001b");
  });
});

describe("the request's id", () => {
  it.each([
    ["abc-123.x:y_z", true],
    ["a b", false],
    ["", false],
    ["x".repeat(65), false],
    ['"},{"', false],
  ])("%s comes back as it was: %s", async (given, kept) => {
    const app = await createServer(testParts());
    servers.push(app);
    const { headers } = await app.inject({ url: "/health", headers: { "x-request-id": given } });
    if (kept) expect(headers["x-request-id"]).toBe(given);
    else expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("secrets", () => {
  const secrets = {
    header: key,
    made: `mfn_${"Ab1-_".repeat(8)}xyz`,
    database: "hunter2-database",
    redis: "hunter3-redis",
    outside: "hunter4-outside-key-of-ours",
    cookie: "hunter5-cookie",
    bearer: "hunter6.bearer.token",
    body: "hunter7-password",
    query: "hunter8-query",
  };
  it("are in no line, whoever wrote it and wherever they stood", async () => {
    const config = {
      databaseUrl: `postgres://mfn:${secrets.database}@db/mfn`,
      redisUrl: `redis://:${secrets.redis}@r:6379`,
      apiKeys: [secrets.outside],
    };
    const log = await logged(config, async (app) => {
      app.post("/careless", { config: { access: "public" } }, async (request) => {
        request.log.info({ req: request, headers: request.headers, body: request.body, url: request.url }, `key ${secrets.made}`);
        request.log.warn({ res: request, deep: { api_key: secrets.header, password: secrets.body } });
        request.log.error({ err: Object.assign(new Error(`connect postgres://mfn:${secrets.database}@db/mfn failed`), { query: secrets.body }) });
        request.log.info(`outside ${secrets.outside} and Bearer ${secrets.bearer}`);
        throw new Error(`redis said ${secrets.redis}`);
      });
      await app.inject({
        method: "POST",
        url: `/careless?token=${secrets.query}`,
        headers: { "x-api-key": secrets.header, cookie: `session=${secrets.cookie}`, authorization: `Bearer ${secrets.bearer}` },
        payload: { password: secrets.body },
      });
    });
    expect(lines(log).length).toBeGreaterThanOrEqual(6);
    expect(log).toContain("postgres://mfn:(hidden)@db/mfn failed");
    // An address that somebody logs by hand is theirs to answer for: the server itself never logs a query.
    for (const [name, secret] of Object.entries(secrets)) if (name !== "query") expect(log, name).not.toContain(secret);
    expect(log.split("\n").filter((line) => line.includes(secrets.query))).toHaveLength(1);
  });
  it("change with the level only in number", () => {
    let log = "";
    const logger = createLogger({ ...testParts().config, logLevel: "warn", logFormat: "json" }, { write: (line) => void (log += line) });
    logger.info("quiet");
    logger.level = "info";
    logger.info("heard");
    expect(lines(log)).toMatchObject([{ message: "heard" }]);
  });
});
