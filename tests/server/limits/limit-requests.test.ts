import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import { memoryLimiter } from "../../../server/limits/rate-limiter";
import { testParts, type TestOptions } from "../../support/server-parts";

const servers: FastifyInstance[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map((server) => server.close()))));

async function server(config: TestOptions["config"]) {
  // A clock that stands still: nothing comes back while a slow machine asks.
  const parts = testParts({ config, parts: { limiter: memoryLimiter(() => 0) } });
  const app = await createServer(parts);
  servers.push(app);
  return { app, ...parts };
}

describe("the rate limit", () => {
  it("says in both fashions what is left, and when it is over", async () => {
    const { app, events, metrics } = await server({ rateLimits: ["/health=2"], rateLimitWindow: 20 });
    const ask = () => app.inject({ url: "/health", headers: { "x-request-id": "r-1" } });
    expect((await ask()).headers).toMatchObject({
      "x-ratelimit-limit": "2",
      "x-ratelimit-remaining": "1",
      "ratelimit-policy": '"/health";q=2;w=20',
      ratelimit: '"/health";r=1;t=10',
    });
    await ask();
    const { statusCode, headers, body } = await ask();
    expect(JSON.parse(body)).toMatchObject({ status: 429, error_code: "rate_limit_exceeded", retry_after: 11 });
    expect([statusCode, headers["x-ratelimit-remaining"], headers["retry-after"]]).toEqual([429, "0", "11"]);
    expect(body).toMatch(/too many requests: 2 in 20 s are allowed here; try again in 11 s/);
    await ask();
    expect(events).toEqual(
      Array(2).fill({
        action: "rate_limit_exceeded",
        category: "security",
        severity: "warning",
        success: false,
        resource: "/health",
        sourceIp: "127.0.0.1",
        requestId: "r-1",
        details: { limit: 2, window: 20 },
      }),
    );
    const text = await metrics.registry.metrics();
    expect(text).toContain('mfn_http_requests_total{endpoint="/health",method="GET",status="429"} 2');
    expect(text).toContain('mfn_requests_refused_total{reason="rate_limit"} 2');
  });
  it("leaves twenty rows of a client that goes on, and as many of the next bucket", async () => {
    const { app, events } = await server({ rateLimits: ["/health=1", "/metrics=1"] });
    for (const url of ["/health", "/metrics"]) for (let i = 0; i < 30; i++) await app.inject(url);
    expect(events.map(({ resource }) => resource)).toEqual([...Array<string>(20).fill("/health"), ...Array<string>(20).fill("/metrics")]);
  });
  it.each([
    ["/health", "1000"],
    ["/nothing", "100"],
    ["/api/v1/engine", "6000"],
  ])("of %s is %s", async (url, limit) => expect((await (await server({})).app.inject(url)).headers["x-ratelimit-limit"]).toBe(limit));
  it("counts addresses that are none in one bucket", async () => {
    const { app } = await server({ rateLimitRequests: 2 });
    const codes = [];
    for (const url of ["/a", "/b", "/c"]) codes.push((await app.inject(url)).statusCode);
    expect(codes).toEqual([404, 404, 429]);
  });
  it("can be switched off, in a running server", async () => {
    const { app, config } = await server({ rateLimitRequests: 1 });
    expect([(await app.inject("/a")).statusCode, (await app.inject("/a")).statusCode]).toEqual([404, 429]);
    config.rateLimitEnabled = false;
    expect((await app.inject("/a")).statusCode).toBe(404);
  });
  it("tells clients apart by X-Forwarded-For only behind a proxy that is named", async () => {
    const codes = async (app: FastifyInstance) => {
      const answers = [];
      for (const client of ["203.0.113.1", "203.0.113.2"])
        answers.push((await app.inject({ url: "/a", headers: { "x-forwarded-for": `198.51.100.9, ${client}` } })).statusCode);
      return answers;
    };
    expect(await codes((await server({ rateLimitRequests: 1 })).app)).toEqual([404, 429]);
    expect(await codes((await server({ rateLimitRequests: 1, trustedProxies: ["127.0.0.0/8"] })).app)).toEqual([404, 404]);
    expect(await codes((await server({ rateLimitRequests: 1, trustedProxies: ["10.0.0.1"] })).app)).toEqual([404, 429]);
  });
});
