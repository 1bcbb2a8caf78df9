import { offer } from "../src/engine/thread-calls";
import { createGifStream } from "../src/exporters/gif-stream";

offer(createGifStream());
