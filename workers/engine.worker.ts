import { Backends } from "../src/engine/backends/index";
import { createEngineHost } from "../src/engine/host";
import { startKernelThread } from "../src/engine/kernel-threads";
import { offer } from "../src/engine/thread-calls";

// One core is left to the page, which draws while this computes.
const threads = Math.max(1, navigator.hardwareConcurrency - 1);
const gpu = async (wish: { allowSoftware: boolean }) => (await import("../src/engine/backends/webgpu/run")).findWebGpu(wish);
offer(createEngineHost({ place: "this browser", backends: new Backends({ startThread: startKernelThread, threads, gpu }) }));
