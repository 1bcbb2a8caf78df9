import { rangeNamed, usualRange, type RangeChoice } from "./colour-ranges";
import type { Contrast } from "./contrast";

/** A plane of values to draw, C order, row 0 at the top. */
export interface Picture {
  /** Differs whenever the values do. */
  key: string;
  nx: number;
  ny: number;
  values: Float32Array | Float64Array;
  /** 1 for each cell of the domain, 0 outside, where nothing is drawn; absent when all belong to it. The same array while the domain is the same. */
  inside?: Uint8Array | null;
  /** Only so many rows hold something yet; all of them when absent. */
  rows?: number;
  /** When it was so, in steps and in the model's unit of time. */
  step?: number;
  time?: number;
}

/** Where a view finds the newest picture. */
export interface PictureSource {
  latest(): Picture | null;
  /** Calls back when there is a newer one; returns the call that ends it. */
  subscribe(changed: () => void): () => void;
}

/** A picture with its contrast, worked out once however many readers ask. */
export function createContrastReader(diverging: boolean, choice: RangeChoice = usualRange): (picture: Picture) => Contrast {
  let key: string | null = null;
  let contrast: Contrast = { low: 0, high: 1, notFinite: 0 };
  const range = rangeNamed(choice.id);
  return (picture) => {
    if (picture.key !== key) [key, contrast] = [picture.key, range.contrast(picture, diverging, choice)];
    return contrast;
  };
}

/** What a cell holds; NaN outside the grid and the domain. */
export function valueIn({ nx, ny, values, inside }: Picture, { x, y }: { x: number; y: number }): number {
  const at = y * nx + x;
  return x < nx && y < ny && inside?.[at] !== 0 ? values[at]! : NaN;
}

/** Plane `slice` of an array of shape `[ny, nx]` or `[nz, ny, nx]`, without copying. */
export function planeOf(values: Float32Array | Float64Array, shape: readonly number[], slice: number): Pick<Picture, "nx" | "ny" | "values"> {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const planes = shape.length === 3 ? shape[0]! : 1;
  const z = Math.min(planes - 1, Math.max(0, slice));
  return { nx, ny, values: values.subarray(z * nx * ny, (z + 1) * nx * ny) };
}
