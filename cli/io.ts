import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Io } from "./command";

/** Seconds that a program which is asked to end has for it: less than the 30 after which Kubernetes kills it. */
const lastSeconds = 25;

/** The terminal that this process was started in. */
export function terminal(): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    interactive: process.stderr.isTTY === true,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readStdin: readAll,
    untilStopped: () =>
      new Promise((resolve) => {
        // A terminal that is closed sends SIGHUP.
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
          process.once(signal, () => {
            endAnyway();
            resolve();
          });
      }),
    packageRoot: packageRoot(),
  };
}

/** Whatever is still held open then, as when a service does not answer, must not keep the program alive; that it was so is told by its exit code. */
function endAnyway(): void {
  setTimeout(() => {
    process.stderr.write(`mfn: what was under way did not end within ${lastSeconds} s; ended anyway\n`);
    process.exit(1);
  }, lastSeconds * 1000).unref();
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** The nearest folder above this file that has a package.json: the same from source and from the build. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
