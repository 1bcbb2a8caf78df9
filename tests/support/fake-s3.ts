import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A bucket over HTTP that knows the six calls we make of S3. Signatures are not checked. */
export interface FakeS3 {
  url: string;
  objects: Map<string, Buffer>;
  close(): Promise<void>;
}

/** @param pageSize objects of one answer to a list. */
export async function fakeS3(bucket: string, pageSize = 2): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url!, "http://s3");
      const [, first, ...rest] = pathname.split("/");
      const key = decodeURIComponent(rest.join("/"));
      const body = await bodyOf(request);
      const xml = (status: number, text: string) =>
        response.writeHead(status, { "content-type": "application/xml" }).end(`<?xml version="1.0"?>${text}`);
      if (first !== bucket) return xml(404, "<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>");
      if (request.method === "PUT") {
        objects.set(key, body);
        return response.writeHead(200, { etag: '"1"' }).end();
      }
      if (request.method === "POST" && searchParams.has("delete")) {
        // As several stores do, which know no newer checksum.
        if (request.headers["content-md5"] !== createHash("md5").update(body).digest("base64"))
          return xml(400, "<Error><Code>InvalidRequest</Code><Message>Missing required header for this request: Content-MD5</Message></Error>");
        for (const [, one] of body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)) objects.delete(one!);
        return xml(200, "<DeleteResult></DeleteResult>");
      }
      if (request.method === "GET" && searchParams.get("list-type") === "2") {
        const all = [...objects.keys()].filter((name) => name.startsWith(searchParams.get("prefix") ?? "")).sort();
        const from = Number(searchParams.get("continuation-token") ?? 0);
        const more = from + pageSize < all.length;
        const contents = all.slice(from, from + pageSize).map((name) => `<Contents><Key>${name}</Key></Contents>`);
        return xml(
          200,
          `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : ""}${contents.join("")}</ListBucketResult>`,
        );
      }
      const found = objects.get(key);
      if (!found) return xml(404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
      const [, begin, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
      const part = begin === undefined ? found : found.subarray(Number(begin), Number(end) + 1);
      response.writeHead(begin === undefined ? 200 : 206, { "content-length": part.length });
      return response.end(request.method === "HEAD" ? undefined : part);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
