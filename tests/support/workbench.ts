import { createFrames } from "../../src/engine/frames";
import { lazyLibrary } from "../../src/library/library";
import { shelf } from "../../src/notebook/shelf";
import { createRoomSlices } from "../../src/state/room-slices";
import type { KeyValueStorage, Services } from "../../src/state/services";
import { createWorkbench, type Workbench } from "../../src/state/store";
import { fakeEngine, type FakeEngine } from "./fake-engine";

export const memoryStorage = (kept: Record<string, string> = {}): KeyValueStorage & { kept: Record<string, string> } => ({
  kept,
  getItem: (key) => kept[key] ?? null,
  setItem: (key, value) => void (kept[key] = value),
});

/** A workbench over fakes. The screen is always ready. */
export function fakeWorkbench(given: Partial<Services> = {}): Workbench & { engine: FakeEngine; analyst: FakeEngine } {
  const [engine, analyst] = [fakeEngine(), fakeEngine()];
  const workbench = createWorkbench(
    {
      engine,
      analyst,
      startSeriesAnalyst: () => Object.assign(fakeEngine(), { dispose: () => undefined }),
      startPoints: () => ({
        samplePoint: () => Promise.reject(new Error("no points here")),
        describePicture: () => Promise.reject(new Error("no pictures here")),
        dispose: () => undefined,
      }),
      cores: 2,
      connectRemote: () => fakeEngine(),
      connectLive: () => ({ close: () => undefined }),
      frames: createFrames(),
      importFile: () => Promise.reject(new Error("no files here")),
      lookIntoFile: () => Promise.resolve(null),
      notebooks: shelf([]),
      startKernel: () => Promise.reject(new Error("no kernel here")),
      storage: memoryStorage(),
      library: lazyLibrary(async () => (await import("./library")).libraryInMemory()),
      nextFrame: () => new Promise((resolve) => setTimeout(resolve, 0)),
      newSeed: () => 77,
      ...given,
    },
    createRoomSlices,
  );
  return { ...workbench, engine, analyst };
}
