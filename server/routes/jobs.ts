import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { apiRoot } from "../../src/engine/protocol-http";
import { circumstances } from "../audit/events";
import { kinds } from "../jobs/kinds/index";
import type { JobFilter, Submission } from "../jobs/jobs";
import type { ServerParts } from "../parts";
import { artefactRoutes } from "./artefacts";
import { jsonRoute } from "./route";

const kind = z.enum(kinds.ids as [string, ...string[]]);
const state = z.enum(["queued", "running", "done", "failed", "cancelled"]);

const submission = z.strictObject({
  kind,
  document: z.looseObject({}).describe("What mfn run or mfn sweep would take: an experiment spec, or a sweep."),
  priority: z.int().min(-10).max(10).default(0).describe("Higher first, among your own jobs."),
});

const filter = z.strictObject({
  kind: kind.optional(),
  state: state.optional(),
  after: z.string().max(200).optional().describe("The `next` of the page before."),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const job = z.object({
  id: z.string(),
  kind: z.string(),
  owner: z.string(),
  state,
  progress: z.number().min(0).max(1),
  words: z.string().describe("Where it is, such as: step 4000 of 10000."),
  document: z.unknown(),
  hash: z.string().describe("SHA-256 of the completed document."),
  priority: z.int(),
  attempts: z.int(),
  created: z.string(),
  started: z.string().nullable(),
  ended: z.string().nullable(),
  error: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
  result: z.unknown().describe("As mfn run --json or mfn sweep --json prints it; null until it is done."),
  artefacts: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.int(), sha256: z.string() })),
});

const listed = job.omit({ result: true }).extend({
  document: z.unknown().describe("Null where it has more than 16384 characters; the job itself has it."),
});

const params = z.object({ id: z.string().max(100) });

/** What is written into the audit log of calls that change something. */
const actions: Readonly<Record<string, string>> = {
  submitJob: "job_submitted",
  cancelJob: "job_cancelled",
  retryJob: "job_retried",
  removeJob: "job_removed",
};

/** Heavy work, submitted and followed: everybody's own alone. */
export async function jobRoutes(app: FastifyInstance, parts: ServerParts): Promise<void> {
  await app.register(async (scope) => {
    addRoutes(scope, parts);
    artefactRoutes(scope, parts);
  });
}

function addRoutes(app: FastifyInstance, { jobs, audit }: ServerParts): void {
  app.addHook("onResponse", async (request, reply) => {
    const { operationId = "" } = (request.routeOptions.schema ?? {}) as { operationId?: string };
    const action = actions[operationId];
    // What was answered before was done, and noted, before.
    if (action === undefined || reply.statusCode >= 300 || reply.hasHeader("idempotency-replayed")) return;
    await audit.record({ ...circumstances(request), action, category: "data_access", severity: "info", success: true });
  });
  const common = { tag: "jobs", answer: job } as const;
  jsonRoute(app, {
    ...common,
    method: "POST",
    url: `${apiRoot}/jobs`,
    id: "submitJob",
    title: "Submits a run or a sweep",
    help: "It is checked and weighed before anything starts, goes on when nobody watches, and survives restarts.",
    body: submission,
    example: { kind: "run", document: { version: 1, model: "gray-scott", steps: 100 } },
    handle: ({ body, owner, id }) => jobs.submit(owner, body as Submission, id),
  });
  jsonRoute(app, {
    ...common,
    method: "GET",
    url: `${apiRoot}/jobs`,
    id: "listJobs",
    title: "Your jobs, the newest first",
    query: filter,
    help: "Without their results; ask for the one job to have its.",
    answer: z.object({
      items: z.array(listed),
      next: z.string().nullable().describe("Null on the last page."),
      storage: z.object({ used: z.number(), limit: z.number() }).describe("Bytes that all your jobs have left, and may leave."),
    }),
    handle: async ({ query, owner }) => {
      const { items, next } = await jobs.list(owner, query as JobFilter);
      return { items: items.map(({ result: _, ...summary }) => summary), next, storage: await jobs.storage(owner) };
    },
  });
  jsonRoute(app, {
    ...common,
    method: "GET",
    url: `${apiRoot}/jobs/:id`,
    id: "findJob",
    title: "One job: how far it is, and what it came to",
    params,
    handle: ({ params: { id }, owner }) => jobs.find(owner, id!),
  });
  jsonRoute(app, {
    ...common,
    method: "POST",
    url: `${apiRoot}/jobs/:id/cancel`,
    id: "cancelJob",
    title: "Ends a job, wherever it runs",
    help: "What it had done is kept, and taken up again by a retry. One that is done or has failed is answered with 409.",
    params,
    handle: ({ params: { id }, owner }) => jobs.cancel(owner, id!),
  });
  jsonRoute(app, {
    ...common,
    method: "POST",
    url: `${apiRoot}/jobs/:id/retry`,
    id: "retryJob",
    title: "Takes up again a job that failed or was cancelled",
    help: "It goes on from where it was. One in another state is answered with 409.",
    params,
    handle: ({ params: { id }, owner }) => jobs.retry(owner, id!),
  });
  jsonRoute(app, {
    ...common,
    method: "DELETE",
    url: `${apiRoot}/jobs/:id`,
    id: "removeJob",
    title: "Removes an ended job with all that it left",
    help: "One that waits or runs is answered with 409.",
    params,
    answer: z.null(),
    handle: ({ params: { id }, owner }) => jobs.remove(owner, id!),
  });
}
