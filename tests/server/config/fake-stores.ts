import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeStore {
  url: string;
  /** Requests as they came: method, path, headers, body. */
  asked: { method: string; path: string; headers: IncomingMessage["headers"]; body: string }[];
  close(): Promise<void>;
}

type Answer = (request: FakeStore["asked"][number]) => { status: number; body: unknown };

/** An HTTP server on a free port of this machine that answers as told. */
export async function fakeStore(answer: Answer): Promise<FakeStore> {
  const asked: FakeStore["asked"] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const one = { method: request.method!, path: request.url!, headers: request.headers, body };
      asked.push(one);
      const { status, body: json } = answer(one);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
