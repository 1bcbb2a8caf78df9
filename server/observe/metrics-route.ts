import { BlockList, isIPv6 } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { WorkbenchError } from "../../src/core/errors";
import type { ServerParts } from "../parts";

/**
 * `GET /metrics` for Prometheus: to everybody, to callers from private networks, or to holders of a key, as MFN_METRICS_ACCESS says. The route itself is
 * public, since which of these it is may change while the server runs.
 */
export function metricsRoute(app: FastifyInstance, { metrics, config, accounts }: ServerParts): void {
  app.get(
    "/metrics",
    {
      config: { access: "public" },
      schema: {
        operationId: "prometheus",
        summary: "What Prometheus reads: requests, runs, jobs, limits, the process",
        tags: ["server"],
        security: [],
      },
    },
    async (request, reply) => {
      if (!config.metricsEnabled) throw Object.assign(refused("/metrics is switched off (MFN_METRICS_ENABLED)"), { statusCode: 404 });
      if (config.metricsAccess === "private" && !fromPrivate(request))
        throw refused("/metrics is for callers from private networks (MFN_METRICS_ACCESS)");
      if (config.metricsAccess === "key" && (await accounts.identify(request)) === null)
        throw new WorkbenchError("server/unauthorised", [], "/metrics needs an API key in the header X-API-Key (MFN_METRICS_ACCESS)");
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  );
}

const refused = (sentence: string) => new WorkbenchError("server/refused", [], sentence);

/** Loopback, private and link-local networks: RFC 1918, RFC 4193, RFC 3927, RFC 4291. */
const privateNetworks = new BlockList();
for (const [network, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  privateNetworks.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  privateNetworks.addSubnet(network, bits, "ipv6");

/** A proxy that is not trusted hides who asks: what came through one is from nowhere private. */
function fromPrivate(request: FastifyRequest): boolean {
  const forwarded = request.headers["x-forwarded-for"] !== undefined || request.headers["forwarded"] !== undefined;
  if (forwarded && request.ip === request.socket.remoteAddress) return false;
  const address = request.ip.replace(/^::ffff:/, "");
  return privateNetworks.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
