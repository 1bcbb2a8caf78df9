import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import { secretsOf } from "../../../server/crypto/secrets";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";
import { IdempotentAnswers } from "../../../server/idempotency/answers";
import type { Jobs } from "../../../server/jobs/jobs";
import { key, testParts } from "../../support/server-parts";

let database: OpenDatabase;
let app: FastifyInstance;
let submitted = 0;
let release: () => void = () => undefined;
let held: Promise<void> = Promise.resolve();
let fails = false;

beforeAll(async () => {
  database = await openDatabase({});
  const jobs = {
    submit: async () => {
      await held;
      if (fails) throw new Error("out of luck");
      return { id: `job-${++submitted}`, state: "queued" };
    },
  } as unknown as Jobs;
  app = await createServer(testParts({ parts: { database, jobs, secrets: await secretsOf(new Uint8Array(32).fill(7)) } }));
}, 120_000);
afterAll(async () => {
  await app.close();
  await database.close();
});

// Asynchronous, so that it is sent at once and not when it is awaited.
const submit = async (idempotencyKey: string, sweep: object = { version: 1 }, url = "/api/v1/sweeps") =>
  app.inject({ method: "POST", url, headers: { "x-api-key": key, "idempotency-key": idempotencyKey }, payload: { sweep } });

describe("a POST with an idempotency key", () => {
  it("is carried out once, and answered the same again", async () => {
    const first = await submit("a");
    const again = await submit("a");
    expect(again.json()).toEqual(first.json());
    expect([first.headers["idempotency-replayed"], again.headers["idempotency-replayed"]]).toEqual([undefined, "true"]);
    expect((await submit("b")).json()).not.toEqual(first.json());
  });

  it("is refused with another body, or at another address", async () => {
    await submit("c");
    const other = await submit("c", { version: 2 });
    expect([other.statusCode, other.json<{ detail: string }>().detail]).toEqual([422, expect.stringMatching(/belongs to another request/)]);
    expect((await submit("c", { version: 1 }, "/api/v1/sweeps?x=1")).statusCode).toBe(422);
  });

  it("waits for nobody: while the first is carried out it is a conflict", async () => {
    held = new Promise((resolve) => (release = resolve));
    const before = submitted;
    const first = submit("d");
    await until(async () => (await submit("d")).statusCode === 409);
    release();
    expect((await first).statusCode).toBe(200);
    expect((await submit("d")).json()).toEqual((await first).json());
    expect(submitted).toBe(before + 1);
  });

  it("may be tried again after a fault of the server", async () => {
    fails = true;
    expect((await submit("e")).statusCode).toBe(500);
    fails = false;
    expect((await submit("e")).statusCode).toBe(200);
  });

  it("keeps refusals too: what was wrong stays wrong", async () => {
    const wrong = () =>
      app.inject({
        method: "POST",
        url: "/api/v1/aggregate",
        headers: { "x-api-key": key, "idempotency-key": "f" },
        payload: { rule: "none", updates: [[1]] },
      });
    const first = await wrong();
    expect(first.statusCode).toBe(400);
    expect((await wrong()).json()).toEqual(first.json());
  });

  it.each(["", "a b", "x".repeat(201), "naïve"])('refuses "%s" for a key', async (text) => expect((await submit(text)).statusCode).toBe(400));
});

describe("answers", () => {
  const request = "0".repeat(64);
  it("are a user's own, and forgotten after a day", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const answers = new IdempotentAnswers(database.db, await secretsOf(new Uint8Array(32)), () => now);
    const answer = { status: 201, mediaType: "application/json", body: '{"key":"mfn_secret"}' };
    expect(await answers.begin("ann", "k", request)).toBeNull();
    await answers.keep("ann", "k", answer);
    expect(await answers.begin("ann", "k", request)).toEqual(answer);
    expect(await answers.begin("bob", "k", request)).toBeNull();
    const { rows } = await database.execute("select body from idempotent_answers where body is not null");
    expect(JSON.stringify(rows)).not.toContain("mfn_secret");
    now += 24 * 3_600_000 + 1;
    expect(await answers.begin("ann", "k", request)).toBeNull();
    await answers.sweep();
    expect((await database.execute("select 1 from idempotent_answers where owner = 'bob'")).rows).toEqual([]);
  });

  it("of a request that never ended are given up after an hour", async () => {
    let now = Date.parse("2026-02-01T00:00:00Z");
    const answers = new IdempotentAnswers(database.db, await secretsOf(new Uint8Array(32)), () => now);
    expect(await answers.begin("eve", "k", request)).toBeNull();
    await expect(answers.begin("eve", "k", request)).rejects.toMatchObject({ statusCode: 409 });
    now += 3_600_001;
    expect(await answers.begin("eve", "k", request)).toBeNull();
  });
});

/** Asks again and again until it is so. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
