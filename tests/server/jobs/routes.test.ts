import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, open, root, type Readable } from "zarrita";
import { createServer } from "../../../server/app";
import { secretsOf } from "../../../server/crypto/secrets";
import { roles, type Principal } from "../../../server/accounts/accounts";
import type { AuditEvent } from "../../../server/audit/audit-log";
import type { Job, Jobs, Page } from "../../../server/jobs/jobs";
import { simulate } from "../../../src/core/simulate";
import { plain } from "../../../src/engine/backends/plain/run";
import { ended, queuePlace, until, type QueuePlace } from "../../support/job-queue";
import { testParts } from "../../support/server-parts";

const spec = { version: 1, model: "gray-scott", grid: { shape: [8, 12] }, steps: 6, record: { every: 3 } } as const;

let place: QueuePlace;
let jobs: Jobs;
let app: FastifyInstance;
let events: AuditEvent[];
let job: Job;

/** Whoever asks says who they are. */
const accounts = {
  identify: async ({ headers }: { headers: Record<string, unknown> }): Promise<Principal> => ({
    userId: String(headers["x-user"]),
    name: "somebody",
    role: "researcher",
    scopes: roles.researcher,
    via: "key",
    keyId: null,
  }),
  identifyKey: () => Promise.reject(new Error("not asked")),
};
const ask = (
  method: "GET" | "HEAD" | "POST" | "DELETE",
  url: string,
  { as = "ann", body, headers = {} }: { as?: string; body?: object; headers?: Record<string, string> } = {},
) => app.inject({ method, url: `/api/v1${url}`, headers: { "x-user": as, ...headers }, ...(body && { payload: body }) });

beforeAll(async () => {
  place = await queuePlace("embedded");
  jobs = place.open();
  const secrets = await secretsOf(new Uint8Array(32).fill(7));
  const parts = testParts({ parts: { jobs, artefacts: place.artefacts, database: place.database, accounts: accounts as never, secrets } });
  ({ events } = parts);
  app = await createServer(parts);
  const submitted = (await ask("POST", "/jobs", { body: { kind: "run", document: spec, priority: 3 } })).json<Job>();
  job = await until(jobs, "ann", submitted.id, ended);
}, 60_000);
afterAll(async () => {
  await app.close();
  await place.close();
});

describe("jobs over HTTP", () => {
  it("are found, listed and audited", async () => {
    expect((await ask("GET", `/jobs/${job.id}`)).json()).toEqual(JSON.parse(JSON.stringify(job)));
    expect(job).toMatchObject({ state: "done", priority: 3, owner: "ann" });
    expect((await ask("GET", "/jobs?state=done&limit=10")).json<Page<Job>>()).toMatchObject({ items: [{ id: job.id }], next: null });
    const { items, storage } = (await ask("GET", "/jobs")).json<Page<Job> & { storage: object }>();
    expect([items[0], items[0]!.document]).toEqual([expect.not.objectContaining({ result: expect.anything() as unknown }), job.document]);
    expect(storage).toEqual({ used: job.artefacts.reduce((sum, { bytes }) => sum + bytes, 0), limit: place.settings.maxStoredBytes });
    expect(events).toContainEqual(expect.objectContaining({ action: "job_submitted", userId: "ann", success: true }));
  });
  it("stand once for each idempotency key, also where the answer could not be kept or was lost", async () => {
    const submit = (name: string) => ask("POST", "/jobs", { as: "kim", body: { kind: "run", document: spec }, headers: { "idempotency-key": name } });
    const { execute } = place.database;
    await execute("create function refuse_all() returns trigger language plpgsql as 'begin raise exception ''full''; end'");
    await execute("create trigger refused before update on idempotent_answers for each row execute function refuse_all()");
    const first = await submit("a");
    expect(first.statusCode).toBe(200);
    await execute("drop trigger refused on idempotent_answers");
    const { id } = first.json<Job>();
    expect((await submit("a")).json<Job>().id).toBe(id);
    // As after a server that died before it answered.
    await execute("delete from idempotent_answers");
    expect((await submit("a")).json<Job>().id).toBe(id);
    const noted = events.filter(({ action, userId }) => action === "job_submitted" && userId === "kim").length;
    const again = await submit("a");
    expect([again.headers["idempotency-replayed"], again.json<Job>().id]).toEqual(["true", id]);
    expect(events.filter(({ action, userId }) => action === "job_submitted" && userId === "kim")).toHaveLength(noted);
    expect((await submit("b")).json<Job>().id).not.toBe(id);
    expect((await ask("GET", "/jobs", { as: "kim" })).json<Page<Job>>().items).toHaveLength(2);
  });
  it("belong to whoever submitted them", async () => {
    for (const [method, path] of [
      ["GET", ""],
      ["POST", "/cancel"],
      ["POST", "/retry"],
      ["DELETE", ""],
      ["GET", "/artefacts/fields.npz"],
      ["GET", "/artefacts/history.zarr/zarr.json"],
    ] as const) {
      const answer = await ask(method, `/jobs/${job.id}${path}`, { as: "bob" });
      expect([path, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([path, 404, "run/unknown"]);
    }
    expect((await ask("GET", "/jobs", { as: "bob" })).json()).toMatchObject({ items: [], next: null, storage: { used: 0 } });
  });
  it.each([
    [{ kind: "walk", document: {} }, "body.kind"],
    [{ kind: "run", document: spec, priority: 11 }, "body.priority"],
    [{ kind: "run", document: { ...spec, model: "nothing" } }, ""],
    [{ kind: "run", document: { ...spec, record: {}, steps: 1e14 } }, "steps"],
    [{ kind: "sweep", document: { version: 1, base: spec, parameters: [] } }, "parameters"],
  ])("refuse %j before they start, and say where", async (body, where) => {
    const answer = await ask("POST", "/jobs", { body });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.json<{ path: string[] }>().path.join(".")).toBe(where);
  });
  it("give out what they left, whole or in part", async () => {
    const whole = await ask("GET", `/jobs/${job.id}/artefacts/fields.npz`);
    expect(whole.headers).toMatchObject({ "content-type": "application/zip", "content-disposition": 'attachment; filename="fields.npz"' });
    expect(createHash("sha256").update(whole.rawPayload).digest("hex")).toBe(job.artefacts[0]!.sha256);
    for (const [range, from, to] of [
      ["bytes=10-19", 10, 20],
      ["bytes=-5", -5, undefined],
      ["bytes=20-", 20, undefined],
    ] as const) {
      // prettier-ignore
      const part = await ask("GET", `/jobs/${job.id}/artefacts/fields.npz`, { headers: { range } });
      expect(part.statusCode).toBe(206);
      expect(part.rawPayload).toEqual(whole.rawPayload.subarray(from, to));
    }
  });
  it("answer ranges as RFC 9110 says", async () => {
    const { bytes, sha256 } = job.artefacts[0]!;
    const tag = `"${sha256}"`;
    const fields = (headers: Record<string, string>, method: "GET" | "HEAD" = "GET") =>
      ask(method, `/jobs/${job.id}/artefacts/fields.npz`, { headers });
    const range = "bytes=10-19";
    for (const [headers, status, said] of [
      [{ range }, 206, `bytes 10-19/${bytes}`],
      [{ range: `bytes=-${bytes + 9}` }, 206, `bytes 0-${bytes - 1}/${bytes}`],
      [{ range: `bytes=${bytes - 1}-${bytes + 9}` }, 206, `bytes ${bytes - 1}-${bytes - 1}/${bytes}`],
      [{ range: `bytes=${bytes}-` }, 416, `bytes */${bytes}`],
      [{ range: "bytes=-0" }, 416, `bytes */${bytes}`],
      // To be ignored: backwards, several, another unit, and of a file that has changed.
      [{ range: "bytes=9-3" }, 200, undefined],
      [{ range: "bytes=0-1,5-6" }, 200, undefined],
      [{ range: "rows=1-2" }, 200, undefined],
      [{ range, "if-range": '"other"' }, 200, undefined],
      [{ range, "if-range": tag }, 206, `bytes 10-19/${bytes}`],
      [{ range, "if-none-match": `"other", W/${tag}` }, 304, undefined],
    ] as const) {
      const { statusCode, headers: got } = await fields(headers);
      expect([headers, statusCode, got["content-range"], got["etag"]]).toEqual([headers, status, said, tag]);
    }
    const head = await fields({ range }, "HEAD");
    expect([head.statusCode, head.headers["content-length"], head.headers["accept-ranges"], head.body]).toEqual([200, String(bytes), "bytes", ""]);
  });
  it("never hold a whole file in memory to answer", async () => {
    const { get: whole } = place.artefacts;
    place.artefacts.get = () => Promise.reject(new Error("read as a whole"));
    try {
      for (const path of ["fields.npz", "history.zarr", "history.zarr/zarr.json"])
        expect([path, (await ask("GET", `/jobs/${job.id}/artefacts/${path}`)).statusCode]).toEqual([path, 200]);
    } finally {
      place.artefacts.get = whole;
    }
  });
  it("say that a file is gone with nothing left of its headers", async () => {
    const { stream } = place.artefacts;
    place.artefacts.stream = async () => null;
    try {
      const { statusCode, headers } = await ask("GET", `/jobs/${job.id}/artefacts/fields.npz`);
      expect([statusCode, headers["etag"], headers["content-disposition"]]).toEqual([404, undefined, undefined]);
    } finally {
      place.artefacts.stream = stream;
    }
  });
  it("give out a Zarr store as a ZIP file and file by file, with the run's bits", async () => {
    const zip = unzipSync((await ask("GET", `/jobs/${job.id}/artefacts/history.zarr`)).rawPayload);
    expect(Object.keys(zip)).toContain("v/c/1/0/0");
    const store: Readable = {
      get: async (path) => {
        const answer = await ask("GET", `/jobs/${job.id}/artefacts/history.zarr${path}`);
        return answer.statusCode === 200 ? new Uint8Array(answer.rawPayload) : undefined;
      },
    };
    const { data, shape } = await get(await open.v3(root(store).resolve("v"), { kind: "array" }));
    expect(shape).toEqual([2, 8, 12]);
    const { fields } = await simulate(spec, plain);
    expect((data as Float32Array).slice(96)).toEqual(fields["v"]);
  });
  it.each(["../../../etc/passwd", "..%2f..%2fapi-keys.json", "fields.npz%00", "history.zarr/..%2f..%2fwork/x", "history.zarr//zarr.json", "nothing"])(
    "know no artefact %s",
    async (name) => expect((await ask("GET", `/jobs/${job.id}/artefacts/${name}`)).statusCode).toBe(404),
  );
  it("are removed when they have ended, with what they left", async () => {
    const { id } = (await ask("POST", "/jobs", { body: { kind: "run", document: { ...spec, steps: 1e6 } } })).json<Job>();
    for (const [method, path, words] of [
      ["DELETE", "", /this job is (queued|running); cancel it/],
      ["POST", "/retry", /that is (queued|running) is not tried again/],
    ] as const)
      expect((await ask(method, `/jobs/${id}${path}`)).json()).toMatchObject({ status: 409, detail: expect.stringMatching(words) as string });
    expect((await ask("POST", `/jobs/${id}/cancel`)).json()).toMatchObject({ state: "cancelled" });
    expect((await ask("POST", `/jobs/${id}/cancel`)).json()).toMatchObject({ state: "cancelled" });
    const done = (await ask("POST", `/jobs/${job.id}/cancel`)).json();
    expect(done).toMatchObject({ status: 409, code: "server/refused", detail: "this job is done already, so there is nothing to cancel" });
    expect((await ask("DELETE", `/jobs/${id}`)).json()).toBeNull();
    expect((await ask("GET", `/jobs/${id}`)).statusCode).toBe(404);
  });
  it("are described", async () => {
    const { paths } = (await app.inject({ url: "/api/openapi.json" })).json<{ paths: Record<string, object> }>();
    for (const path of ["", "/{id}", "/{id}/cancel", "/{id}/retry", "/{id}/artefacts/{name}"]) expect(paths).toHaveProperty([`/api/v1/jobs${path}`]);
  });
});
