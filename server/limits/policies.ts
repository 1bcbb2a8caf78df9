import { isIPv6 } from "node:net";
import type { FastifyRequest } from "fastify";
import type { ServerConfig } from "../config/config";
import { endpointOf } from "../observe/endpoint";
import type { Rate } from "./rate-limiter";

/** How often one client may ask for what counts in one bucket. */
export interface Policy {
  bucket: string;
  /** Requests within the window, all at once if need be. */
  limit: number;
  /** Seconds. */
  window: number;
}

/** Limits of MFN v4.1 (spec/mfn-model.md, §12); whoever scrapes metrics asks steadily. */
const limits: Record<string, number> = {
  "/health": 1000,
  "/metrics": 1000,
  "/validate": 50,
  "/simulate": 50,
  "/nernst": 200,
  "/federated/aggregate": 50,
  // Passwords and invitations; beside it every wrong password makes the next one wait longer.
  "sign-in": 30,
};

/** Runs are polled many times a second, streams reconnect, and the app is many files: one wide bucket for all of them. */
const live = /^\/(api\/|ws\/|\*|$)/;

type LimitConfig = Pick<ServerConfig, "requestsPerMinute" | "rateLimitRequests" | "rateLimitWindow" | "rateLimits">;

/** The bucket that a request counts in: its route's own, the wide one, or one for its address. */
export function policyOf(request: FastifyRequest, config: LimitConfig): Policy {
  const endpoint = endpointOf(request);
  const bucket = request.routeOptions.config.bucket ?? (live.test(endpoint) ? "live" : endpoint);
  const window = config.rateLimitWindow;
  const own = config.rateLimits.find((entry) => entry.startsWith(`${bucket}=`));
  if (own !== undefined) return { bucket, window, limit: Number(own.slice(bucket.length + 1)) };
  if (bucket === "live") return { bucket, window: 60, limit: config.requestsPerMinute };
  return { bucket, window, limit: limits[bucket] ?? config.rateLimitRequests };
}

export const rateOf = ({ limit, window }: Policy): Rate => ({ capacity: limit, refill: limit / window });

/** Who counts as one: an IPv4 address, or a /64 of IPv6, which is what one customer gets (RFC 6177). */
export function clientOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%", 1)[0]!.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  const network = [...left, ...zeros, ...right].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
