import { connect } from "../engine/thread-calls";
import { startWorker } from "../engine/workers";
import { defineLateExporter } from "./exporter";
import type { GifStream } from "./gif-stream";
import type { MovieInput } from "./movie";
import { provenanceEntries } from "./provenance";

/**
 * A moving picture as GIF that goes round for ever: 256 colours a frame, found in a thread of its own. Delays are hundredths of a second, so the
 * frame rate is that of the nearest; faster than 50 a second most viewers slow down. Spec and hash stand in a comment as one line of JSON.
 */
export const gif = defineLateExporter<MovieInput>({
  id: "gif",
  title: "Moving picture (GIF)",
  extension: "gif",
  type: "image/gif",
  async encode({ width, height, frameRate, frames }, provenance) {
    const threaded = typeof Worker === "undefined" ? null : connect<GifStream>(startWorker("gif"));
    try {
      const stream = threaded ?? (await import("./gif-stream")).createGifStream();
      await stream.begin(width, height, 10 * Math.max(2, Math.round(100 / frameRate)));
      for await (const rgba of frames) await stream.add(rgba);
      return await stream.finish(JSON.stringify(provenanceEntries(provenance)));
    } finally {
      threaded?.dispose();
    }
  },
});
