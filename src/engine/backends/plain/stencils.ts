import type { Grid } from "../../../core/field/grid";
import type { Memory, Round } from "./row-functions";

/** Distances in memory from a cell to the next row and the next slab. */
export interface Strides {
  row: number;
  slab: number;
}

/** out = a stencil applied to the row of a padded plane that starts at `at`. */
export type StencilLoop = (m: Memory, out: number, n: number, at: number) => void;

/**
 * ∇² on this grid, each operation rounded, in a fixed order: neighbours along x, then y, then z, then the centre.
 * Standard: 5 or 7 points, second order. Isotropic: 9 points (Patra & Karttunen 2006, doi:10.1002/num.20129) or 27 points
 * (weights 14 for faces, 3 for edges, 1 for corners, −128 for the centre, over 30): the leading error has no direction.
 */
export function laplacianLoop(grid: Grid, strides: Strides, round: Round): StencilLoop {
  const { hx, hy, hz, dimensions } = grid;
  const equal = hx === hy && (dimensions === 2 || hx === hz);
  if (grid.stencil === "isotropic")
    return dimensions === 2 ? nine(round(1 / (6 * hx * hx)), strides, round) : twentySeven(round(1 / (30 * hx * hx)), strides, round);
  if (!equal) return unequal(grid, strides, round);
  const scale = round(1 / (hx * hx));
  return dimensions === 2 ? five(scale, strides, round) : seven(scale, strides, round);
}

function five(scale: number, { row }: Strides, round: Round): StencilLoop {
  return (m, out, n, at) => {
    for (let i = 0; i < n; i++) {
      const c = at + i;
      const ring = round(round(m[c - 1]! + m[c + 1]!) + round(m[c - row]! + m[c + row]!));
      m[out + i] = round(ring - round(4 * m[c]!)) * scale;
    }
  };
}

function seven(scale: number, { row, slab }: Strides, round: Round): StencilLoop {
  return (m, out, n, at) => {
    for (let i = 0; i < n; i++) {
      const c = at + i;
      const ring = round(round(m[c - 1]! + m[c + 1]!) + round(m[c - row]! + m[c + row]!));
      const shell = round(ring + round(m[c - slab]! + m[c + slab]!));
      m[out + i] = round(shell - round(6 * m[c]!)) * scale;
    }
  };
}

function unequal({ hx, hy, hz, dimensions }: Grid, { row, slab }: Strides, round: Round): StencilLoop {
  const [sx, sy, sz] = [round(1 / (hx * hx)), round(1 / (hy * hy)), round(1 / (hz * hz))];
  return (m, out, n, at) => {
    for (let i = 0; i < n; i++) {
      const c = at + i;
      const twice = round(2 * m[c]!);
      const xx = round(round(round(m[c - 1]! + m[c + 1]!) - twice) * sx);
      const yy = round(round(round(m[c - row]! + m[c + row]!) - twice) * sy);
      const flat = round(xx + yy);
      m[out + i] = dimensions === 2 ? flat : flat + round(round(round(m[c - slab]! + m[c + slab]!) - twice) * sz);
    }
  };
}

function nine(scale: number, { row }: Strides, round: Round): StencilLoop {
  return (m, out, n, at) => {
    for (let i = 0; i < n; i++) {
      const c = at + i;
      const edges = round(round(m[c - 1]! + m[c + 1]!) + round(m[c - row]! + m[c + row]!));
      const corners = round(round(m[c - row - 1]! + m[c - row + 1]!) + round(m[c + row - 1]! + m[c + row + 1]!));
      m[out + i] = round(round(round(4 * edges) + corners) - round(20 * m[c]!)) * scale;
    }
  };
}

function twentySeven(scale: number, { row, slab }: Strides, round: Round): StencilLoop {
  /** Four cells around `c`, offsets ±a ± b. */
  const four = (m: Memory, c: number, a: number, b: number) => round(round(m[c - a - b]! + m[c + a - b]!) + round(m[c - a + b]! + m[c + a + b]!));
  return (m, out, n, at) => {
    for (let i = 0; i < n; i++) {
      const c = at + i;
      const ring = round(round(m[c - 1]! + m[c + 1]!) + round(m[c - row]! + m[c + row]!));
      const faces = round(ring + round(m[c - slab]! + m[c + slab]!));
      const edges = round(round(four(m, c, 1, row) + four(m, c, 1, slab)) + four(m, c, row, slab));
      const corners = round(four(m, c - slab, 1, row) + four(m, c + slab, 1, row));
      const shell = round(round(round(14 * faces) + round(3 * edges)) + corners);
      m[out + i] = round(shell - round(128 * m[c]!)) * scale;
    }
  };
}

/** Central difference along the axis whose neighbours lie `distance` apart in memory. */
export function differenceLoop(distance: number, h: number, round: Round): StencilLoop {
  const scale = round(1 / (2 * h));
  return (m, out, n, at) => {
    for (let i = 0; i < n; i++) m[out + i] = round(m[at + i + distance]! - m[at + i - distance]!) * scale;
  };
}
