import { createEngineHost } from "../src/engine/host";
import { offer } from "../src/engine/workers";

offer(createEngineHost({ place: "this browser" }));
