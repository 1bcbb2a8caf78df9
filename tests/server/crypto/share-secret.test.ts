import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type StartedServer } from "../../../server/start";
import { startPostgres, type Postgres } from "../../support/services";

const patience = 240_000;

let postgres: Postgres;
const started: StartedServer[] = [];
let log = "";
beforeAll(async () => void (postgres = await startPostgres()), patience);
afterAll(async () => {
  for (const server of started) await server.close();
  await postgres.stop();
}, patience);

const folder = () => mkdtempSync(join(tmpdir(), "mfn-data-"));
async function start(dataDir: string, env: Record<string, string> = {}): Promise<StartedServer> {
  const server = await startServer({
    port: 0,
    env: { MFN_DATABASE_URL: postgres.url, MFN_DATA_DIR: dataDir, MFN_LOG_FORMAT: "json", ...env },
    logTo: { write: (line) => void (log += line) },
  });
  started.push(server);
  return server;
}

it("servers that share a PostgreSQL start with one secret alone, and read what one another encrypted", { timeout: patience }, async () => {
  const dataDir = folder();
  const first = await start(dataDir);
  await expect(start(folder())).rejects.toThrow(/this server has another secret .* the same MFN_SECRET_KEY/);
  const second = await start(folder(), { MFN_SECRET_KEY: readFileSync(join(dataDir, "secret-key"), "utf8").trim() });
  const headers = { "x-api-key": first.firstKey!, "content-type": "application/json" };
  const post = async ({ address }: StartedServer, name: string, body: object) =>
    (await fetch(`${address}/api/${name}`, { method: "POST", headers, body: JSON.stringify(body) })).json() as Promise<Record<string, string>>;
  const { ciphertext } = await post(first, "encrypt", { plaintext: "bXljZWxpdW0=" });
  expect(await post(second, "decrypt", { ciphertext })).toMatchObject({ plaintext: "bXljZWxpdW0=" });
  // What PostgreSQL tells of its wide numbers is a text, which nobody is to see.
  const audit = async (path: string) => (await fetch(`${second.address}/api/v1/audit${path}`, { headers })).json();
  expect(await audit("?action=decrypted")).toMatchObject({ items: [{ seq: expect.any(Number) as number }] });
  expect(await audit("/verification")).toMatchObject({ whole: true, rows: expect.any(Number) as number });
  await first.close();
  expect(log).toMatch(/"rows":\d+,"head":"[0-9a-f]{64}","signature":"[\w+/]{86}==".*"head of the audit log"/);
});
