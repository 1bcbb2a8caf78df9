import type { Mask } from "../../src/core/define/metric";
import { uniformAt } from "../../src/core/field/philox";

/** What has been done to a picture of a set, and a picture that it was done to. */
export interface Variant {
  kind: "as it is" | "offset" | "padded" | "turned by 90°" | "rotated" | "scaled" | "salt and pepper" | "rotated, salt and pepper";
  title: string;
  mask: Mask;
}

const image = (ny: number, nx: number, set: (y: number, x: number) => boolean): Mask => ({
  shape: [ny, nx],
  cells: Uint8Array.from({ length: ny * nx }, (_, i) => (set(Math.floor(i / nx), i % nx) ? 1 : 0)),
});

/** The picture within a larger frame. */
export function placed({ shape, cells }: Mask, ny: number, nx: number, top: number, left: number): Mask {
  const [h, w] = shape as [number, number];
  return image(ny, nx, (y, x) => y >= top && x >= left && y - top < h && x - left < w && cells[(y - top) * w + x - left] === 1);
}

export function turned({ shape: [ny, nx], cells }: Mask): Mask {
  return image(nx!, ny!, (y, x) => cells[(ny! - 1 - x) * nx! + y] === 1);
}

/** Turned about its centre into a frame that holds all of it; each cell takes the value of the nearest one. */
export function rotated({ shape, cells }: Mask, degrees: number): Mask {
  const [h, w] = shape as [number, number];
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [ny, nx] = [Math.ceil(h * Math.abs(c) + w * Math.abs(s)), Math.ceil(w * Math.abs(c) + h * Math.abs(s))];
  return image(ny, nx, (y, x) => {
    const [dy, dx] = [y - (ny - 1) / 2, x - (nx - 1) / 2];
    const [oy, ox] = [Math.round(c * dy - s * dx + (h - 1) / 2), Math.round(s * dy + c * dx + (w - 1) / 2)];
    return oy >= 0 && oy < h && ox >= 0 && ox < w && cells[oy * w + ox] === 1;
  });
}

/** Each cell takes the value of the one its centre falls into. */
export function scaled({ shape, cells }: Mask, factor: number): Mask {
  const [h, w] = shape as [number, number];
  const [ny, nx] = [Math.round(h * factor), Math.round(w * factor)];
  return image(ny, nx, (y, x) => cells[Math.min(h - 1, Math.floor((y + 0.5) / factor)) * w + Math.min(w - 1, Math.floor((x + 0.5) / factor))] === 1);
}

/** Half as large: a cell belongs to the set when any of the four that it covers does. */
export function halved({ shape: [ny, nx], cells }: Mask): Mask {
  const at = (y: number, x: number) => y < ny! && x < nx! && cells[y * nx! + x] === 1;
  return image(
    Math.ceil(ny! / 2),
    Math.ceil(nx! / 2),
    (y, x) => at(2 * y, 2 * x) || at(2 * y, 2 * x + 1) || at(2 * y + 1, 2 * x) || at(2 * y + 1, 2 * x + 1),
  );
}

/** Each cell changes sides with the given probability. */
export function speckled({ shape, cells }: Mask, share: number, seed: number): Mask {
  return { shape, cells: cells.map((cell, i) => (uniformAt(seed, 0, i, 0x73616c74) < share ? 1 - cell : cell)) };
}

/** The variants that an estimate of the dimension must bear. */
export function variantsOf(mask: Mask): Variant[] {
  const [h, w] = mask.shape as [number, number];
  return [
    { kind: "as it is", title: "", mask },
    { kind: "offset", title: "by (37, 101)", mask: placed(mask, h + 120, w + 120, 37, 101) },
    { kind: "padded", title: "to twice the frame", mask: placed(mask, 2 * h, 2 * w, 57, 100) },
    { kind: "turned by 90°", title: "", mask: turned(mask) },
    ...[10, 30, 45].map((angle): Variant => ({ kind: "rotated", title: `by ${angle}°`, mask: rotated(mask, angle) })),
    { kind: "scaled", title: "by 0.5, a cell that meets the set belonging to it", mask: halved(mask) },
    ...[0.75, 1.5].map((factor): Variant => ({ kind: "scaled", title: `by ${factor}`, mask: scaled(mask, factor) })),
    ...[0.001, 0.003, 0.01].map((share, i): Variant => ({ kind: "salt and pepper", title: `${share}`, mask: speckled(mask, share, i + 1) })),
    ...[0.002, 0.005].map((share, i): Variant => ({
      kind: "rotated, salt and pepper",
      title: `${share}`,
      mask: speckled(rotated(mask, 20 + 35 * i), share, i + 11),
    })),
  ];
}
