import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WorkbenchError } from "../../../src/core/errors";
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
/** What is refused next, and with what status. */
let refuses: number | null = null;

beforeAll(async () => {
  database = await openDatabase({});
  const jobs = {
    submit: async () => {
      await held;
      if (refuses !== null) throw Object.assign(new WorkbenchError("server/refused", [], "not now"), { statusCode: refuses });
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

  it.each([401, 403, 409, 413, 429, 503, 507])("may be tried again after a refusal that may pass: %d", async (status) => {
    refuses = status;
    expect((await submit(`refused-${status}`)).statusCode).toBe(status);
    refuses = null;
    const again = await submit(`refused-${status}`);
    expect([again.statusCode, again.headers["idempotency-replayed"]]).toEqual([200, undefined]);
  });

  it("is carried out once when many come at one time", async () => {
    const before = submitted;
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit("many")));
    expect(submitted).toBe(before + 1);
    for (const { statusCode } of answers) expect([200, 409]).toContain(statusCode);
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

  it("of one user are no more than a thousand, nor more than sixteen mebibytes: the oldest go", async () => {
    let now = Date.parse("2026-03-01T00:00:00Z");
    const answers = new IdempotentAnswers(database.db, await secretsOf(new Uint8Array(32)), () => now);
    const keep = async (key: string, length: number) => {
      now += 1000;
      await answers.begin("leo", key, request);
      await answers.keep("leo", key, { status: 200, mediaType: "application/json", body: "x".repeat(length) });
    };
    const keys = async () => {
      const { rows } = await database.execute("select key from idempotent_answers where owner = 'leo' order by created");
      return (rows as { key: string }[]).map(({ key }) => key);
    };
    await database.execute(
      `insert into idempotent_answers (owner, key, request, status, media_type, body, created)
       select 'leo', 'old-' || n, '', 200, '', 'x', $1::timestamptz + n * interval '1 millisecond' from generate_series(1, 1000) n`,
      [new Date(now).toISOString()],
    );
    await keep("new", 10);
    expect([(await keys()).length, (await keys())[0]]).toEqual([1000, "old-2"]);
    const long = 2 ** 20;
    for (let i = 0; i < 16; i++) await keep(`long-${i}`, long);
    const left = await keys();
    expect(left.length).toBeLessThan(16);
    expect(left.at(-1)).toBe("long-15");
    expect(left.every((key) => key.startsWith("long-"))).toBe(true);
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
