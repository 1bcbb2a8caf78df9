import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

export interface Postgres {
  url: string;
  /** Ends it at once, as when power fails. */
  crash(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  /** Ends it at once, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A PostgreSQL of its own on a free port, in a temporary folder. @throws when it is not installed: `node scripts/install.mjs` installs it. */
export async function startPostgres(): Promise<Postgres> {
  const programs = postgresPrograms();
  const folder = mkdtempSync(join(tmpdir(), "mfn-postgres-"));
  const user = await postgresUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  await run(join(programs, "initdb"), ["-D", data, "-U", "mfn", "--auth=trust", "--no-sync", "--no-instructions", "-E", "UTF8", "--locale=C"], {
    cwd: folder,
    ...user,
  });
  const port = await freePort();
  const url = `postgres://mfn@127.0.0.1:${port}/postgres`;
  let server: ChildProcess;
  const start = async () => {
    // Nothing is made durable: it lives as long as its test. A crash of the program alone, which is what tests do to it, loses nothing even so.
    const settings = ["fsync=off", "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "max_connections=200", "jit=off"];
    server = spawn(join(programs, "postgres"), ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])], {
      cwd: folder,
      stdio: "ignore",
      ...user,
    });
    await answers(url, server);
  };
  await start();
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", () => resolve());
      server.kill(signal);
    });
  // SIGQUIT: every session is cut off where it stands, and the next start recovers from the log.
  const crash = () => end("SIGQUIT");
  return {
    url,
    crash,
    start,
    async restart() {
      await crash();
      await start();
    },
    async stop() {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresPrograms(): string {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = [...versions.map((version) => join(root, version, "bin")), ...(process.env["PATH"] ?? "").split(":")].find((folder) =>
    existsSync(join(folder, "postgres")),
  );
  if (found) return found;
  throw new Error("these tests need PostgreSQL: on Debian, apt-get install postgresql, or as root node scripts/install.mjs");
}

/** PostgreSQL refuses to run as root; the package has made a user for it. Null when this is not root. */
async function postgresUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (which) => Number((await run("id", [which, "postgres"])).stdout)));
  return { uid: uid!, gid: gid! };
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode} as it started`);
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    const up = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
