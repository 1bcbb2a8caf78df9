import type { Picture } from "./picture";

/** One arrow: where it begins, in cells, and what it stands for, in units of the field per unit of length. */
export interface Slope {
  x: number;
  y: number;
  dx: number;
  dy: number;
}

/**
 * Minus the gradient, −∇u, by central differences, in cells `every` apart: where diffusion of the field goes, per unit of diffusivity
 * (Fick). At an edge the neighbour on the other side where the grid is periodic, else the cell itself. Cells outside the domain, beside it
 * or not finite are left out.
 * @param spacing length of a cell along y and x.
 */
export function slopesOf({ nx, ny, values, inside }: Picture, [hy, hx]: readonly [number, number], periodic: boolean, every: number): Slope[] {
  const slopes: Slope[] = [];
  const next = (at: number, by: number, n: number) => (periodic ? (at + by + n) % n : Math.min(n - 1, Math.max(0, at + by)));
  for (let y = every >> 1; y < ny; y += every)
    for (let x = every >> 1; x < nx; x += every) {
      const [left, right, up, down] = [next(x, -1, nx), next(x, 1, nx), next(y, -1, ny), next(y, 1, ny)];
      const cells = [y * nx + x, y * nx + left, y * nx + right, up * nx + x, down * nx + x] as const;
      if (inside && cells.some((cell) => inside[cell] === 0)) continue;
      const span = (low: number, high: number, n: number) => (periodic ? 2 : Math.max(1, high - low)) * (n > 1 ? 1 : Infinity);
      const dx = -(values[cells[2]]! - values[cells[1]]!) / (span(left, right, nx) * hx);
      const dy = -(values[cells[4]]! - values[cells[3]]!) / (span(up, down, ny) * hy);
      if (Number.isFinite(dx) && Number.isFinite(dy)) slopes.push({ x: x + 0.5, y: y + 0.5, dx, dy });
    }
  return slopes;
}
