import type { Field } from "../define/metric";

/** What a field holds besides its mean, on axes longer than one cell. */
export interface Fluctuation {
  /** Sides of one cell are dropped: a stack of one plane is an image. */
  shape: readonly number[];
  /** Values less the mean of the finite ones, C order; 0, which is the mean, where a value is not finite. */
  values: Float64Array;
  /** 1 where the value is finite; null when all are. */
  known: Uint8Array | null;
  /** Of the finite values; 0 when there are none. */
  mean: number;
  /** Mean square of the fluctuation over the finite cells. */
  variance: number;
  /** Cells that are NaN or infinite. */
  notFinite: number;
}

/** Rounding of a uniform field in single precision is at most 6e-8 of its value. */
const roundingShare = 1e-7;

/** The mean taken off, cells that are not finite put at the mean. */
export function fluctuationOf({ shape, values }: Field): Fluctuation {
  const known = new Uint8Array(values.length);
  let [sum, finite, largest] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    known[i] = 1;
    finite++;
    largest = Math.max(largest, Math.abs(values[i]!));
  }
  // In units of the largest value, so that no sum of squares overflows or vanishes; given back at the end.
  const unit = largest > 0 ? largest : 1;
  for (let i = 0; i < values.length; i++) if (known[i] === 1) sum += values[i]! / unit;
  const mean = finite > 0 ? sum / finite : 0;
  const fluctuation = new Float64Array(values.length);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    if (known[i] === 0) continue;
    const excess = values[i]! / unit - mean;
    squares += excess * excess;
    fluctuation[i] = excess * unit;
  }
  const notFinite = values.length - finite;
  return {
    shape: shape.filter((side) => side > 1),
    values: fluctuation,
    known: notFinite > 0 ? known : null,
    mean: mean * unit,
    variance: (squares / Math.max(1, finite)) * unit * unit,
    notFinite,
  };
}

/** Why a field has no texture to measure; null when it may have one. @param shortest least side that the measure needs, in cells. */
export function withoutTexture({ shape, values, mean, variance, notFinite }: Fluctuation, shortest: number): string | null {
  if (notFinite === values.length) return "no cell is finite";
  if (shape.length < 2 || shape.length > 3) return `an image or a volume is needed, and this has ${shape.length} sides longer than one cell`;
  if (Math.min(...shape) < shortest) return `the shortest side has ${Math.min(...shape)} cells; at least ${shortest} are needed`;
  if (values.every((value) => value === 0) || Math.sqrt(variance) <= roundingShare * Math.abs(mean)) return "the field is uniform";
  if (!(variance ** 2 > 0 && variance ** 2 < Infinity)) return "the values are too large or too small to be squared: tell them in another unit";
  return null;
}

/** What is said of cells left out or filled in. */
export const notFiniteWarning = ({ notFinite, values }: Pick<Fluctuation, "notFinite" | "values">, treatment: string): string[] =>
  notFinite > 0 ? [`${notFinite} of ${values.length} cells are not finite and ${treatment}`] : [];
