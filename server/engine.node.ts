import { parentPort } from "node:worker_threads";
import { endKernelThreads } from "../cli/kernel-threads";
import { backends } from "../cli/backends";
import { createEngineHost } from "../src/engine/host";
import { offer } from "../src/engine/thread-calls";
import { endpointOf } from "../workers/thread-endpoint";

// An engine of the server in a thread of Node, with threads of its own for its kernels: however it steps, HTTP is answered.
offer(createEngineHost({ place: "this server", backends }), endpointOf(parentPort!));
parentPort!.once("close", () => void endKernelThreads());
