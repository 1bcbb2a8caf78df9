import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ByteRange } from "../artefacts/artefact-store";

/** A file that is answered without being in memory. */
interface AnsweredFile {
  name: string;
  mediaType: string;
  /** Bytes; null where they are known at the end only, and no part can be asked for. */
  size: number | null;
  /** An entity tag in its quotes: another when the bytes are others. */
  tag: string;
  open(range?: ByteRange): Promise<Readable>;
}

/** The whole file, or the one part that Range asks for, if it is still the file of If-Range; 304 for one that is known (RFC 9110, sections 13 and 14). */
export async function answerFile(request: FastifyRequest, reply: FastifyReply, file: AnsweredFile): Promise<FastifyReply> {
  const { name, mediaType, size, tag } = file;
  const { headers } = request;
  const known = knows(headers["if-none-match"], tag);
  // HEAD knows no parts.
  const inParts = request.method === "GET" && size !== null && (headers["if-range"] ?? tag) === tag;
  const asked = inParts ? rangeOf(headers.range, size) : null;
  const nothing = known || asked === "none of it";
  // Opened before a header is set, which an answer that it is gone must not have; and not at all where only its head is asked for.
  const stream = nothing ? null : request.method === "HEAD" ? Readable.from([]) : await file.open(asked ?? undefined);
  void reply
    .header("etag", tag)
    .header("accept-ranges", size === null ? "none" : "bytes")
    // Jobs are somebody's own, and an attempt's files never change; but they may be removed.
    .header("cache-control", "private, no-cache");
  if (known) return reply.code(304).send();
  if (asked === "none of it") return reply.code(416).header("content-range", `bytes */${size}`).send();
  void reply.type(mediaType).header("content-disposition", `attachment; filename="${name}"`);
  if (asked) void reply.code(206).header("content-range", `bytes ${asked.first}-${asked.last}/${size}`);
  if (size !== null) void reply.header("content-length", asked ? asked.last - asked.first + 1 : size);
  return reply.send(stream);
}

const knows = (header: string | undefined, tag: string): boolean =>
  header !== undefined && header.split(",").some((one) => ["*", tag, `W/${tag}`].includes(one.trim()));

/** null for what is to be ignored: no Range, several ranges, another unit, a last byte before the first. */
function rangeOf(header: string | undefined, size: number): ByteRange | "none of it" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from !== "" && to !== "" && Number(to) < Number(from)) return null;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return first > last ? "none of it" : { first, last };
}
