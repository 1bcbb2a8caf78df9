/** A movie: frames one by one, as they are made. An error of the source ends the encoding and is passed on. */
export interface MovieInput {
  /** In pixels, both even. */
  width: number;
  height: number;
  /** Frames a second. */
  frameRate: number;
  title: string;
  /** Red, green, blue, opacity, 8 bits each, rows from the top. */
  frames: AsyncIterable<Uint8ClampedArray<ArrayBuffer>>;
}
