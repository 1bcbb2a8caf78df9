import type { FastifyRequest } from "fastify";

/** The route's pattern, such as `/api/v1/runs/:run/frame`; `/other` for addresses that are none, or each of them would be counted apart. */
export const endpointOf = (request: FastifyRequest): string => (request.is404 ? "/other" : (request.routeOptions.url ?? "/other"));
