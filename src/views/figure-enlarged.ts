import type { Pixels } from "./figure-parts";

/** Every pixel as so many by so many, so that a reader that smooths pictures leaves edges of cells sharp. */
export function enlarged({ width, height, rgba }: Pixels, least: number): Pixels {
  const times = Math.max(1, Math.ceil(least / Math.max(width, height)));
  if (times === 1) return { width, height, rgba };
  const [from, to] = [new Uint32Array(rgba.buffer, rgba.byteOffset, width * height), new Uint32Array(width * height * times * times)];
  for (let row = 0; row < height * times; row++) {
    const source = Math.floor(row / times) * width;
    for (let column = 0; column < width * times; column++) to[row * width * times + column] = from[source + Math.floor(column / times)]!;
  }
  return { width: width * times, height: height * times, rgba: new Uint8ClampedArray(to.buffer) };
}
