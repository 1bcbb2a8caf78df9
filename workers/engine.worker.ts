import { Backends } from "../src/engine/backends/index";
import { servePeer } from "../src/engine/backends/threads/peer";
import type { Spill } from "../src/engine/history";
import { createEngineHost } from "../src/engine/host";
import { kernelThread, startKernelThread } from "../src/engine/kernel-threads";
import { offer } from "../src/engine/thread-calls";

// One script for both roles: the threads of a kernel find it loaded.
if (self.name === kernelThread)
  servePeer(
    (message) => self.postMessage(message),
    (handler) => {
      self.onmessage = ({ data }) => handler(data);
    },
  );
else serveEngine();

function serveEngine(): void {
  // One core is left to the page, which draws while this computes.
  const threads = Math.max(1, navigator.hardwareConcurrency - 1);
  const gpu = async (wish: { allowSoftware: boolean }) => (await import("../src/engine/backends/webgpu/run")).findWebGpu(wish);
  // States to return to: a quarter of a gigabyte of memory, and the private disk once that is full.
  const historyBytes = 256 * 2 ** 20;
  const findSpill = async (): Promise<Spill | null> => (await import("../src/engine/history-opfs")).findDisk();
  const withoutSpill = "this browser has no private disk for pages here";
  offer(
    createEngineHost({
      place: "this browser",
      backends: new Backends({ startThread: startKernelThread, threads, gpu }),
      historyBytes,
      findSpill,
      withoutSpill,
    }),
  );
}
