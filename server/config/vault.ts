import { z } from "zod";
import type { Environment } from "./environment";
import { readSecretFile } from "./secret-file";

const secret = z.object({ data: z.object({ data: z.record(z.string(), z.unknown()) }) });
const login = z.object({ auth: z.object({ client_token: z.string() }) });

/**
 * A document of HashiCorp Vault's key-value store, version 2: `secret/data/mfn`. The variables are Vault's own: VAULT_ADDR, VAULT_NAMESPACE, and either
 * VAULT_TOKEN or, for an AppRole, VAULT_ROLE_ID and VAULT_SECRET_ID; each may end in _FILE and then names a file.
 * Source: Vault API documentation, "KV secrets engine version 2" and "AppRole auth method".
 */
export async function readVaultSecret(path: string, env: Environment): Promise<Record<string, unknown>> {
  const address = env["VAULT_ADDR"];
  if (address === undefined || !/^https?:\/\//.test(address))
    throw new Error("set VAULT_ADDR to Vault's address, such as https://vault.example.org:8200");
  const call = caller(address.replace(/\/+$/, ""), env["VAULT_NAMESPACE"]);
  const token = (await given("VAULT_TOKEN", env)) ?? (await signIn(call, env));
  const answer = await call("GET", path.split("/").map(encodeURIComponent).join("/"), { token });
  const found = secret.safeParse(answer);
  if (found.success) return found.data.data.data;
  throw new Error("Vault's answer is none of a key-value store of version 2; its paths have data/ after the name of the store: secret/data/mfn");
}

type Call = (method: "GET" | "POST", path: string, options: { token?: string; body?: unknown }) => Promise<unknown>;

function caller(address: string, namespace: string | undefined): Call {
  return async (method, path, { token, body }) => {
    const response = await fetch(`${address}/v1/${path}`, {
      method,
      headers: {
        ...(token !== undefined && { "x-vault-token": token }),
        ...(namespace !== undefined && { "x-vault-namespace": namespace }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A token is not carried to where an answer points.
      redirect: "error",
      signal: AbortSignal.timeout(5000),
    }).catch((error: unknown) => {
      throw new Error(`Vault at ${address} does not answer (${error instanceof Error ? error.name : "unknown"})`);
    });
    if (!response.ok) throw new Error(`Vault answers ${response.status}${advice[response.status] ?? ""}`);
    return response.json();
  };
}

const advice: Record<number, string> = {
  400: ": the role id, secret id or path is not one it knows",
  403: ": the token has ended, or its policy does not allow to read this path",
  404: ": there is nothing at this path",
  503: ": it is sealed",
};

async function signIn(call: Call, env: Environment): Promise<string> {
  const role = await given("VAULT_ROLE_ID", env);
  const id = await given("VAULT_SECRET_ID", env);
  if (role === undefined || id === undefined) throw new Error("set VAULT_TOKEN, or VAULT_ROLE_ID and VAULT_SECRET_ID");
  return login.parse(await call("POST", "auth/approle/login", { body: { role_id: role, secret_id: id } })).auth.client_token;
}

async function given(name: string, env: Environment): Promise<string | undefined> {
  const file = env[`${name}_FILE`];
  const value = file === undefined || file === "" ? env[name] : await readSecretFile(file);
  return value === "" ? undefined : value;
}
