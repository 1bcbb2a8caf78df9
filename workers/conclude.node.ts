import { parentPort } from "node:worker_threads";
import { offer } from "../src/engine/thread-calls";
import { concludeRun } from "../src/jobs/conclude-run";
import { endpointOf } from "./thread-endpoint";

offer({ concludeRun }, endpointOf(parentPort!));
