import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

interface Checked {
  file: string | null;
  settings: { key: string; variable: string; value: unknown; origin: string; hot: boolean }[];
}

describe("mfn config check", () => {
  it("prints what a server would start with, where from, and no secret", async () => {
    const terminal = fakeTerminal();
    terminal.file("mfn.yaml", "environment: prod\nmaxRuns: 3\nredisUrl: redis://:hunter2@r:6379\n");
    const { code, out, json } = await terminal.mfn("config", "check", "--config", "mfn.yaml", "--json");
    expect(code).toBe(0);
    expect(out).not.toContain("hunter2");
    const of = (key: string) => json<Checked>().settings.find((one) => one.key === key);
    expect(of("maxRuns")).toEqual({
      key: "maxRuns",
      variable: "MFN_MAX_RUNS",
      value: 3,
      origin: expect.stringMatching(/mfn\.yaml, line 2$/) as string,
      hot: true,
    });
    expect(of("redisUrl")).toMatchObject({ value: "(secret)", hot: false });
    expect(of("logFormat")).toMatchObject({ value: "json", origin: "preset MFN_ENV=prod" });
    expect(of("databaseUrl")).toMatchObject({ value: null, origin: "default" });
    const text = (await terminal.mfn("config", "check", "--config", "mfn.yaml")).out;
    expect(text).toMatch(/maxRuns +3 +maxRuns in .*mfn\.yaml, line 2 +hot/);
    expect(text).not.toContain("hunter2");
  });
  it("exits 2 with one line for what a server would refuse", async () => {
    const terminal = fakeTerminal();
    terminal.file("mfn.yaml", "maxRun: 3\nlogLevel: loud\n");
    const { code, out, err } = await terminal.mfn("config", "check", "--config", "mfn.yaml");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^mfn: .*line 1: there is no setting "maxRun"; did you mean maxRuns\?/);
    expect(err.trimEnd()).not.toContain("\n");
    expect(await terminal.mfn("config", "check", "--config", "none.yaml")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/none\.yaml does not exist/) as string,
    });
    terminal.file("tls.yaml", "tlsCert: none.pem\ntlsKey: none.pem\n");
    expect(await terminal.mfn("config", "check", "--config", "tls.yaml")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/MFN_TLS_CERT names a file that cannot be read/) as string,
    });
    terminal.file("oidc.yaml", "oidcIssuer: https://id.example.org\n");
    expect(await terminal.mfn("config", "check", "--config", "oidc.yaml")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/MFN_OIDC_ISSUER needs MFN_OIDC_CLIENT_ID too/) as string,
    });
    terminal.file("secret.yaml", "secretKey: abc\n");
    expect(await terminal.mfn("config", "check", "--config", "secret.yaml")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/secretKey in .*secret\.yaml, line 1, cannot be used: expected 32 bytes/) as string,
    });
    expect(await terminal.mfn("config", "check", "--server", "http://127.0.0.1:8321")).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/check reads the settings of this machine.*--server/) as string,
    });
    expect(await terminal.mfn("config", "chekc")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/there is no "chekc"; did you mean check\?/) as string,
    });
    expect(await terminal.mfn("config", "rollback")).toMatchObject({ code: 2, err: expect.stringMatching(/needs the version/) as string });
  });
});

describe("mfn config history and rollback", () => {
  it("read the embedded database of a server that is not running", async () => {
    const terminal = fakeTerminal();
    terminal.file("mfn.yaml", `dataDir: ${terminal.folder}/data\nmaxRuns: 3\n`);
    expect(await terminal.mfn("config", "rollback", "7", "--config", "mfn.yaml")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/there is no version 7 of the settings/) as string,
    });
  }, 40_000);
  it("ask a running server only with an administrator's key", async () => {
    const { code, err } = await fakeTerminal().mfn("config", "history", "--server", "http://127.0.0.1:1");
    expect([code, err]).toEqual([2, expect.stringMatching(/set MFN_ADMIN_KEY/) as string]);
  });
});
