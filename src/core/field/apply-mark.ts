import { fromBase64 } from "../spec/base64";
import type { Mark } from "../spec/mark";
import { normalAt } from "./philox";
import { strokeOpacity } from "./stroke-opacity";

/** Streams of painted noise stand apart from those of the equations and of the initial state. */
const paintedStream = 0xc000_0000;

export interface Canvas {
  /** Whether the field goes on over the edges along x and y; a mark then does, too. Not unless said. */
  periodic?: { x: boolean; y: boolean };
  /** 1 for each cell inside the domain; the others keep their values. Null when all are. */
  mask?: Uint8Array | null;
}

/**
 * Paints a mark into a field, in place. A function of its arguments alone, the same bits on every machine: only sums, products, quotients
 * and square roots, in f64, rounded once where the field is f32.
 * @param values `shape`, C order.
 * @param shape `[ny, nx]` or `[nz, ny, nx]`; in three dimensions every plane along z is painted alike, or `mark.plane` alone.
 */
export function applyMark(values: Float32Array | Float64Array, shape: readonly number[], mark: Mark, { periodic, mask = null }: Canvas = {}): void {
  const [nx, ny] = [shape.at(-1)!, shape.at(-2)!];
  const plane: Plane = { nx, ny, wrapX: periodic?.x ?? false, wrapY: periodic?.y ?? false };
  const planes = shape.length === 3 ? shape[0]! : 1;
  const change = changeOf(mark, plane);
  const [first, end] = mark.plane === undefined ? [0, planes] : [mark.plane, mark.plane + 1];
  for (let z = first; z < end; z++) {
    for (let i = 0, cell = z * nx * ny; i < nx * ny; i++, cell++) {
      if (mask === null || mask[cell] === 1) values[cell] = change(values[cell]!, i, cell);
    }
  }
}

/** A plane of cells, and over which edges it goes on. */
export interface Plane {
  nx: number;
  ny: number;
  wrapX: boolean;
  wrapY: boolean;
}

/** What becomes of a value, by its place in the plane and in the field. */
type Change = (value: number, place: number, cell: number) => number;

function changeOf(mark: Mark, plane: Plane): Change {
  switch (mark.kind) {
    case "fill":
      return () => mark.value;
    case "noise":
      return noiseOf(mark, plane);
    case "stroke":
      return blended(mark, strokeOpacity(mark, plane));
    case "stamp":
      return blended(mark, stampOpacity(mark, plane));
  }
}

function blended({ value, blend }: { value: number; blend: "set" | "add" }, opacity: Float64Array): Change {
  if (blend === "add") return (before, place) => (opacity[place] === 0 ? before : before + value * opacity[place]!);
  return (before, place) => {
    const share = opacity[place]!;
    return share === 0 ? before : share === 1 ? value : before + (value - before) * share;
  };
}

function noiseOf({ amplitude, seed, circle }: Extract<Mark, { kind: "noise" }>, plane: Plane): Change {
  const noise: Change = (value, _, cell) => value + amplitude * normalAt(seed, 0, cell, paintedStream);
  if (!circle) return noise;
  const opacity = strokeOpacity({ points: [circle.at], radius: circle.radius, softness: 0 }, plane);
  return (value, place, cell) => (opacity[place] === 0 ? value : noise(value, place, cell));
}

/** The picture of opacities, bilinear between the middles of its pixels; beyond the outermost of these as they are. */
function stampOpacity(
  { at: [left, top], size: [across, down], opacity: { width, height, bytes } }: Extract<Mark, { kind: "stamp" }>,
  plane: Plane,
): Float64Array {
  const pixels = fromBase64(bytes) ?? new Uint8Array(width * height);
  const { nx, ny, wrapX, wrapY } = plane;
  const opacity = new Float64Array(nx * ny);
  const columns = covered(left, across, width, nx, wrapX);
  for (const row of covered(top, down, height, ny, wrapY)) {
    for (const column of columns) {
      const above = pixels[row.low * width + column.low]! * (1 - column.share) + pixels[row.low * width + column.high]! * column.share;
      const below = pixels[row.high * width + column.low]! * (1 - column.share) + pixels[row.high * width + column.high]! * column.share;
      const place = row.cell * nx + column.cell;
      opacity[place] = Math.max(opacity[place]!, (above * (1 - row.share) + below * row.share) / 255);
    }
  }
  return opacity;
}

interface Covered {
  cell: number;
  /** Pixels on both sides, and how far it is from the first to the second. */
  low: number;
  high: number;
  share: number;
}

/** The cells along one axis whose middles lie within a stamp. */
function covered(start: number, extent: number, pixels: number, cells: number, wraps: boolean): Covered[] {
  const found: Covered[] = [];
  // Once round is enough: what is larger than the plane covers all of it.
  const first = Math.ceil(start - 0.5);
  const last = Math.min(Math.ceil(start + extent - 0.5) - 1, wraps ? first + cells - 1 : cells - 1);
  for (let i = wraps ? first : Math.max(0, first); i <= last; i++) {
    const at = Math.min(pixels - 1, Math.max(0, ((i + 0.5 - start) / extent) * pixels - 0.5));
    const low = Math.floor(at);
    found.push({ cell: ((i % cells) + cells) % cells, low, high: Math.min(pixels - 1, low + 1), share: at - low });
  }
  return found;
}
