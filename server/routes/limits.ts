import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { apiRoot } from "../../src/engine/protocol-http";
import { admitSpec, estimate } from "../limits/cost";
import type { ServerParts } from "../parts";
import { shareOf } from "../run-limits";
import { jsonRoute } from "./route";
import { maxBodyBytes, maxDocumentBytes, maxUploadBytes } from "./upload";

const limitsAnswer = z.object({
  maxCells: z.int().describe("Cells of one grid."),
  maxCellSteps: z.number().describe("Cells × steps of a job."),
  maxWaitedCellSteps: z.number().describe("Cells × steps that are computed while somebody waits."),
  callSeconds: z.int().describe("After which such a computation is broken off."),
  maxRuns: z.int().describe("Live runs, of all users together."),
  maxRunsPerUser: z.int(),
  maxThreads: z.int(),
  idleMinutes: z.int(),
  maxUploadBytes: z.int().describe("Of a file."),
  maxDocumentBytes: z.int().describe("Of a JSON body that may hold long lists, such as of /api/v1/aggregate."),
  maxBodyBytes: z.int().describe("Of every other body but those of the engine's calls, which hold whole states."),
});

const estimateAnswer = z.object({
  cells: z.int(),
  cellSteps: z.number(),
  refused: z.looseObject({ message: z.string() }).nullable().describe("Why it would be refused; null when it would not."),
});

/** Limits, told before any work starts. */
export function limitRoutes(app: FastifyInstance, { config }: ServerParts): void {
  jsonRoute(app, {
    method: "GET",
    url: `${apiRoot}/limits`,
    id: "limits",
    title: "What this server computes at most",
    tag: "server",
    answer: limitsAnswer,
    handle: async () => {
      const { maxCells, maxCellSteps, maxWaitedCellSteps, callSeconds, maxRuns, maxThreads, idleMinutes } = config;
      const maxRunsPerUser = shareOf(config);
      return {
        maxCells,
        maxCellSteps,
        maxWaitedCellSteps,
        callSeconds,
        maxRuns,
        maxRunsPerUser,
        maxThreads,
        idleMinutes,
        maxUploadBytes,
        maxDocumentBytes,
        maxBodyBytes,
      };
    },
  });
  jsonRoute(app, {
    method: "POST",
    url: `${apiRoot}/estimate`,
    id: "estimate",
    title: "What a spec would cost as a job, without running it",
    tag: "server",
    access: "read",
    body: z.strictObject({ spec: z.looseObject({}), runs: z.int().min(1).max(1e6).default(1) }),
    example: { spec: { version: 1, model: "gray-scott", steps: 1000 } },
    answer: estimateAnswer,
    handle: async ({ body }) => {
      const { spec: document, runs } = body as { spec: unknown; runs: number };
      const { spec } = admitSpec(document, { maxCells: Infinity, maxCellSteps: Infinity });
      const cells = spec.grid.shape.reduce((product, extent) => product * extent, 1);
      const { cellSteps, refused } = estimate({ cells, steps: spec.steps, runs }, config);
      if (!Number.isFinite(cellSteps)) throw new WorkbenchError("server/refused", ["spec", "steps"], "that many steps are beyond any machine");
      return { cells, cellSteps, refused };
    },
  });
}
