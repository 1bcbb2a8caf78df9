import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { apiRoot } from "../../src/engine/protocol-http";
import type { ByteRange } from "../artefacts/artefact-store";
import { zipStream } from "../artefacts/zip-stream";
import { artefactRoot } from "../jobs/job-names";
import type { Artefact } from "../jobs/jobs";
import type { ServerParts } from "../parts";
import { answerFile } from "./file-answer";
import { problems } from "./route";

const params = z.object({ id: z.string().max(100), name: z.string().max(200) });
const file = z.string().meta({ format: "binary" });

/** The files that a job left. A Zarr store is had as one ZIP file, or file by file as readers of Zarr ask for them. */
export function artefactRoutes(app: FastifyInstance, { jobs, artefacts }: ServerParts): void {
  const stored = async (request: FastifyRequest) => {
    const { id, name } = request.params as z.output<typeof params>;
    const job = await jobs.find(request.principal?.userId ?? "", id);
    const artefact = job.artefacts.find((one) => one.name === name);
    if (!artefact) throw missing(name, job.artefacts);
    return { artefact, root: `${artefactRoot({ id, attempt: job.attempts })}${name}` };
  };

  /** Opens a file once it is asked for. @throws WorkbenchError `run/unknown` when it is gone. */
  const opens = (name: string) => async (range?: ByteRange) => {
    const stream = await artefacts.stream(name, range);
    if (stream === null) throw missing(name.split("/").at(-1)!, []);
    return stream;
  };

  app.get(
    `${apiRoot}/jobs/:id/artefacts/:name`,
    {
      schema: {
        operationId: "jobArtefact",
        summary: "A file that a job left",
        description: "Part of it with a Range header. A Zarr store comes as a ZIP file, always whole; files below its address come in parts too.",
        tags: ["jobs"],
        params,
        response: { 200: { description: "The file", content: { "application/octet-stream": { schema: file } } }, ...problems },
      },
    },
    async (request, reply) => {
      const { artefact, root } = await stored(request);
      if (artefact.name.endsWith(".zarr")) {
        const names = await artefacts.list(`${root}/`);
        if (artefact.bytes >= mostZipBytes || names.length >= mostZipFiles) throw tooLarge(artefact.name);
        const files = names.map((name) => ({ name: name.slice(root.length + 1), open: opens(name) }));
        const facts = { name: `${artefact.name}.zip`, mediaType: "application/zip", size: null, tag: `"${artefact.sha256}.zip"` };
        return answerFile(request, reply, { ...facts, open: async () => zipStream(files) });
      }
      const { name, mediaType, bytes: size, sha256 } = artefact;
      return answerFile(request, reply, { name, mediaType, size, tag: `"${sha256}"`, open: opens(root) });
    },
  );

  app.get(`${apiRoot}/jobs/:id/artefacts/:name/*`, { schema: { hide: true } }, async (request, reply) => {
    const { artefact, root } = await stored(request);
    const path = (request.params as { "*": string })["*"];
    const size = await artefacts.size(`${root}/${path}`);
    if (size === null) throw missing(path, []);
    return answerFile(request, reply, {
      name: path.split("/").at(-1)!,
      mediaType: path.endsWith(".json") ? "application/json" : "application/octet-stream",
      size,
      tag: `"${artefact.sha256}/${path}"`,
      open: opens(`${root}/${path}`),
    });
  });
}

/** What a ZIP file without its extension for large ones can hold, with room for its own tables. */
const mostZipBytes = 2 ** 32 - 2 ** 24;
const mostZipFiles = 2 ** 16 - 1;

const tooLarge = (name: string): WorkbenchError =>
  new WorkbenchError("server/refused", [], `${name} is too large for one ZIP file; read it file by file below this address, as zarr does over HTTP`);

const missing = (name: string, known: readonly Artefact[]): WorkbenchError =>
  new WorkbenchError(
    "run/unknown",
    [],
    known.length === 0
      ? `there is no artefact "${name}"; a job leaves some when it is done`
      : `there is no artefact "${name}"; this job left ${known.map((one) => one.name).join(", ")}`,
  );
