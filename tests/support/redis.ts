import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface StartedRedis {
  url: string;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Starts it anew at the same address, empty. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A Redis of this test's own, on a free port, that keeps nothing.
 * @throws Error that says what to install where there is none.
 */
export async function startRedis(): Promise<StartedRedis> {
  if (spawnSync("redis-server", ["--version"]).status !== 0)
    throw new Error("these tests need redis-server, which is not installed: apt-get install redis-server, or scripts/install.mjs");
  const folder = mkdtempSync(join(tmpdir(), "mfn-redis-"));
  const port = await freePort();
  let running = await launch(port, folder);
  const kill = () =>
    new Promise<void>((resolve) => {
      if (running.exitCode !== null || running.signalCode !== null) return resolve();
      running.once("exit", () => resolve());
      running.kill("SIGKILL");
    });
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async () => void (running = await launch(port, folder)),
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it takes connections. */
function launch(port: number, folder: string) {
  const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]);
  return new Promise<typeof child>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      if (said.includes("Ready to accept connections")) resolve(child);
    });
    child.once("exit", () => reject(new Error(`redis-server did not start: ${said.slice(-500)}`)));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
