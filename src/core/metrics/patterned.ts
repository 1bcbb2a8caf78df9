import type { Mask } from "../define/metric";

/** The cells of an array for which `set` holds: sets whose measures are known by proof. @param shape two or three sides. */
export function patterned(shape: readonly number[], set: (z: number, y: number, x: number) => boolean): Mask {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const size = shape.reduce((product, side) => product * side, 1);
  const cells = Uint8Array.from({ length: size }, (_, i) => (set(Math.floor(i / (ny * nx)), Math.floor(i / nx) % ny, i % nx) ? 1 : 0));
  return { shape, cells };
}
