import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";
import { startPostgres, type Postgres } from "../support/services";

describe("mfn worker", () => {
  let postgres: Postgres;
  beforeAll(async () => void (postgres = await startPostgres()), 120_000);
  afterAll(() => postgres.stop(), 60_000);

  it("has no place on the embedded database, and says what to do instead", async () => {
    const { code, err } = await fakeTerminal().mfn("worker");
    expect(code).toBe(2);
    expect(err).toMatch(/^mfn: a worker joins the queue of a shared PostgreSQL: set MFN_DATABASE_URL\. .*mfn serve carries out the jobs itself\n$/);
  });
  it("takes its settings from a file, says in words that it has joined, and with --json in one document", { timeout: 120_000 }, async () => {
    const terminal = fakeTerminal();
    const file = terminal.file("mfn.yaml", `databaseUrl: ${postgres.url}\ndataDir: ${terminal.folder}\njobsAtOnce: 3\n`);
    const plain = await terminal.mfn("worker", "--config", file);
    expect(plain).toMatchObject({ code: 0, err: "", out: "a worker of 3 jobs at one time has joined the queue\n" });
    const json = await terminal.mfn("worker", "--config", file, "--json");
    expect(json).toMatchObject({ code: 0, err: "" });
    expect(json.json()).toEqual({ atOnce: 3 });
  });
  it("refuses a file that cannot be used, by its line", async () => {
    const terminal = fakeTerminal();
    const { code, err } = await terminal.mfn("worker", "--config", terminal.file("mfn.yaml", "jobsAtonce: 3\n"));
    expect([code, err]).toEqual([2, expect.stringMatching(/mfn\.yaml, line 1: there is no setting "jobsAtonce"; did you mean jobsAtOnce\?/)]);
  });
});
