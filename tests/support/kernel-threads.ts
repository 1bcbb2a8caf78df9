import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { startKernelThread } from "../../cli/kernel-threads";
import type { Thread } from "../../src/engine/backends/threads/team";

let built: Promise<URL> | null = null;

/** Builds the script of a kernel's thread as the command line has it, once, and starts threads from it. */
export async function kernelThreads(): Promise<() => Thread> {
  built ??= buildThread();
  const script = await built;
  return () => startKernelThread(script);
}

async function buildThread(): Promise<URL> {
  const outDir = resolve("node_modules/.cache/mfn-kernel-thread");
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      target: "node20",
      minify: false,
      rolldownOptions: { input: { kernel: resolve("workers/kernel.node.ts") }, output: { entryFileNames: "[name].mjs" } },
    },
  });
  return pathToFileURL(resolve(outDir, "kernel.mjs"));
}
