import { readFileSync } from "node:fs";
import { request } from "node:https";
import type { TLSSocket } from "node:tls";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { createServer } from "../../server/app";
import { testParts, type TestOptions } from "../support/server-parts";

const servers: FastifyInstance[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map((server) => server.close()))));

async function server(config: TestOptions["config"] = {}): Promise<FastifyInstance> {
  const app = await createServer(testParts({ config }));
  servers.push(app);
  return app;
}

describe("pages of other origins", () => {
  const origin = "https://lab.example.org";
  it("that are listed may call with their session, and read what concerns them", async () => {
    const app = await server({ corsOrigins: [origin] });
    expect((await app.inject({ url: "/health", headers: { origin } })).headers).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": expect.stringMatching(/retry-after.*ratelimit/) as string,
      vary: expect.stringMatching(/Origin/) as string,
    });
  });
  it("are let in and shut out while the server runs", async () => {
    const parts = testParts();
    const app = await createServer(parts);
    servers.push(app);
    const allowed = async () => (await app.inject({ url: "/health", headers: { origin } })).headers["access-control-allow-origin"];
    expect(await allowed()).toBeUndefined();
    parts.config.corsOrigins = [origin];
    expect(await allowed()).toBe(origin);
  });
  it.each([
    [true, "http://localhost:5173"],
    [false, undefined],
  ])("of this machine may call where corsThisMachine is %s", async (corsThisMachine, allowed) => {
    const { headers } = await (await server({ corsThisMachine })).inject({ url: "/health", headers: { origin: "http://localhost:5173" } });
    expect(headers["access-control-allow-origin"]).toBe(allowed);
  });
  it.each(["null", "https://lab.example.org.evil.org", "https://evil.org/https://lab.example.org", "HTTPS://LAB.EXAMPLE.ORG@evil.org"])(
    "%s may not",
    async (stranger) => {
      const { headers } = await (await server({ corsOrigins: [origin] })).inject({ url: "/health", headers: { origin: stranger } });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    },
  );
});

describe("headers", () => {
  it("keep a page from being framed, sniffed or told on", async () =>
    expect((await (await server()).inject("/health")).headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "content-security-policy": expect.stringMatching(/frame-ancestors 'none'/) as string,
    }));
  it("bind browsers to HTTPS only where it is, be it that of a trusted proxy", async () => {
    const strict = async (config: TestOptions["config"]) =>
      (await (await server(config)).inject({ url: "/health", headers: { "x-forwarded-proto": "https" } })).headers["strict-transport-security"];
    expect(await strict({})).toBeUndefined();
    expect(await strict({ trustedProxies: ["127.0.0.1"] })).toBe("max-age=31536000");
  });
});

describe("HTTPS", () => {
  /** Made for these tests, for 127.0.0.1, of a hundred years. */
  const files = { tlsCert: "tests/fixtures/tls/cert.pem", tlsKey: "tests/fixtures/tls/key.pem" };
  const ask = (url: string, options: object = {}) =>
    new Promise<{ status: number; strict: string | undefined; protocol: string | null }>((resolve, reject) =>
      request(`${url.replace("http:", "https:")}/health`, { ca: readFileSync(files.tlsCert), ...options }, (response) => {
        response.resume();
        const protocol = (response.socket as TLSSocket).getProtocol();
        response.on("end", () => resolve({ status: response.statusCode!, strict: response.headers["strict-transport-security"], protocol }));
      })
        .on("error", reject)
        .end(),
    );
  it("is served from files or PEM text, TLS 1.2 at least", async () => {
    for (const config of [files, { tlsCert: readFileSync(files.tlsCert, "utf8"), tlsKey: readFileSync(files.tlsKey, "utf8") }]) {
      const app = await server(config);
      const url = await app.listen({ port: 0, host: "127.0.0.1" });
      expect(await ask(url)).toEqual({ status: 200, strict: "max-age=31536000", protocol: "TLSv1.3" });
      const old = { maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" };
      await expect(ask(url, old)).rejects.toThrow(/alert protocol version/);
    }
  });
  it.each([
    [{ tlsKey: "/nowhere/key.pem" }, /MFN_TLS_KEY names a file that cannot be read \(ENOENT\)/],
    [{ tlsKey: "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----" }, /MFN_TLS_CERT and MFN_TLS_KEY cannot be used together/],
  ])("says by name what is wrong with %o", async (wrong, words) => {
    await expect(server({ ...files, ...wrong })).rejects.toThrow(words);
  });
});
