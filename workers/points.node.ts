import { parentPort } from "node:worker_threads";
import { createPointsHost } from "../src/engine/host-points";
import { offer } from "../src/engine/thread-calls";
import { endpointOf } from "./thread-endpoint";

offer(createPointsHost(), endpointOf(parentPort!));
