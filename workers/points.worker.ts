import { createPointsHost } from "../src/engine/host-points";
import { offer } from "../src/engine/thread-calls";

offer(createPointsHost());
