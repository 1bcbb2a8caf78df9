import type { FastifyInstance, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { hierarchicalKrum } from "../../src/core/learning/aggregators/hierarchical-krum";
import { checkAggregation, checkCost } from "../limits/cost";
import type { ServerParts } from "../parts";
import { nernst } from "../reference/nernst";
import {
  referenceAnswers,
  referenceBodies,
  type AggregateRequest,
  type NernstRequest,
  type SimulateRequest,
  type ValidateRequest,
} from "../reference/schemas";
import { zodValidator } from "../validation";
import { jsonRoute } from "./route";
import { maxDocumentBytes } from "./upload";

/** As MFN v4.1 does, a request with values that cannot be is answered with 422. */
const unprocessable: FastifySchemaCompiler<z.core.$ZodType> = (route) => {
  const check = zodValidator(route);
  return (given: unknown) => {
    const checked = check(given) as { value: unknown } | { error: Error };
    return "error" in checked ? { error: Object.assign(checked.error, { statusCode: 422 }) } : checked;
  };
};

/** Fields of a call: the one of /simulate; of /validate 16 and one more, and in mode correct three times twice as many. */
const fieldsOf = { simulate: 1, validate: { reference: 17, correct: 17 + 3 * 32 } } as const;

/** The endpoints of MFN v4.1 under their own names. */
export function referenceRoutes(app: FastifyInstance, { compute, config }: ServerParts): void {
  const shared = { method: "POST", tag: "reference", access: "run", validator: unprocessable } as const;
  const admit = ({ grid_size: n, steps }: { grid_size: number; steps: number }, runs: number) =>
    checkCost({ cells: n * n, steps, runs }, { maxCells: config.maxCells, maxCellSteps: config.maxWaitedCellSteps });

  jsonRoute(app, {
    ...shared,
    url: "/nernst",
    id: "nernst",
    title: "Equilibrium potential of one ion",
    body: referenceBodies.nernst,
    example: { z_valence: 1, concentration_out_molar: 0.005, concentration_in_molar: 0.14, temperature_k: 310 },
    answer: referenceAnswers.nernst,
    handle: async ({ body }) => nernst(body as NernstRequest),
  });
  jsonRoute(app, {
    ...shared,
    url: "/simulate",
    id: "simulate",
    title: "One field of MFN v4.1 and its statistics",
    body: referenceBodies.simulate,
    example: { seed: 42, grid_size: 64, steps: 64 },
    answer: referenceAnswers.simulate,
    handle: async ({ body, ...asking }) => {
      admit(body as SimulateRequest, fieldsOf.simulate);
      return compute.run("simulate", body as SimulateRequest, asking);
    },
  });
  jsonRoute(app, {
    ...shared,
    url: "/validate",
    id: "validate",
    title: "The validation cycle of MFN v4.1",
    help: "Mode correct trains on 16 fields for each of three seeds and asks about 16 others.",
    body: referenceBodies.validate,
    example: { seed: 42, epochs: 1, grid_size: 32, steps: 32 },
    answer: referenceAnswers.validate,
    handle: async ({ body, ...asking }) => {
      const request = body as ValidateRequest;
      admit(request, fieldsOf.validate[request.mode]);
      return compute.run("validate", request, asking);
    },
  });
  jsonRoute(app, {
    ...shared,
    url: "/federated/aggregate",
    id: "federatedAggregate",
    title: "Hierarchical Krum over gradients",
    body: referenceBodies.aggregate,
    bodyLimit: maxDocumentBytes,
    example: {
      gradients: [
        [1, 2],
        [1.1, 2.1],
        [0.9, 1.9],
      ],
      num_clusters: 1,
    },
    answer: referenceAnswers.aggregate,
    handle: async ({ body, ...asking }) => {
      const request = body as AggregateRequest;
      checkAggregation(hierarchicalKrum, request.gradients, ["body", "gradients"], config.maxWaitedCellSteps, { clusters: request.num_clusters });
      return compute.run("aggregate", request, asking);
    },
  });
}
