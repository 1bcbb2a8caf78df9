import type { SecureContextOptions } from "node:tls";
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";
import { HealthImplementation } from "grpc-health-check";
import { WorkbenchError } from "../../src/core/errors";
import { createLogger, type Logger } from "../observe/log";
import { runsOf } from "../owned-runs";
import type { ServerParts } from "../parts";
import { admitCalls, type usualTimes } from "./admit-calls";
import { streaming, unary } from "./calls";
import { packageDefinition, reflectedDefinition } from "./definition";
import { featureCalls, mostCells } from "./features";
import { observeCalls } from "./observe-calls";
import { RenewableCredentials } from "./renewable-credentials";
import { runCalls } from "./runs";
import { streamCalls } from "./streams";
import { hearUnknownCalls } from "./unknown-calls";

export interface GrpcOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** As `secureContext` gives it; calls are in the clear without. */
  tls?: SecureContextOptions;
  log?: Logger;
  times?: typeof usualTimes;
}

export interface StartedGrpc {
  port: number;
  /** Takes up a renewed certificate: new connections get it. */
  renew(tls: SecureContextOptions): void;
  close(): Promise<void>;
}

/** What one caller may take up. Callers that are no longer there are found as on a WebSocket: asked every 30 s, and given up when they do not answer. */
const connectionLimits = {
  // The largest field that is measured, and what is said of it. Answers are as large as a run may be.
  "grpc.max_receive_message_length": mostCells * 8 + 64 * 1024,
  "grpc.max_concurrent_streams": 100,
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 30_000,
  "grpc.max_connection_idle_ms": 600_000,
};
/** Milliseconds for callers to hear that the server is closing. */
const farewellMs = 2000;

/**
 * The gRPC services of `mfn.proto`, with reflection and health (grpc.health.v1), on a port of their own: gRPC needs HTTP/2.
 * @throws WorkbenchError `usage` for a port that cannot be had.
 */
export async function startGrpc(parts: ServerParts, { host, port, tls, log = createLogger(parts.config), times }: GrpcOptions): Promise<StartedGrpc> {
  const door = admitCalls(parts, times);
  const server = new Server({ ...connectionLimits, interceptors: [observeCalls(parts, log), door.interceptor] });
  const definition = packageDefinition();
  const runs = runCalls(({ userId }) => runsOf(userId, parts.engine));
  const features = featureCalls(parts.engine);
  const streams = streamCalls(parts.streams);
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
  new ReflectionService(reflectedDefinition()).addToServer(server);
  const names = ["", ...Object.keys(services)];
  const health = new HealthImplementation(Object.fromEntries(names.map((name) => [name, "SERVING" as const])));
  health.addToServer(server);
  hearUnknownCalls(server);

  const renewable = tls && new RenewableCredentials(tls);
  const credentials = renewable ?? ServerCredentials.createInsecure();
  const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync(address, credentials, (error, taken) =>
      error ? reject(new WorkbenchError("usage", [], `gRPC cannot listen at ${address}: ${error.message}`)) : resolve(taken),
    ),
  );
  return {
    port: bound,
    renew: (renewed) => renewable?.renew(renewed),
    async close() {
      for (const name of names) health.setStatus(name, "NOT_SERVING");
      door.close();
      await parts.streams.closeAll();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          server.forceShutdown();
          resolve();
        }, farewellMs);
        server.tryShutdown(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
