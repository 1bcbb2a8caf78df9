import { applyPalette, GIFEncoder, quantize } from "gifenc";

/** A moving picture that grows frame by frame; every call is answered later, so it may stand behind a thread. */
export interface GifStream {
  /** @param delay milliseconds that each frame stays; the format knows hundredths of a second. */
  begin(width: number, height: number, delay: number): Promise<void>;
  /** @param rgba red, green, blue, opacity, 8 bits each, rows from the top. */
  add(rgba: Uint8ClampedArray<ArrayBuffer>): Promise<void>;
  /** @param comment ASCII. */
  finish(comment: string): Promise<Uint8Array<ArrayBuffer>>;
}

const colours = 256;
const longestBlock = 255;

export function createGifStream(): GifStream {
  let gif = GIFEncoder();
  let [width, height, delay] = [1, 1, 100];
  return {
    async begin(...size) {
      [width, height, delay] = size;
      gif = GIFEncoder();
    },
    async add(rgba) {
      const palette = quantize(rgba, colours);
      gif.writeFrame(applyPalette(rgba, palette), width, height, { palette, delay, repeat: 0 });
    },
    async finish(comment) {
      gif.finish();
      return withComment(gif.bytes(), comment);
    },
  };
}

/** Header and size of the screen; behind them are the colours of all frames. */
const screenBytes = 13;

/** A comment extension before the first frame (GIF89a, §24). */
function withComment(bytes: Uint8Array, comment: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(comment);
  const blocks = Array.from({ length: Math.ceil(text.length / longestBlock) }, (_, i) => text.subarray(i * longestBlock, (i + 1) * longestBlock));
  const extension = [0x21, 0xfe, ...blocks.flatMap((block) => [block.length, ...block]), 0];
  const packed = bytes[10]!;
  const at = screenBytes + (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
  const whole = new Uint8Array(bytes.length + extension.length);
  whole.set(bytes.subarray(0, at));
  whole.set(extension, at);
  whole.set(bytes.subarray(at), at + extension.length);
  return whole;
}
