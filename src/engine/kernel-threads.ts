import type { Thread } from "./backends/threads/team";

/** The name of a thread of a kernel, by which the engine's script knows its role. */
export const kernelThread = "kernel";

/**
 * A thread for a kernel, from the engine's worker. It runs the engine's own script, which is on this machine already: another one would
 * be loaded before the first frame.
 */
export function startKernelThread(): Thread {
  const worker = new Worker(self.location.href, { type: "module", name: kernelThread });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (handler) => worker.addEventListener("message", ({ data }) => handler(data)),
    onFailure: (handler) => worker.addEventListener("error", ({ message }) => handler(message || "its script could not be loaded")),
  };
}
