import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { apiRoot } from "../../src/engine/protocol-http";
import type { ServerParts } from "../parts";
import { jsonRoute } from "./route";

const body = z.strictObject({
  sweep: z.looseObject({}).describe("As mfn sweep takes it."),
  priority: z.int().min(-10).max(10).default(0),
});

/** A sweep is a job of that kind; this is the shorter way to it. */
export function sweepRoutes(app: FastifyInstance, { jobs }: ServerParts): void {
  jsonRoute(app, {
    method: "POST",
    url: `${apiRoot}/sweeps`,
    id: "submitSweep",
    title: "Submits a sweep as a job",
    help: "Follow it under /api/v1/jobs.",
    tag: "jobs",
    body,
    example: {
      sweep: {
        version: 1,
        base: { version: 1, model: "gray-scott", steps: 100 },
        parameters: [{ name: "parameters.F", from: 0.02, to: 0.06, count: 3 }],
      },
    },
    answer: z.looseObject({ id: z.string(), state: z.string() }),
    handle: async ({ body: given, owner, id }) => {
      const { sweep, priority } = given as z.output<typeof body>;
      return jobs.submit(owner, { kind: "sweep", document: sweep, priority }, id);
    },
  });
}
