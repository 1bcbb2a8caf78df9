import type { Thread } from "./backends/threads/team";

/**
 * A thread for a kernel, from the engine's worker. Apart from `workers.ts`, because the engine's worker uses this and is
 * itself started there: Vite refuses workers that start each other in a circle.
 */
export function startKernelThread(): Thread {
  const worker = new Worker(new URL("../../workers/kernel.worker.ts", import.meta.url), { type: "module", name: "kernel" });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (handler) => worker.addEventListener("message", ({ data }) => handler(data)),
    onFailure: (handler) => worker.addEventListener("error", ({ message }) => handler(message || "its script could not be loaded")),
  };
}
