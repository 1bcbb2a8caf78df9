import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { FastifyServerFactory } from "fastify";
import { WorkbenchError } from "../src/core/errors";
import type { ServerConfig } from "./config/config";

export interface Certificate {
  cert: string;
  key: string;
}

/**
 * The certificate chain and its key, each named by its file or given as PEM text; null where neither is.
 * @throws WorkbenchError `usage` that names the setting.
 */
export function certificateOf({ tlsCert, tlsKey }: Pick<ServerConfig, "tlsCert" | "tlsKey">): Certificate | null {
  if (tlsCert === undefined || tlsKey === undefined) return null;
  return { cert: pem("MFN_TLS_CERT", tlsCert), key: pem("MFN_TLS_KEY", tlsKey) };
}

function pem(variable: string, given: string): string {
  if (given.includes("-----BEGIN ")) return given;
  let text: string;
  try {
    text = readFileSync(given, "utf8");
  } catch (error) {
    throw new WorkbenchError("usage", [], `${variable} names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
  if (text.includes("-----BEGIN ")) return text;
  throw new WorkbenchError("usage", [], `${variable} names a file that is no PEM: it has no line -----BEGIN …-----`);
}

/** Fastify's option for HTTPS, TLS 1.2 at least; nothing where there is no certificate. */
export function httpsServer(config: Pick<ServerConfig, "tlsCert" | "tlsKey">): { serverFactory?: FastifyServerFactory } {
  const certificate = certificateOf(config);
  if (certificate === null) return {};
  return { serverFactory: (handler, options) => createServer({ ...options, ...usable(certificate), minVersion: "TLSv1.2" }, handler) };
}

/**
 * Looks every hour for a certificate that was renewed, and takes it up: new connections get it, those there are go on. One that cannot be used is told and
 * changes nothing. Returns what ends it.
 */
export function keepCertificate(server: object, config: Pick<ServerConfig, "tlsCert" | "tlsKey">, failed: (error: unknown) => void): () => void {
  if (!("setSecureContext" in server)) return () => undefined;
  const renew = () => {
    try {
      const certificate = certificateOf(config);
      if (certificate !== null) (server as Server).setSecureContext(usable(certificate));
    } catch (error) {
      failed(error);
    }
  };
  const timer = setInterval(renew, 3_600_000).unref();
  return () => clearInterval(timer);
}

/** OpenSSL's words for a key that is none, or not the certificate's, name no setting. */
function usable(certificate: Certificate): Certificate {
  try {
    createServer(certificate).close();
    return certificate;
  } catch (error) {
    throw new WorkbenchError("usage", [], `MFN_TLS_CERT and MFN_TLS_KEY cannot be used together: ${(error as Error).message}`);
  }
}
