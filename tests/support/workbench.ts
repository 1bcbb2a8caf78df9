import { readFileSync } from "node:fs";
import { createFrames } from "../../src/engine/frames";
import { createLearningHost } from "../../src/engine/host-learning";
import { createMembraneHost } from "../../src/engine/host-membrane";
import { lazyLibrary } from "../../src/library/library";
import { notebooksInMemory } from "../../src/notebook/notebook-store";
import { noGuard } from "../../src/notebook/run-guard";
import { shelf } from "../../src/notebook/shelf";
import { createRoomSlices } from "../../src/state/room-slices";
import type { KeyValueStorage, RoomServices, Services } from "../../src/state/services";
import { createWorkbench, type Workbench } from "../../src/state/store";
import { fakeEngine, type FakeEngine } from "./fake-engine";

export const memoryStorage = (kept: Record<string, string> = {}): KeyValueStorage & { kept: Record<string, string> } => ({
  kept,
  getItem: (key) => kept[key] ?? null,
  setItem: (key, value) => void (kept[key] = value),
});

/** The experiments in this thread, which lets others have their turn between two states. */
function learningInThisThread(): ReturnType<Services["startLearning"]> {
  const host = createLearningHost({ sample: async (path) => readFileSync(`public/samples/${path}`, "utf8") });
  const next: typeof host.next = () => new Promise((resolve, reject) => setTimeout(() => host.next().then(resolve, reject)));
  return { ...host, next, dispose: () => undefined };
}

/** Membranes in this thread. */
const membraneInThisThread: Services["startMembrane"] = (tell) => ({ ...createMembraneHost(tell), dispose: () => undefined });

/** A workbench over fakes. The screen is always ready. */
export function fakeWorkbench({ notebooks = shelf([]), ...given }: Partial<RoomServices> = {}): Workbench & {
  engine: FakeEngine;
  analyst: FakeEngine;
} {
  const [engine, analyst] = [fakeEngine(), fakeEngine()];
  const workbench = createWorkbench(
    {
      engine,
      analyst,
      startSeriesAnalyst: () => Object.assign(fakeEngine(), { dispose: () => undefined }),
      startLearning: learningInThisThread,
      startMembrane: membraneInThisThread,
      startPoints: () => ({
        samplePoint: () => Promise.reject(new Error("no points here")),
        describePicture: () => Promise.reject(new Error("no pictures here")),
        dispose: () => undefined,
      }),
      cores: 2,
      connectRemote: () => Promise.resolve(fakeEngine()),
      loadServerAccess: () => Promise.reject(new Error("no server here")),
      connectLive: () => ({ close: () => undefined }),
      frames: createFrames(),
      importFile: () => Promise.reject(new Error("no files here")),
      lookIntoFile: () => Promise.resolve(null),
      loadNotebooks: async () => notebooks,
      ownNotebooks: notebooksInMemory(),
      startKernel: () => Promise.reject(new Error("no kernel here")),
      runGuard: noGuard,
      pageAddress: "https://app.example/",
      storage: memoryStorage(),
      library: lazyLibrary(async () => (await import("./library")).libraryInMemory()),
      nextFrame: () => new Promise((resolve) => setTimeout(resolve, 0)),
      newSeed: () => 77,
      ...given,
    },
    (services) => createRoomSlices({ ...services, notebooks }),
  );
  return { ...workbench, engine, analyst };
}
