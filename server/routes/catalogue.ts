import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { describeParam, modelsCommand } from "../../cli/commands/models";
import { terminal } from "../../cli/io";
import type { Param } from "../../src/core/define/params";
import type { Definition, Registry } from "../../src/core/define/registry";
import { detectors } from "../../src/core/detectors/index";
import { generators } from "../../src/core/generators/index";
import { aggregators } from "../../src/core/learning/aggregators/index";
import { experiments } from "../../src/core/learning/experiments/index";
import { metrics } from "../../src/core/metrics/index";
import { models } from "../../src/core/models/index";
import { seriesMetrics } from "../../src/core/series/index";
import { apiRoot } from "../../src/engine/protocol-http";
import { argumentsOf } from "../compute/call-options";
import { pageOf, pageQuery, paged, type PageQuery } from "../pagination";
import { jsonRoute } from "./route";

const entry = z.looseObject({ id: z.string(), title: z.string() });

/** The registries of the workbench: what each has, page by page, and one by its id. */
export async function catalogueRoutes(app: FastifyInstance): Promise<void> {
  const told = await modelsCommand.run(argumentsOf([], {}), terminal());
  const described = told!.json as { id: string }[];
  list(app, "models", "Models", models, ({ id }) => described.find((model) => model.id === id)!);
  list(app, "metrics", "Metrics of fields and images", metrics);
  list(app, "series-metrics", "Metrics of series", seriesMetrics);
  list(app, "detectors", "Detectors of change points and regimes", detectors);
  list(app, "generators", "Series whose regimes are known", generators);
  list(app, "aggregators", "Rules that make one update of many", aggregators, (one) => ({
    ...plain(one),
    tolerance: (one as { tolerance?: string }).tolerance,
  }));
  list(app, "experiments", "Experiments of the learning room", experiments);
}

function list(
  app: FastifyInstance,
  name: string,
  title: string,
  registry: Registry<Definition>,
  describe: (one: Definition) => object = plain,
): void {
  const entries = [...registry].map(describe) as { id: string }[];
  const word = name.replace(/-(\w)/, (_, letter: string) => letter.toUpperCase());
  const shared = { method: "GET", tag: "catalogue" } as const;
  jsonRoute(app, {
    ...shared,
    url: `${apiRoot}/${name}`,
    id: word,
    title,
    query: pageQuery,
    answer: pageOf(entry),
    handle: async ({ query }) => paged(entries, ({ id }) => id, query as PageQuery),
  });
  jsonRoute(app, {
    ...shared,
    url: `${apiRoot}/${name}/:id`,
    id: `${word}One`,
    title: `${title}: one of them`,
    params: z.object({ id: z.string().max(100) }),
    answer: entry,
    handle: async ({ params }) => {
      const { id } = registry.get(params["id"]!);
      return entries.find((one) => one.id === id);
    },
  });
}

/** What a definition says of itself in words and numbers. */
function plain(one: Definition): object {
  const { id, title, unit, source, help, params } = one as Definition & {
    unit?: string;
    source?: string;
    help?: string;
    params?: Record<string, Param>;
  };
  return {
    id,
    title,
    ...(unit !== undefined && { unit }),
    ...(source !== undefined && { source }),
    ...(help !== undefined && { help }),
    ...(params && { params: Object.fromEntries(Object.entries(params).map(([name, param]) => [name, describeParam(param)])) }),
  };
}
