import { availableParallelism } from "node:os";
import { Backends } from "../src/engine/backends/index";
import { threadStarter } from "./kernel-threads";

/** What this machine computes with: one for everything that the process runs, so that its threads are started once. */
export const backends = new Backends({ threads: availableParallelism(), startThread: threadStarter() });
