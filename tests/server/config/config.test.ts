import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/config/config";
import { secretsIn, shown } from "../../../server/config/veil";

describe("presets", () => {
  it("are chosen by the environment, and lie under it", () => {
    expect(readConfig({ MFN_ENV: "prod", MFN_SIZE: "large" })).toMatchObject({ logFormat: "json", corsThisMachine: false, maxRuns: 64 });
    expect(readConfig({ MFN_ENV: "prod", MFN_SIZE: "large", MFN_MAX_RUNS: "5", MFN_LOG_FORMAT: "text" })).toMatchObject({
      logFormat: "text",
      maxRuns: 5,
    });
  });
  it.each([
    ["dev", true, []],
    ["staging", false, ["http://localhost:3000", "http://localhost:8080"]],
    ["prod", false, []],
  ])("let in no strangers' pages: %s", (environment, corsThisMachine, corsOrigins) =>
    expect(readConfig({ MFN_ENV: environment })).toMatchObject({ corsThisMachine, corsOrigins }),
  );
});

describe("a variable", () => {
  it.each([
    ["MFN_ENV", "production", /MFN_ENV cannot be used: .*"dev"\|"staging"\|"prod"/],
    ["MFN_CORS_ORIGINS", "*", /MFN_CORS_ORIGINS cannot be used: .*"\*" is not one; got "\*"/],
    ["MFN_TRUSTED_PROXIES", "proxy.local", /expected addresses such as 10\.0\.0\.1/],
    ["MFN_METRICS_ENABLED", "perhaps", /expected true or false; got "perhaps"/],
    ["MFN_RATE_LIMITS", "/simulate", /expected such as \/simulate=50/],
    ["MFN_MAX_RUN", "3", /there is no environment variable MFN_MAX_RUN; did you mean MFN_MAX_RUNS\?/],
    ["MFN_TLS_CERT", "cert.pem", /needs both MFN_TLS_CERT and MFN_TLS_KEY; the key is missing/],
  ])("%s=%s is refused with what to do", (name, value, words) => expect(() => readConfig({ [name]: value })).toThrow(words));
  it("may be written as MFN v4.1 has it", () => {
    expect(readConfig({ MFN_LOG_LEVEL: "WARNING", MFN_METRICS_ENABLED: "False", MFN_RATE_LIMIT_ENABLED: "no" })).toMatchObject({
      logLevel: "warn",
      metricsEnabled: false,
      rateLimitEnabled: false,
    });
  });
  it("that holds a secret is not quoted", () => {
    const secret = "mysql://root:hunter2@db/x";
    expect(() => readConfig({ MFN_DATABASE_URL: secret })).toThrow(/MFN_DATABASE_URL cannot be used: expected postgres:/);
    expect(() => readConfig({ MFN_DATABASE_URL: secret })).not.toThrow(/hunter2/);
  });
  it("may be what Kubernetes lays beside a service called mfn", () =>
    expect(readConfig({ MFN_PORT: "tcp://10.0.0.1:80", MFN_SERVICE_HOST: "10.0.0.1", MFN_PORT_8321_TCP_ADDR: "10.0.0.1" })).toEqual(readConfig({})));
  it("may be what it lays beside others whose names begin so; a port of ours is still read", () => {
    const laid = {
      MFN_GRPC_PORT: "tcp://10.0.0.2:8322",
      MFN_REDIS_PORT: "tcp://10.0.0.3:6379",
      MFN_REDIS_SERVICE_PORT_HTTP: "6379",
      MFN_REDIS_PORT_6379_TCP: "x",
    };
    expect(readConfig(laid)).toEqual(readConfig({}));
    expect(readConfig({ MFN_GRPC_PORT: "8322" }).grpcPort).toBe(8322);
  });
  it("with an address that holds a password is not shown either", () => {
    const otlpEndpoint = "https://user:hunter2@collector:4318";
    expect(shown("otlpEndpoint", otlpEndpoint, new Set())).toBe("(secret)");
    expect(shown("otlpEndpoint", "https://collector:4318", new Set())).toBe("https://collector:4318");
    expect(secretsIn(readConfig({ MFN_OTLP_ENDPOINT: otlpEndpoint }))).toContain("hunter2");
  });
  it("tells all faults at once", () =>
    expect(() => readConfig({ MFN_MAX_RUNS: "many", MFN_LOG_LEVEL: "loud" })).toThrow(/MFN_MAX_RUNS .*\. Also: .*MFN_LOG_LEVEL/));
});
