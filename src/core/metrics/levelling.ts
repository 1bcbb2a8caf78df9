import type { Field } from "../define/metric";

/** A field without its plane. */
export interface LevelledField extends Field {
  values: Float64Array;
  /** Mean of the finite cells; 0 when none is. */
  mean: number;
  /** Rise from one cell to the next along each axis of the shape. */
  slopes: number[];
}

/**
 * A field less the plane through it that leaves the smallest squares. Cells that are not finite take no part and stay what they
 * are; a slope along which the finite cells do not extend is 0.
 */
export function subtractPlane({ shape, values }: Field): LevelledField {
  const axes = shape.length;
  // Of the places along each axis, and last of the values.
  const centre = new Float64Array(axes + 1);
  let count = 0;
  forEachPlace(shape, (i, place) => {
    if (!Number.isFinite(values[i])) return;
    count++;
    for (let axis = 0; axis < axes; axis++) centre[axis]! += place[axis]!;
    centre[axes]! += values[i]!;
  });
  for (let k = 0; k <= axes; k++) centre[k] = count > 0 ? centre[k]! / count : 0;
  const mean = centre[axes]!;
  // Moments about the centre: of places with places, and in the last column of places with values.
  const moments = Array.from({ length: axes }, () => new Float64Array(axes + 1));
  forEachPlace(shape, (i, place) => {
    if (!Number.isFinite(values[i])) return;
    for (let a = 0; a < axes; a++) {
      const along = place[a]! - centre[a]!;
      for (let b = 0; b < axes; b++) moments[a]![b]! += along * (place[b]! - centre[b]!);
      moments[a]![axes]! += along * (values[i]! - mean);
    }
  });
  const slopes = solve(moments);
  const levelled = new Float64Array(values.length);
  forEachPlace(shape, (i, place) => {
    let plane = Number.isFinite(values[i]) ? mean : 0;
    if (Number.isFinite(values[i])) for (let axis = 0; axis < axes; axis++) plane += slopes[axis]! * (place[axis]! - centre[axis]!);
    levelled[i] = values[i]! - plane;
  });
  return { shape, values: levelled, mean, slopes };
}

/** Every cell in C order, with its place along each axis. */
function forEachPlace(shape: readonly number[], visit: (cell: number, place: Float64Array) => void): void {
  const place = new Float64Array(shape.length);
  const cells = shape.reduce((product, side) => product * side, 1);
  for (let cell = 0; cell < cells; cell++) {
    visit(cell, place);
    for (let axis = shape.length - 1; axis >= 0 && ++place[axis]! === shape[axis]; axis--) place[axis] = 0;
  }
}

/** Gauss and Jordan's elimination of a small symmetric system, its right side in the last column; 0 for what it does not determine. */
function solve(rows: Float64Array[]): number[] {
  const size = rows.length;
  const largest = Math.max(0, ...rows.map((row, k) => row[k]!));
  const pivots = rows.map(() => false);
  for (let step = 0; step < size; step++) {
    const open = rows.map((_, k) => k).filter((k) => !pivots[k]);
    const pivot = open.reduce((best, k) => (rows[k]![k]! > rows[best]![best]! ? k : best));
    if (!(rows[pivot]![pivot]! > 1e-12 * largest)) break;
    pivots[pivot] = true;
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue;
      const factor = rows[other]![pivot]! / rows[pivot]![pivot]!;
      for (let column = 0; column <= size; column++) rows[other]![column]! -= factor * rows[pivot]![column]!;
    }
  }
  return rows.map((row, k) => (pivots[k] ? row[size]! / row[k]! : 0));
}
