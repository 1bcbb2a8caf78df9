import type { Configuration } from "openid-client";
import { WorkbenchError } from "../../src/core/errors";
import type { ServerConfig } from "../config/config";
import type { Database } from "../database/database";
import type { UsersTable } from "./account-tables";
import type { Invitations } from "./invitations";
import { accountOf, claims, lacks, together } from "./oidc-accounts";
import { oidcSettings, type OidcSettings } from "./oidc-settings";
import { unauthorised } from "../refusals";
import { hashSecret, newSecret } from "./secrets";
import type { Users } from "./users";

/** An OpenID Connect provider: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0 §3.1; RFC 7636; RFC 9700). */
export interface Provider {
  /** Its name for people. */
  title: string;
  /** Where to send somebody, and what their browser has to bring back. */
  begin(): Promise<{ address: URL; ticket: string; expires: Date }>;
  /** Who has come back with `query`. Each ticket works once. @throws WorkbenchError in words. */
  finish(query: string, ticket: string | undefined): Promise<UsersTable>;
}

interface Parts {
  db: Database;
  config: ServerConfig;
  users: Users;
  invitations: Invitations;
  now: () => Date;
}

const minutes = 10;

export function openProvider({ db, config, users, invitations, now }: Parts): Provider | null {
  const settings = oidcSettings(config);
  if (settings === null) return null;
  let known: Promise<Configuration> | undefined;
  /** What the provider says of itself, asked for when first needed and again after a failure. */
  const configuration = () =>
    (known ??= discover(settings).catch((error: unknown) => {
      known = undefined;
      throw new WorkbenchError("server/unreachable", [], `${settings.title} cannot be reached: ${wordsOf(error)}`);
    }));

  return {
    title: settings.title,
    async begin() {
      const client = await import("openid-client");
      const provider = await configuration();
      const [ticket, state, nonce, verifier] = [newSecret(), client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
      const expires = new Date(now().getTime() + minutes * 60_000);
      await db
        .insertInto("oidc_sign_ins")
        .values({ hash: hashSecret(ticket), state, nonce, verifier, expires_at: expires })
        .execute();
      const address = client.buildAuthorizationUrl(provider, {
        redirect_uri: settings.callback.href,
        scope: "openid email profile",
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
      return { address, ticket, expires };
    },
    async finish(query, ticket) {
      const begun =
        ticket === undefined
          ? undefined
          : await db
              .deleteFrom("oidc_sign_ins")
              .where("hash", "=", hashSecret(ticket))
              .where("expires_at", ">", now())
              .returningAll()
              .executeTakeFirst();
      if (begun === undefined) throw unauthorised("this sign-in was begun elsewhere or too long ago; begin it again");
      const client = await import("openid-client");
      const provider = await configuration();
      const address = new URL(settings.callback);
      address.search = query;
      const said = await client
        .authorizationCodeGrant(provider, address, {
          pkceCodeVerifier: begun.verifier,
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          idTokenExpected: true,
        })
        .then(async (tokens) => {
          const token = tokens.claims()!;
          return lacks(token, settings) && provider.serverMetadata().userinfo_endpoint !== undefined
            ? together(token, await client.fetchUserInfo(provider, tokens.access_token, token.sub))
            : token;
        })
        .catch((error: unknown) => {
          throw unauthorised(`${settings.title} did not confirm who you are: ${wordsOf(error)}`);
        });
      const parsed = claims.safeParse(said);
      if (!parsed.success) throw unauthorised(`${settings.title} says things of you that cannot be used`);
      return accountOf(parsed.data, { db, users, invitations, settings, now });
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const client = await import("openid-client");
  const execute = [client.enableNonRepudiationChecks, ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : [])];
  return client.discovery(issuer, clientId, clientSecret, clientSecret === undefined ? client.None() : undefined, { execute, timeout: 10 });
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200);
