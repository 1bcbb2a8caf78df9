import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { apiRoot } from "../../src/engine/protocol-http";
import { querySchema } from "../compute/call-options";
import { commands } from "../compute/commands";
import type { CommandCall } from "../compute/tasks";
import type { ServerParts } from "../parts";
import { checkDepth } from "../strangers-json";
import { goneSignal, problems, refuseGone } from "./route";
import { fileBody, fileTypes, maxUploadBytes, takeFiles, uploadName } from "./upload";

const warnings = z.array(z.string()).describe("What was noticed while the file was read.");

/** Commands that measure a file: each a POST of the file itself, its options in the query. */
const measuring = [
  { command: "measure", path: "/metrics/measure", title: "Metrics of an image, array or volume", one: true },
  { command: "features", path: "/features", title: "The 18 features of a field history (T, N, N) or one field", one: false },
  { command: "series", path: "/series-metrics/measure", title: "Fractal metrics of a time series", one: false },
  { command: "regimes", path: "/regimes", title: "Change points and regimes of a series", one: true },
] as const;

/** `curl --data-binary @colony.png '…/api/v1/metrics/measure?metric=box-counting'`: what `mfn measure --json` prints, over HTTP. */
export async function measuringRoutes(app: FastifyInstance, { compute }: ServerParts): Promise<void> {
  await app.register(async (scope) => {
    takeFiles(scope);
    for (const { command, path, title, one } of measuring) {
      const definition = commands[command];
      scope.post(
        apiRoot + path,
        {
          bodyLimit: maxUploadBytes,
          schema: {
            operationId: `${command}File`,
            summary: title,
            description: `${definition.help} The body is the file. \`mfn ${definition.id}\` gives the same numbers.`,
            tags: ["measuring"],
            consumes: [...fileTypes],
            body: fileBody,
            querystring: querySchema(definition),
            response: { 200: z.object({ result: z.unknown(), warnings }), ...problems },
          },
        },
        async (request, reply) => {
          const bytes = request.body as Buffer;
          const file = { name: uploadName(request.headers["content-type"], bytes), bytes: new Uint8Array(bytes) };
          if (file.name.endsWith(".json")) checkDepth(bytes.toString("latin1"), ["body"]);
          const gone = goneSignal(reply);
          refuseGone(gone);
          const call: CommandCall = { command, options: request.query as CommandCall["options"], file };
          const found = (await compute.run("command", call, { owner: request.principal?.userId ?? "", gone })) as {
            result: unknown;
            warnings: string[];
          };
          // The command takes several files and answers with a list; here there is one.
          const result = one && Array.isArray(found.result) ? (found.result as unknown[])[0] : found.result;
          return reply.type("application/json").send(JSON.stringify({ ...found, result }));
        },
      );
    }
  });
}
