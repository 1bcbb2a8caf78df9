import { createMembraneHost } from "../src/engine/host-membrane";
import { offer } from "../src/engine/thread-calls";

// How far a run is goes beside the calls, for a run leaves the thread no turn to be asked in.
offer(createMembraneHost((share) => self.postMessage({ share })));
