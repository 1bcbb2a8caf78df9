import { createEngineHost } from "../src/engine/host";
import { offer } from "../src/engine/thread-calls";

offer(createEngineHost({ place: "this browser" }));
