import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";

export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /**
   * Signs somebody in, as a provider does after its form: takes the address that the browser was sent to and gives the one that it is sent back to.
   * `said` goes over what the provider would say.
   */
  approve(address: string, said: JWTPayload, how?: { userinfo?: object; signedByOther?: boolean }): Promise<URL>;
  close(): Promise<void>;
}

interface Granted {
  idToken: string;
  challenge: string;
  redirect: string;
  userinfo: object;
}

export interface TestProviderOptions {
  /** As it is called in its address; another one than the server's is another site to browsers. */
  host?: "127.0.0.1" | "localhost";
  /** Who sits at the browser: where it is sent to there is a page then, with a button that gives them away. */
  visitor?: () => JWTPayload;
}

/** An OpenID Connect provider on a free port of this machine: discovery, codes with PKCE, signed tokens, keys and userinfo. */
export async function testProvider({ host = "127.0.0.1", visitor }: TestProviderOptions = {}): Promise<TestProvider> {
  const [clientId, clientSecret] = ["mfn", "a secret of the client"];
  const [own, other] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "1", alg: "RS256", use: "sig" };
  const granted = new Map<string, Granted>();
  const tokens = new Map<string, object>();
  let issuer = "";

  async function approve(
    address: string,
    said: JWTPayload,
    { userinfo = {}, signedByOther = false }: { userinfo?: object; signedByOther?: boolean } = {},
  ): Promise<URL> {
    const asked = new URL(address).searchParams;
    const at = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: clientId, iat: at, exp: at + 60, nonce: asked.get("nonce"), ...said };
    const idToken = await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "1" }).sign((signedByOther ? other : own).privateKey);
    const code = randomUUID();
    const redirect = asked.get("redirect_uri")!;
    granted.set(code, { idToken, redirect, challenge: asked.get("code_challenge")!, userinfo: { sub: said.sub, ...userinfo } });
    const back = new URL(redirect);
    back.search = new URLSearchParams({ code, state: asked.get("state")! }).toString();
    return back;
  }

  const server: Server = createServer((request, response) => {
    const answer = (body: object, status = 200) => void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    void (async () => {
      switch (request.url?.split("?")[0]) {
        case "/authorize": {
          if (visitor === undefined) return answer({}, 404);
          const back = await approve(`${issuer}${request.url}`, visitor());
          const page = `<!doctype html><title>The institute</title><link rel="icon" href="data:,"><a href="${back.href.replaceAll("&", "&amp;")}">That is me</a>`;
          return void response.writeHead(200, { "content-type": "text/html" }).end(page);
        }
        case "/.well-known/openid-configuration":
          return answer({
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/jwks`,
            userinfo_endpoint: `${issuer}/userinfo`,
            response_types_supported: ["code"],
            subject_types_supported: ["public"],
            id_token_signing_alg_values_supported: ["RS256"],
            code_challenge_methods_supported: ["S256"],
          });
        case "/jwks":
          return answer({ keys: [jwk] });
        case "/token": {
          const form = new URLSearchParams(await textOf(request));
          const grant = granted.get(form.get("code") ?? "");
          granted.delete(form.get("code") ?? "");
          const proved =
            createHash("sha256")
              .update(form.get("code_verifier") ?? "")
              .digest("base64url") === grant?.challenge;
          const client = form.get("client_id") === clientId && form.get("client_secret") === clientSecret;
          if (grant === undefined || !proved || !client || form.get("redirect_uri") !== grant.redirect)
            return answer({ error: "invalid_grant" }, 400);
          const token = randomUUID();
          tokens.set(token, grant.userinfo);
          return answer({ access_token: token, token_type: "Bearer", expires_in: 60, id_token: grant.idToken });
        }
        case "/userinfo": {
          const userinfo = tokens.get(request.headers.authorization?.replace("Bearer ", "") ?? "");
          return userinfo === undefined ? answer({}, 401) : answer(userinfo);
        }
        default:
          return answer({}, 404);
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://${host}:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    clientId,
    clientSecret,
    approve,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text;
}
