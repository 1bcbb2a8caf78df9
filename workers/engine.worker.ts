import { Backends } from "../src/engine/backends/index";
import { findWebGpu } from "../src/engine/backends/webgpu/run";
import { createEngineHost } from "../src/engine/host";
import { startKernelThread } from "../src/engine/kernel-threads";
import { offer } from "../src/engine/thread-calls";

// One core is left to the page, which draws while this computes.
const threads = Math.max(1, navigator.hardwareConcurrency - 1);
offer(createEngineHost({ place: "this browser", backends: new Backends({ startThread: startKernelThread, threads, gpu: findWebGpu }) }));
