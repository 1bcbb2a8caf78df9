import type { ImportedArray } from "../connectors/connector";
import type { EngineApi, ImageRequest } from "../engine/protocol";

/** What a request says of the pixels themselves. */
type Pixels = Pick<ImageRequest, "shape" | "values" | "pixels">;

/** Sends the pixels of an image to a thread once, and after that says which they were: to copy them with every question would hold the page up. */
export function pixelSender(): (thread: EngineApi, image: ImportedArray) => Pixels {
  let sent: { thread: EngineApi; image: ImportedArray } | null = null;
  let images = 0;
  return (thread, image) => {
    const isThere = sent?.thread === thread && sent.image === image;
    if (!isThere) [sent, images] = [{ thread, image }, images + 1];
    return { shape: image.shape, values: isThere ? null : image.values, pixels: String(images) };
  };
}
