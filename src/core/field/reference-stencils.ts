/**
 * The stencils of MyceliumFractalNet 4.1 on an n × n field in C order, spacing 1, with its order of additions, so that
 * results agree to the bit. A missing neighbour is the opposite side (periodic), the cell itself (neumann), or 0
 * (dirichlet; for a potential that is 0 V, 70 mV above rest).
 */
export type ReferenceBoundary = "periodic" | "neumann" | "dirichlet";

export const referenceBoundaries: readonly ReferenceBoundary[] = ["periodic", "neumann", "dirichlet"];

/** Five-point Laplacian of `u` into `out`; the two may not be the same array. */
export function referenceLaplacian(out: Float64Array, u: Float64Array, n: number, boundary: ReferenceBoundary): void {
  if (boundary === "dirichlet") return dirichletLaplacian(out, u, n);
  const wraps = boundary === "periodic";
  const last = n - 1;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const up = i > 0 ? row - n : wraps ? last * n : row;
    const down = i < last ? row + n : wraps ? 0 : row;
    out[row] = u[up]! + u[down]! + u[wraps ? row + last : row]! + u[n > 1 ? row + 1 : row]! - 4 * u[row]!;
    for (let j = 1; j < last; j++) {
      const k = row + j;
      out[k] = u[up + j]! + u[down + j]! + u[k - 1]! + u[k + 1]! - 4 * u[k]!;
    }
    if (n > 1) out[row + last] = u[up + last]! + u[down + last]! + u[row + last - 1]! + u[wraps ? row : row + last]! - 4 * u[row + last]!;
  }
}

/** The reference adds the neighbours in another order here: down, up, right, left. */
function dirichletLaplacian(out: Float64Array, u: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const k = i * n + j;
      const up = i > 0 ? u[k - n]! : 0;
      const down = i < n - 1 ? u[k + n]! : 0;
      const left = j > 0 ? u[k - 1]! : 0;
      const right = j < n - 1 ? u[k + 1]! : 0;
      out[k] = down + up + right + left - 4 * u[k]!;
    }
  }
}

/**
 * Gradient along an axis (0: down the rows, 1: along a row) into `out`: central differences, wrapped when periodic, else
 * one-sided at both ends. Needs n ≥ 2.
 */
export function referenceGradient(out: Float64Array, u: Float64Array, n: number, boundary: ReferenceBoundary, axis: 0 | 1): void {
  const [along, across] = axis === 0 ? [n, 1] : [1, n];
  for (let line = 0; line < n; line++) {
    const at = (p: number) => u[line * across + p * along]!;
    for (let p = 0; p < n; p++) {
      const inside = p > 0 && p < n - 1;
      let slope: number;
      if (inside || boundary === "periodic") slope = (at((p + 1) % n) - at((p + n - 1) % n)) / 2;
      else slope = p === 0 ? at(1) - at(0) : at(n - 1) - at(n - 2);
      out[line * across + p * along] = slope;
    }
  }
}
