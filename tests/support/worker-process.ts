import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { startEngineThread } from "../../cli/kernel-threads";
import type { EngineApi } from "../../src/engine/protocol";
import { connect } from "../../src/engine/thread-calls";
import { endpointOf } from "../../workers/thread-endpoint";

/** The command line as it is installed, with the threads of jobs. */
export interface BuiltProgram {
  /** Starts `mfn worker`; resolves when it has joined the queue. */
  worker(env: Record<string, string>): Promise<ChildProcess>;
  /** An engine in a thread of this process. */
  engineThread(): EngineApi & { dispose(): void };
  remove(): void;
}

/** Builds the command line into a folder of its own, inside the project so that it finds the packages it does not contain. */
export async function buildProgram(): Promise<BuiltProgram> {
  const folder = resolve("node_modules", ".cache", `mfn-worker-${process.pid}-${Date.now()}`);
  const shim = join(folder, "cli", "mfn.mjs");
  mkdirSync(join(folder, "cli"), { recursive: true });
  copyFileSync("cli/mfn.mjs", shim);
  await build({ configFile: "vite.node.config.ts", logLevel: "error", build: { outDir: join(folder, "dist", "node"), sourcemap: false } });
  return {
    worker(env) {
      const child = spawn(process.execPath, [shim, "worker"], { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      return new Promise((joined, failed) => {
        const hear = (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes("has joined the queue")) joined(child);
        };
        child.stdout.on("data", hear);
        child.stderr.on("data", hear);
        child.once("exit", (code) => failed(new Error(`the worker ended with ${code}: ${said}`)));
      });
    },
    engineThread: () =>
      connect<EngineApi>(
        endpointOf(startEngineThread(pathToFileURL(join(folder, "dist", "node", "engine.mjs")))!) as unknown as Parameters<typeof connect>[0],
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Ends a process and waits until it is gone. */
export const endProcess = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });
