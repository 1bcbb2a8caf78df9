import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";
import { HealthImplementation } from "grpc-health-check";
import { WorkbenchError } from "../../src/core/errors";
import { runsOf } from "../owned-runs";
import type { ServerParts } from "../parts";
import { LiveSources } from "../streams/live-sources";
import { realClock } from "../streams/real-clock";
import { callsFor } from "./calls";
import { packageDefinition } from "./definition";
import { featureCalls } from "./features";
import { runCalls } from "./runs";
import { streamCalls } from "./streams";

export interface GrpcOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  tls?: { cert: Buffer; key: Buffer };
}

export interface StartedGrpc {
  port: number;
  close(): Promise<void>;
}

/** Bytes of one message; a field of 2048² doubles fits. */
const maxMessageBytes = 64 * 1024 * 1024;
/** How often streams that nobody came back to are looked for, in milliseconds. */
const sweepMs = 30_000;

/**
 * The gRPC services of `mfn.proto`, with reflection and health (grpc.health.v1), on a port of their own: gRPC needs HTTP/2.
 * @throws WorkbenchError `usage` for a port that cannot be had.
 */
export async function startGrpc(parts: ServerParts, { host, port, tls }: GrpcOptions): Promise<StartedGrpc> {
  const server = new Server({ "grpc.max_receive_message_length": maxMessageBytes, "grpc.max_send_message_length": maxMessageBytes });
  const definition = packageDefinition();
  const sources = new LiveSources(parts.engine, realClock);
  const { unary, streaming } = callsFor(parts);
  const runs = runCalls(({ userId }) => runsOf(userId, parts.engine));
  const features = featureCalls(parts.engine);
  const streams = streamCalls(sources);
  const services: Record<string, UntypedServiceImplementation> = {
    "mfn.v1.Runs": {
      Open: unary(runs.open),
      Advance: unary(runs.advance),
      GetFrame: unary(runs.getFrame),
      Close: unary(runs.close),
      Simulate: streaming(runs.simulate),
    },
    "mfn.v1.Features": { Measure: unary(features.measure) },
    "mfn.v1.Streams": { StreamFeatures: streaming(streams.features), SimulationLive: streaming(streams.simulation) },
  };
  for (const [name, implementation] of Object.entries(services)) server.addService(definition[name] as ServiceDefinition, implementation);
  new ReflectionService(definition).addToServer(server);
  const health = new HealthImplementation(Object.fromEntries(["", ...Object.keys(services)].map((name) => [name, "SERVING" as const])));
  health.addToServer(server);

  const credentials = tls ? ServerCredentials.createSsl(null, [{ cert_chain: tls.cert, private_key: tls.key }]) : ServerCredentials.createInsecure();
  const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync(address, credentials, (error, taken) =>
      error ? reject(new WorkbenchError("usage", [], `gRPC cannot listen at ${address}: ${error.message}`)) : resolve(taken),
    ),
  );
  const sweep = setInterval(() => void sources.closeDeserted(), sweepMs).unref();
  return {
    port: bound,
    async close() {
      clearInterval(sweep);
      await sources.closeAll();
      server.forceShutdown();
    },
  };
}
