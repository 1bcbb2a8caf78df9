import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { SecureContextOptions } from "node:tls";
import type { FastifyServerFactory } from "fastify";
import { WorkbenchError } from "../src/core/errors";
import type { ServerConfig } from "./config/config";

interface Certificate {
  cert: string;
  key: string;
}

/**
 * The certificate chain and its key, each named by its file or given as PEM text; null where neither is.
 * @throws WorkbenchError `usage` that names the setting.
 */
function certificateOf({ tlsCert, tlsKey }: Pick<ServerConfig, "tlsCert" | "tlsKey">): Certificate | null {
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

/** Fastify's option for HTTPS; nothing where there is no certificate. */
export function httpsServer(config: Pick<ServerConfig, "tlsCert" | "tlsKey">): { serverFactory?: FastifyServerFactory } {
  const context = secureContext(config);
  return context === null ? {} : { serverFactory: (handler, options) => createServer({ ...options, ...context }, handler) };
}

/**
 * What a server needs for TLS, 1.2 at least; null where there is no certificate.
 * @throws WorkbenchError `usage` that names the setting.
 */
export function secureContext(config: Pick<ServerConfig, "tlsCert" | "tlsKey">): SecureContextOptions | null {
  const certificate = certificateOf(config);
  return certificate && { ...usable(certificate), minVersion: "TLSv1.2" };
}

/**
 * Looks every hour for a certificate that was renewed, for servers to take it up. One that cannot be used is told and changes nothing. Returns what ends it.
 */
export function keepCertificate(
  config: Pick<ServerConfig, "tlsCert" | "tlsKey">,
  renew: (context: SecureContextOptions) => void,
  failed: (error: unknown) => void,
): () => void {
  const look = () => {
    try {
      const context = secureContext(config);
      if (context !== null) renew(context);
    } catch (error) {
      failed(error);
    }
  };
  const timer = setInterval(look, 3_600_000).unref();
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
