import { parentPort } from "node:worker_threads";
import { Backends } from "../src/engine/backends/index";
import { createEngineHost } from "../src/engine/host";
import { offer } from "../src/engine/thread-calls";
import { endpointOf } from "./thread-endpoint";

// An engine in a thread of Node, as a page has it in a worker: on the one thread that it is given.
offer(createEngineHost({ backends: new Backends({ threads: 1 }) }), endpointOf(parentPort!));
