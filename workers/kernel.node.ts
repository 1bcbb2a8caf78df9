import { parentPort } from "node:worker_threads";
import { servePeer } from "../src/engine/backends/threads/peer";

servePeer(
  (message) => parentPort!.postMessage(message),
  (handler) => parentPort!.on("message", handler),
);
