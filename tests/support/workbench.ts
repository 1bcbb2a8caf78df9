import { createFrames } from "../../src/engine/frames";
import { shelf } from "../../src/notebook/shelf";
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
  const workbench = createWorkbench({
    engine,
    analyst,
    startSeriesAnalyst: () => Object.assign(fakeEngine(), { dispose: () => undefined }),
    connectRemote: () => fakeEngine(),
    connectLive: () => ({ close: () => undefined }),
    frames: createFrames(),
    importFile: () => Promise.reject(new Error("no files here")),
    lookIntoFile: () => Promise.resolve(null),
    notebooks: shelf([]),
    startKernel: () => Promise.reject(new Error("no kernel here")),
    storage: memoryStorage(),
    nextFrame: () => new Promise((resolve) => setTimeout(resolve, 0)),
    newSeed: () => 77,
    ...given,
  });
  return { ...workbench, engine, analyst };
}
