import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createServer } from "../../../server/app";
import type { Job } from "../../../server/jobs/jobs";
import { startTelemetry, type Telemetry } from "../../../server/observe/telemetry";
import { ended, queuePlace, until, type QueuePlace } from "../../support/job-queue";
import { key, testParts } from "../../support/server-parts";
import { otlpReceiver } from "./otlp-receiver";

let place: QueuePlace;
let app: FastifyInstance;
let telemetry: Telemetry;
let receiver: Awaited<ReturnType<typeof otlpReceiver>>;
beforeAll(async () => {
  receiver = await otlpReceiver();
  telemetry = await startTelemetry({ ...testParts().config, otlpEndpoint: receiver.url }, "mfn-server");
  place = await queuePlace("embedded");
}, 90_000);
afterAll(async () => {
  await app.close();
  await place.close();
  await telemetry.close();
  await receiver.close();
});

it("a job's work is traced beside the request that submitted it, and its queries within", async () => {
  const jobs = place.open();
  app = await createServer(testParts({ parts: { jobs, artefacts: place.artefacts, database: place.database } }));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const document = { version: 1, model: "gray-scott", grid: { shape: [8, 8] }, steps: 2 };
  const answer = await fetch(`${url}/api/v1/jobs`, {
    method: "POST",
    headers: { "x-api-key": key, "content-type": "application/json", traceparent },
    body: JSON.stringify({ kind: "run", document }),
  });
  const job = (await answer.json()) as Job;
  await until(jobs, job.owner, job.id, ended);
  await vi.waitFor(
    () => {
      const named = (name: string) => receiver.spans.find((span) => span.name === name);
      const [request, work] = [named("POST /api/v1/jobs"), named("job run")];
      expect(request).toMatchObject({ traceId: traceparent.slice(3, 35) });
      expect(work).toMatchObject({ traceId: traceparent.slice(3, 35), kind: 5, attributes: { "mfn.job": job.id, "mfn.attempt": 1 } });
      expect(receiver.spans).toContainEqual(expect.objectContaining({ name: "database insert", parentId: request!.spanId }));
    },
    { timeout: 10_000, interval: 100 },
  );
}, 60_000);
