import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { completeValues } from "../../src/core/define/params";
import { aggregators } from "../../src/core/learning/aggregators/index";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { apiRoot } from "../../src/engine/protocol-http";
import { aggregateByAnswer, aggregateByBody, type AggregateByRequest } from "../compute/aggregate-by";
import type { CommandCall } from "../compute/tasks";
import { admitSpec, checkAggregation } from "../limits/cost";
import type { ServerParts } from "../parts";
import { jsonRoute, type Asked } from "./route";
import { maxDocumentBytes, refuseFiles } from "./upload";

const found = z.object({ result: z.unknown(), warnings: z.array(z.string()) });
const setting = z.union([z.number(), z.boolean(), z.string().max(200)]);
const settingsBody = z
  .strictObject({ options: z.record(z.string().regex(/^[A-Za-z]\w{0,99}$/, "expected the name of an option"), setting).default({}) })
  .describe("Options by name, as the catalogue lists them.");
const ionDocument = z.looseObject({}).describe("As docs/how-to/membrane-potentials.md tells.");
const whole = (least: number) => z.int().min(least).max(1e9).optional();
const lyapunovBody = z.strictObject({
  spec: z.looseObject({}).describe("An experiment spec, as in POST /runs."),
  steps: whole(1).describe("Steps over which the twin is followed; the spec's own, or 10 000, when left out."),
  transient: whole(0),
  burst: whole(1),
  perturbation: z.number().positive().max(1).optional(),
  seed: whole(0),
});
const nernstBody = z.strictObject({
  z: z.int().min(-10).max(10),
  out: z.string().max(50).describe("Concentration outside, such as 5mM; a bare number is mol/L."),
  in: z.string().max(50),
  celsius: z.number().min(-273).max(1000).default(37),
});

/** Commands of `mfn` that read no file, or a JSON document. */
export function computingRoutes(app: FastifyInstance, { compute, config }: ServerParts): void {
  const run = (call: CommandCall, asked: Asked) => compute.run("command", call, asked);
  const shared = { method: "POST", tag: "computing", answer: found } as const;
  const jsonFile = (document: unknown) => ({ name: "document.json", bytes: new TextEncoder().encode(JSON.stringify(document)) });
  const assigned = (body: unknown) =>
    Object.entries((body as z.output<typeof settingsBody>).options).map(([name, value]) => `${name}=${String(value)}`);

  for (const [command, path, title] of [
    ["generate", "/generators/:id", "A series whose regimes are known"],
    ["learn", "/experiments/:id", "Runs an experiment of the learning room"],
  ] as const) {
    jsonRoute(app, {
      ...shared,
      url: apiRoot + path,
      id: command,
      title,
      params: z.object({ id: z.string().max(100) }),
      body: settingsBody,
      example: { options: { seed: 7 } },
      handle: async (asked) => run({ command, words: [asked.params["id"]!], options: { set: assigned(asked.body) } }, asked),
    });
  }

  jsonRoute(app, {
    ...shared,
    url: `${apiRoot}/ion/nernst`,
    id: "ionNernst",
    title: "Equilibrium potential of one ion",
    body: nernstBody,
    example: { z: 1, out: "5mM", in: "140mM" },
    handle: async (asked) => {
      const { z: charge, celsius, ...rest } = asked.body as z.output<typeof nernstBody>;
      return run({ command: "ion", words: ["nernst"], options: { ...rest, z: String(charge), celsius: String(celsius) } }, asked);
    },
  });
  for (const [calculator, title] of [
    ["ghk", "Potential of a membrane that several ions cross"],
    ["pump", "Current of an ion pump"],
    ["iv", "Current–voltage curve of a membrane"],
    ["simulate", "A membrane or synapse in time"],
  ] as const) {
    jsonRoute(app, {
      ...shared,
      url: `${apiRoot}/ion/${calculator}`,
      id: `ion${calculator.charAt(0).toUpperCase()}${calculator.slice(1)}`,
      title,
      body: ionDocument,
      bodyLimit: maxDocumentBytes,
      handle: async (asked) => {
        refuseFiles(asked.body);
        return run({ command: "ion", words: [calculator], options: {}, file: jsonFile(asked.body) }, asked);
      },
    });
  }

  jsonRoute(app, {
    ...shared,
    url: `${apiRoot}/lyapunov`,
    id: "lyapunov",
    title: "Largest Lyapunov exponent of a model",
    help: "Waits for the answer: longer ones are followed step by step with POST /twins.",
    body: lyapunovBody,
    example: { spec: { version: 1, model: "gray-scott", grid: { shape: [32, 32] } }, steps: 500 },
    handle: async (asked) => {
      const { spec, ...options } = asked.body as z.output<typeof lyapunovBody>;
      const steps = options.steps ?? ((spec as RunSpecInput).steps || 10_000);
      const limits = { maxCells: config.maxCells, maxCellSteps: config.maxWaitedCellSteps };
      admitSpec(spec, limits, { steps: steps + (options.transient ?? 0), runs: 2 });
      const texts = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, value === undefined ? undefined : String(value)]));
      return run({ command: "lyapunov", options: texts, file: jsonFile(spec) }, asked);
    },
  });

  jsonRoute(app, {
    ...shared,
    url: `${apiRoot}/aggregate`,
    id: "aggregate",
    title: "One update of many, by any rule",
    body: aggregateByBody,
    bodyLimit: maxDocumentBytes,
    example: { rule: "median", updates: [[1], [2], [40]], attackers: 1 },
    answer: aggregateByAnswer,
    handle: async ({ body, ...asking }) => {
      const request = body as AggregateByRequest;
      const rule = aggregators.get(request.rule);
      const options = completeValues(rule.params, request.options, ["body", "options"]) as Record<string, number>;
      checkAggregation(rule, request.updates, ["body", "updates"], config.maxWaitedCellSteps, options);
      return compute.run("aggregateBy", request, asking);
    },
  });
}
