/** The threads of the app. */
export type WorkerKind = "engine" | "points" | "import" | "gif" | "learning" | "membrane";

/** The one place that starts a thread. Vite finds the worker files by these literal addresses. */
export function startWorker(kind: WorkerKind): Worker {
  switch (kind) {
    case "engine":
      return new Worker(new URL("../../workers/engine.worker.ts", import.meta.url), { type: "module", name: "engine" });
    case "points":
      return new Worker(new URL("../../workers/points.worker.ts", import.meta.url), { type: "module", name: "points" });
    case "import":
      return new Worker(new URL("../../workers/import.worker.ts", import.meta.url), { type: "module", name: "import" });
    case "learning":
      return new Worker(new URL("../../workers/learning.worker.ts", import.meta.url), { type: "module", name: "learning" });
    case "membrane":
      return new Worker(new URL("../../workers/membrane.worker.ts", import.meta.url), { type: "module", name: "membrane" });
    case "gif":
      return new Worker(new URL("../../workers/gif.worker.ts", import.meta.url), { type: "module", name: "gif" });
  }
}
