import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { apiRoot } from "../../src/engine/protocol-http";
import { zipOfZarr } from "../../src/exporters/zarr";
import { artefactRoot } from "../jobs/job-names";
import type { Artefact } from "../jobs/jobs";
import type { ServerParts } from "../parts";
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

  app.get(
    `${apiRoot}/jobs/:id/artefacts/:name`,
    {
      schema: {
        operationId: "jobArtefact",
        summary: "A file that a job left",
        description: "Part of it with a Range header. A Zarr store comes as a ZIP file.",
        tags: ["jobs"],
        params,
        response: { 200: { description: "The file", content: { "application/octet-stream": { schema: file } } }, ...problems },
      },
    },
    async (request, reply) => {
      const { artefact, root } = await stored(request);
      if (artefact.name.endsWith(".zarr")) {
        const names = await artefacts.list(`${root}/`);
        const files = await Promise.all(names.map(async (name) => [name.slice(root.length + 1), (await artefacts.get(name))!] as const));
        return sendFile(request, reply, zipOfZarr(Object.fromEntries(files)), { name: `${artefact.name}.zip`, mediaType: "application/zip" });
      }
      const bytes = await artefacts.get(root);
      if (bytes === null) throw missing(artefact.name, []);
      void reply.header("etag", `"${artefact.sha256}"`);
      return sendFile(request, reply, bytes, artefact);
    },
  );

  app.get(`${apiRoot}/jobs/:id/artefacts/:name/*`, { schema: { hide: true } }, async (request, reply) => {
    const { root } = await stored(request);
    const path = (request.params as { "*": string })["*"];
    const bytes = await artefacts.get(`${root}/${path}`);
    if (bytes === null) throw missing(path, []);
    return sendFile(request, reply, bytes, {
      name: path.split("/").at(-1)!,
      mediaType: path.endsWith(".json") ? "application/json" : "application/octet-stream",
    });
  });
}

/** The whole, or the one part that a Range header asks for (RFC 9110, section 14). */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Uint8Array,
  { name, mediaType }: Pick<Artefact, "name" | "mediaType">,
): FastifyReply {
  void reply.type(mediaType).header("accept-ranges", "bytes").header("content-disposition", `attachment; filename="${name}"`);
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  if (first === "" && last === "") return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const begin = first === "" ? Math.max(0, bytes.length - Number(last)) : Number(first);
  const end = first === "" || last === "" ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1);
  if (begin > end) return reply.code(416).header("content-range", `bytes */${bytes.length}`).send();
  return reply
    .code(206)
    .header("content-range", `bytes ${begin}-${end}/${bytes.length}`)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset + begin, end - begin + 1));
}

const missing = (name: string, known: readonly Artefact[]): WorkbenchError =>
  new WorkbenchError(
    "run/unknown",
    [],
    known.length === 0
      ? `there is no artefact "${name}"; a job leaves some when it is done`
      : `there is no artefact "${name}"; this job left ${known.map((one) => one.name).join(", ")}`,
  );
