import type { Environment } from "./environment";

/**
 * A secret of AWS Secrets Manager by its name. Region and credentials come the usual way (AWS_REGION, AWS_ACCESS_KEY_ID …, a profile, or the machine's role).
 * The SDK is loaded only when a setting names such a secret.
 */
export async function readAwsSecret(name: string, env: Environment): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const region = env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"];
  const endpoint = env["AWS_ENDPOINT_URL_SECRETS_MANAGER"] ?? env["AWS_ENDPOINT_URL"];
  const client = new SecretsManagerClient({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...credentials(env),
    maxAttempts: 2,
  });
  try {
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: name }), { abortSignal: AbortSignal.timeout(10_000) });
    if (text === undefined) throw new Error("it is binary; settings are text");
    return text;
  } catch (error) {
    // Some of the SDK's messages quote the request; the name says enough.
    if (error instanceof Error && error.name !== "Error") throw new Error(`Secrets Manager answers ${error.name}`);
    throw error;
  } finally {
    client.destroy();
  }
}

function credentials(env: Environment) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = env;
  if (accessKeyId === undefined || secretAccessKey === undefined) return {};
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) } };
}
