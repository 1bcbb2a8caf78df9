import type { FastifyInstance } from "fastify";
import { createServer } from "../../server/app";
import { createEngineHost } from "../../src/engine/host";
import type { EngineApi } from "../../src/engine/protocol";
import { connectRemoteEngine } from "../../src/engine/remote";
import { key, testParts } from "./server-parts";

export interface Served {
  engine: EngineApi;
  url: string;
  app: FastifyInstance;
}

/** A server on a free port of this machine, and an engine connected to it. */
export async function serve(host: EngineApi = createEngineHost()): Promise<Served> {
  const app = await createServer(testParts({ engine: host }));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { engine: connectRemoteEngine({ url, credential: { kind: "key", key } }), url, app };
}
