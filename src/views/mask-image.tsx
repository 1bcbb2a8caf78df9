import { useEffect, useRef } from "react";
import { notFiniteColour } from "./colour-maps";
import "./measure-views.css";

export interface MaskPicture {
  /** `[ny, nx]` or `[nz, ny, nx]`; of a volume the middle plane is drawn. */
  shape: readonly number[];
  /** C order. */
  values: ArrayLike<number>;
  /** Values drawn black and white. */
  range: readonly [number, number];
  /** Cells above belong to the set, or, inverted, the others; null when there is no set. */
  threshold: number | null;
  inverted: boolean;
  /** Whether the set is coloured. */
  showSet: boolean;
}

/** The colour of the set: orange of Okabe and Ito 2008, clear of every grey on either ground. */
const setColour = [230, 159, 0] as const;

/** A grey image with the set that is measured coloured over it. What is not finite has a colour of its own. */
export function MaskImage({ title, shape, values, range, threshold, inverted, showSet }: MaskPicture & { title: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { width, height, rgba } = paintMask({ shape, values, range, threshold, inverted, showSet });
    canvas.current?.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [shape, values, range, threshold, inverted, showSet]);
  return <canvas ref={canvas} className="mask-image" width={shape.at(-1)} height={shape.at(-2) ?? 1} role="img" aria-label={title} />;
}

/** The picture in pixels, one a cell: red, green, blue, opacity, 8 bits each, row 0 first. */
export function paintMask({ shape, values, range: [low, high], threshold, inverted, showSet }: MaskPicture): {
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
} {
  const plane = middlePlane(shape, values);
  const rgba = new Uint8ClampedArray(4 * plane.ny * plane.nx);
  for (let i = 0; i < plane.ny * plane.nx; i++) {
    const value = plane.at(i);
    const finite = Number.isFinite(value);
    const grey = high > low ? (255 * (value - low)) / (high - low) : 128;
    const inSet = showSet && threshold !== null && finite && value > threshold !== inverted;
    for (let k = 0; k < 3; k++) rgba[4 * i + k] = !finite ? notFiniteColour[k]! : inSet ? 0.75 * setColour[k]! + 0.25 * grey : grey;
    rgba[4 * i + 3] = 255;
  }
  return { width: plane.nx, height: plane.ny, rgba };
}

function middlePlane(shape: readonly number[], values: ArrayLike<number>): { ny: number; nx: number; at(i: number): number } {
  const [ny, nx] = [shape.at(-2) ?? 1, shape.at(-1)!];
  const planes = shape.slice(0, -2).reduce((product, side) => product * side, 1);
  const start = Math.floor(planes / 2) * ny * nx;
  return { ny, nx, at: (i) => values[start + i]! };
}
