import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WorkbenchError } from "../../../src/core/errors";
import { folderStore } from "../../../server/artefacts/folder-store";
import { computeHere } from "../../../server/jobs/computing";
import type { Job, Jobs } from "../../../server/jobs/jobs";
import { openJobs } from "../../../server/jobs/open-jobs";
import { removeLeftJobs } from "../../../server/accounts/remove-user";
import { ended, until } from "../../support/job-queue";
import { startPostgres, type Postgres } from "../../support/services";
import { Browser, good, peopleServer, type PeopleServer } from "../../support/people-server";

const folder = mkdtempSync(join(tmpdir(), "mfn-leaving-"));
const artefacts = folderStore(folder);
const limits = {
  jobsAtOnce: 1,
  maxCells: 2 ** 20,
  maxCellSteps: 1e12,
  maxQueuedJobs: 50,
  checkpointSeconds: 30,
  leaseSeconds: 30,
  maxStoredBytes: 2 ** 30,
};
const short = { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, steps: 4, record: { every: 2 } };
const endless = { ...short, steps: 1e7, record: { every: 1e6 } };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["the embedded database", "PostgreSQL"])("on %s", (where) => {
  let postgres: Postgres | null;
  let server: PeopleServer;
  let jobs: Jobs;
  let ada: Browser;
  beforeAll(async () => {
    postgres = where === "PostgreSQL" ? await startPostgres() : null;
    server = await peopleServer({
      ...(postgres && { databaseUrl: postgres.url }),
      jobs: (database) =>
        (jobs = openJobs({ database, artefacts, computing: computeHere(), settings: { ...limits, ...(postgres && { databaseUrl: postgres.url }) } })),
    });
    ada = new Browser(server.app);
    await ada.ask("POST", "invitations/accept", { ...good, token: server.invitation });
  });
  afterAll(async () => {
    await jobs.close();
    await server.close();
    await postgres?.stop();
  });

  async function joined(name: string, role = "researcher") {
    const browser = new Browser(server.app);
    const email = `${name}@example.org`;
    const { url } = (await ada.ask("POST", "invitations", { email, role })).json<{ url: string }>();
    const answer = await browser.ask("POST", "invitations/accept", { token: /invitation\/(.+)$/.exec(url)![1]!, name, password: good.password });
    return { browser, email, id: answer.json<{ user: { id: string } }>().user.id };
  }
  const signInAgain = (browser: Browser, email: string) => browser.ask("POST", "session", { email, password: good.password });
  const problem = (answer: Awaited<ReturnType<Browser["ask"]>>) => ({
    status: answer.statusCode,
    ...answer.json<{ detail: string; facts?: { reason: string } }>(),
  });
  const count = async (table: "sessions" | "api_keys" | "invitations" | "user_keys" | "idempotent_answers" | "jobs", column: string, id: string) => {
    const { rows } = await server.database.execute(`select count(*)::integer as n from ${table} where ${column} = $1`, [id]);
    return (rows[0] as { n: number }).n;
  };

  describe("removing somebody", { timeout: 120_000 }, () => {
    it("takes all that was theirs, files and jobs under way too; the audit log stays", async () => {
      const { browser, email, id } = await joined("grace", "admin");
      await browser.ask("POST", "keys", { name: "script", scopes: ["read"] });
      await browser.ask("POST", "invitations", { email: "waits@example.org", role: "viewer" });
      await ada.ask("POST", `users/${id}/invitation`);
      const { db } = server.database;
      await db
        .insertInto("user_keys")
        .values({ owner: id, id: "1", algorithm: "Ed25519", public_key: null, secret: "x", created: new Date() })
        .execute();
      await db
        .insertInto("idempotent_answers")
        .values({ owner: id, key: "k", request: "r", status: 200, media_type: "text/plain", body: "x", created: new Date() })
        .execute();
      const { id: done } = await jobs.submit(id, { kind: "run", document: short });
      await until(jobs, id, done, ended);
      expect((await artefacts.list(`jobs/${done}/`)).length).toBeGreaterThan(0);
      const { id: running } = await jobs.submit(id, { kind: "run", document: endless });
      await until(jobs, id, running, ({ state }: Job) => state === "running");
      await jobs.submit(id, { kind: "run", document: endless });

      expect((await ada.ask("DELETE", `users/${id}`)).json()).toBeNull();
      expect(await server.people.users.seek(id)).toBeUndefined();
      const left = [
        await count("sessions", "user_id", id),
        await count("api_keys", "user_id", id),
        await count("invitations", "user_id", id),
        await count("invitations", "email", email),
        await count("invitations", "email", "waits@example.org"),
        await count("user_keys", "owner", id),
        await count("idempotent_answers", "owner", id),
        await count("jobs", "owner", id),
      ];
      expect(left).toEqual(left.map(() => 0));
      expect(await artefacts.list(`jobs/${done}/`)).toEqual([]);
      expect((await browser.ask("GET", "me")).statusCode).toBe(401);
      await server.recorded();
      const { items } = (await ada.ask("GET", "audit?action=user_removed")).json<{ items: object[] }>();
      expect(items).toMatchObject([{ resource: `DELETE /api/v1/users/${id}`, details: { user: id, jobs: 3 } }]);
      const theirs = (await ada.ask("GET", `audit?userId=${id}`)).json<{ items: object[] }>();
      expect(theirs.items.length).toBeGreaterThan(0);
      expect(JSON.stringify(theirs)).not.toContain(email);
      expect((await ada.ask("GET", "audit/verification")).json()).toMatchObject({ whole: true });
      // The address may be invited anew.
      expect((await ada.ask("POST", "invitations", { email, role: "viewer" })).statusCode).toBe(200);
    });

    it("asks who has been signed in for a while to sign in again; an administrator's key need not", async () => {
      const { id } = await joined("bob");
      server.clock.pass(11 * 60);
      expect(problem(await ada.ask("DELETE", `users/${id}`))).toMatchObject({
        status: 403,
        detail: expect.stringMatching(/sign in again/) as string,
        facts: { reason: "sign-in-again" },
      });
      expect(await server.people.users.seek(id)).toMatchObject({ disabled_at: null });
      await signInAgain(ada, good.email);
      expect((await ada.ask("DELETE", `users/${id}`)).statusCode).toBe(200);
      const { id: other } = await joined("carl");
      const answer = await server.app.inject({ method: "DELETE", url: `/api/v1/users/${other}`, headers: { "x-api-key": server.firstKey } });
      expect(answer.statusCode).toBe(200);
      expect(problem(await ada.ask("DELETE", `users/${other}`))).toMatchObject({ status: 404, facts: { reason: "not-found" } });
    });

    it("is for administrators, and leaves the last one", async () => {
      const { browser, id } = await joined("dora");
      const me = (await ada.ask("GET", "me")).json<{ user: { id: string } }>().user.id;
      expect(problem(await browser.ask("DELETE", `users/${me}`))).toMatchObject({ status: 403, facts: { reason: "not-allowed" } });
      for (const url of [`users/${me}`, "me"])
        expect(problem(await ada.ask("DELETE", url))).toMatchObject({
          status: 409,
          detail: "this is the last administrator; make another one first",
          facts: { reason: "last-admin" },
        });
      expect((await ada.ask("GET", "me")).statusCode).toBe(200);
      await server.people.users.remove(id);
      await expect(server.people.users.remove(me)).rejects.toThrow(/last administrator/);
    });

    it("leaves an account that opens nothing where the store of files fails, to be removed later", async () => {
      const { browser, id } = await joined("emil");
      const { id: job } = await jobs.submit(id, { kind: "run", document: short });
      await until(jobs, id, job, ended);
      const { removeAll } = artefacts;
      artefacts.removeAll = () => Promise.reject(new WorkbenchError("storage/unavailable", [], "the bucket does not answer"));
      const answer = problem(await ada.ask("DELETE", `users/${id}`));
      artefacts.removeAll = removeAll;
      expect(answer).toMatchObject({ status: 503, detail: expect.stringMatching(/^the bucket does not answer; .* disabled/) as string });
      expect((await browser.ask("GET", "me")).statusCode).toBe(401);
      expect((await ada.ask("DELETE", `users/${id}`)).statusCode).toBe(200);
      expect([await server.people.users.seek(id), await count("jobs", "owner", id)]).toEqual([undefined, 0]);
    });
  });

  it("a job that another process took in at the last moment is removed later; those of owners without an account stay", async () => {
    const { id } = await joined("hanna");
    const { id: kept } = await jobs.submit("outside", { kind: "run", document: short });
    const { id: mine } = await jobs.submit((await server.people.users.findByEmail(good.email))!.id, { kind: "run", document: short });
    await server.people.users.remove(id);
    await jobs.submit(id, { kind: "run", document: short });
    await removeLeftJobs(server.database.db, jobs);
    expect([await count("jobs", "owner", id), await count("jobs", "id", kept), await count("jobs", "id", mine)]).toEqual([0, 1, 1]);
  });

  describe("removing oneself", () => {
    it("ends everything, and forgets the browser", async () => {
      const { browser, email, id } = await joined("finn", "viewer");
      expect((await browser.ask("DELETE", "me")).json()).toBeNull();
      expect([...browser.cookies.keys()]).toEqual([]);
      expect(await server.people.users.seek(id)).toBeUndefined();
      expect(problem(await signInAgain(new Browser(server.app), email))).toMatchObject({ status: 401, facts: { reason: "wrong-password" } });
    });
    it("takes a session, not a key", async () =>
      expect((await server.app.inject({ method: "DELETE", url: "/api/v1/me", headers: { "x-api-key": server.firstKey } })).statusCode).toBe(403));
  });

  it("the audit log does not hold the names that people give themselves", async () => {
    await ada.ask("PUT", "me", { name: "Augusta Ada King" });
    await server.recorded();
    const { items } = (await ada.ask("GET", "audit?action=user_changed&limit=1")).json<{ items: object[] }>();
    expect(items).toMatchObject([{ details: { renamed: true } }]);
    expect(JSON.stringify(items)).not.toContain("Augusta");
  });
});
