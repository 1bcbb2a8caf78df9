import { WorkbenchError } from "../../src/core/errors";
import type { ServerConfig } from "../config/config";
import type { Role } from "./accounts";

/** What is needed to send people to a provider and to know who comes back. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string | undefined;
  /** Where the provider sends people back to; it must be registered there. */
  callback: URL;
  title: string;
  domains: readonly string[];
  /** Whether an address counts as verified of which the provider does not say. */
  trustEmail: boolean;
  role: Role;
  roleClaim: string;
  /** From a value of the claim to a role. */
  roles: ReadonlyMap<string, Role>;
}

export const callbackPath = "/api/v1/oidc/callback";

/**
 * The provider that is configured; null where there is none.
 * @throws WorkbenchError `usage` that names what is missing.
 */
export function oidcSettings(config: ServerConfig): OidcSettings | null {
  const { oidcIssuer, oidcClientId, publicUrl } = config;
  if (oidcIssuer === undefined) return null;
  if (oidcClientId === undefined || publicUrl === undefined)
    throw new WorkbenchError("usage", [], `MFN_OIDC_ISSUER needs ${oidcClientId === undefined ? "MFN_OIDC_CLIENT_ID" : "MFN_PUBLIC_URL"} too`);
  const issuer = new URL(oidcIssuer);
  if (issuer.protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(issuer.hostname))
    throw new WorkbenchError("usage", [], `MFN_OIDC_ISSUER cannot be used: expected https://…; got "${oidcIssuer}"`);
  return {
    issuer,
    clientId: oidcClientId,
    clientSecret: config.oidcClientSecret,
    callback: new URL(publicUrl + callbackPath),
    title: config.oidcTitle,
    domains: config.oidcDomains.map((domain) => domain.toLowerCase()),
    trustEmail: config.oidcTrustEmail,
    role: config.oidcRole,
    roleClaim: config.oidcRoleClaim,
    roles: new Map(config.oidcRoles.map((pair) => [pair.slice(0, pair.lastIndexOf("=")), pair.slice(pair.lastIndexOf("=") + 1) as Role])),
  };
}
