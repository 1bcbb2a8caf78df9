import { WorkbenchError } from "../core/errors";
import { defineLateExporter, type LateExporter } from "./exporter";
import type { MovieInput } from "./movie";
import { provenanceEntries } from "./provenance";

/** A movie whose encoder the browser has, or lacks. */
export interface VideoExporter extends LateExporter<MovieInput> {
  /** Why it cannot be made here in this size; null when it can. */
  missing(width: number, height: number): Promise<string | null>;
}

interface Encoding {
  id: string;
  title: string;
  extension: "mp4" | "webm";
  codec: "avc" | "vp9";
  /** As people call the codec. */
  called: string;
}

/** Seconds between frames from which a player can start. */
const keyFrameInterval = 2;

function videoExporter({ id, title, extension, codec, called }: Encoding): VideoExporter {
  const missing = async (width: number, height: number): Promise<string | null> => {
    if (typeof VideoEncoder === "undefined") return "this browser has no video encoder (WebCodecs); a GIF can be made in any";
    const { canEncodeVideo, QUALITY_HIGH } = await import("mediabunny");
    if (await canEncodeVideo(codec, { width, height, quality: QUALITY_HIGH })) return null;
    const other = codec === "avc" ? "WebM" : "MP4";
    return `this browser has no ${called} encoder for ${width} × ${height} pixels; take ${other} or GIF, or another size`;
  };
  const exporter = defineLateExporter<MovieInput>({
    id,
    title,
    extension,
    type: `video/${extension}`,
    async encode({ width, height, frameRate, title: name, frames }, provenance) {
      const why = await missing(width, height);
      if (why !== null) throw new WorkbenchError("usage", [], why);
      const { BufferTarget, Mp4OutputFormat, Output, QUALITY_HIGH, VideoSample, VideoSampleSource, WebMOutputFormat } = await import("mediabunny");
      const target = new BufferTarget();
      const output = new Output({ format: extension === "mp4" ? new Mp4OutputFormat({ fastStart: "in-memory" }) : new WebMOutputFormat(), target });
      const source = new VideoSampleSource({ codec, quality: QUALITY_HIGH, keyFrameInterval });
      output.addVideoTrack(source, { frameRate });
      output.setMetadataTags({ title: name, comment: JSON.stringify(provenanceEntries(provenance)) });
      try {
        await output.start();
        let number = 0;
        for await (const rgba of frames) {
          const shape = { format: "RGBA" as const, codedWidth: width, codedHeight: height };
          const sample = new VideoSample(rgba, { ...shape, timestamp: number++ / frameRate, duration: 1 / frameRate });
          await source.add(sample);
          sample.close();
        }
        await output.finalize();
      } catch (error) {
        if (output.state !== "canceled" && output.state !== "finalized") await output.cancel();
        throw error;
      }
      return new Uint8Array(target.buffer!);
    },
  });
  return { ...exporter, missing };
}

/** H.264 in MP4, which every player shows. Spec and hash are in the comment tag. */
export const mp4 = videoExporter({ id: "mp4", title: "Movie (MP4)", extension: "mp4", codec: "avc", called: "H.264" });
/** VP9 in WebM: free of patents. Spec and hash are in the comment tag. */
export const webm = videoExporter({ id: "webm", title: "Movie (WebM)", extension: "webm", codec: "vp9", called: "VP9" });
