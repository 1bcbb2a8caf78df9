import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { ServerConfig } from "../config/config";
import { refused } from "../refusals";

type Settings = Pick<ServerConfig, "corsOrigins" | "publicUrl">;

/** What a page shows to prove that it could read an answer of this server: made from the session's token, which no script can read. */
export const csrfTokenOf = (sessionToken: string): string => createHmac("sha256", sessionToken).update("csrf").digest("base64url");

/** Of pages that act with somebody's session: this server's own, and those that are listed. */
const mayAct = (origin: string, request: FastifyRequest, { corsOrigins, publicUrl }: Settings): boolean =>
  corsOrigins.includes(origin) || origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === request.host);

/** Refuses what a page of another origin sends with this server's cookies. @throws WorkbenchError `server/refused`. */
export function checkOrigin(request: FastifyRequest, settings: Settings): void {
  const { origin } = request.headers;
  const foreign = origin === undefined ? request.headers["sec-fetch-site"] === "cross-site" : !mayAct(origin, request, settings);
  if (foreign) throw refused("pages of other origins may not act here with a session; list them in MFN_CORS_ORIGINS, or use an API key");
}

const harmless = ["GET", "HEAD", "OPTIONS"];

/**
 * Whoever comes with a session comes from a page that may act, reading included: pages of other ports of one machine are the same site to cookies.
 * What changes something brings the session's CSRF token in the header X-CSRF-Token too.
 */
export function checkCrossSite(request: FastifyRequest, sessionToken: string, settings: Settings): void {
  checkOrigin(request, settings);
  if (harmless.includes(request.method)) return;
  const given = Buffer.from(String(request.headers["x-csrf-token"] ?? ""));
  const expected = Buffer.from(csrfTokenOf(sessionToken));
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw refused("a session needs its CSRF token in the header X-CSRF-Token; GET /api/v1/me tells it", [], "csrf-token");
}
