import { cos, sin } from "../field/elementary";
import type { Grid } from "../field/grid";
import type { Complex } from "./linear-algebra";
import { gridSymbol, isIsotropic, laplacianSymbol, power, tellsSides, type Chain, type GridWave } from "./operators";

/** Steps between the uniform mode and the shortest one: in ∇² where that is all, else in the angle along each axis. */
const modes = { laplacian: 32, angle: 12 };
/** The angle of a wave so long that only its slopes count. */
const longWave = 0.01;

/** What a wave of the grid is multiplied by in passing a chain of stencils. */
export type GridMode = (chain: Chain) => Complex;

/**
 * Modes that stand for all but the uniform one, under these chains: waves of every length and direction, opposite ones being alike.
 * @param angles steps along each axis, where direction matters.
 */
export function gridModes(chains: readonly Chain[], grid: Grid, angles = modes.angle): Iterable<GridMode> {
  const acting = chains.filter((chain) => chain.length > 0 && chain[0] !== "mean");
  const alike = (chain: Chain) => isIsotropic(chain) && (grid.stencil === "standard" || !chain.includes("diffuse"));
  return acting.every(alike) ? laplacianModes(mostNegativeSymbol(grid)) : waves(acting, grid, angles);
}

/** Waves of every length without gradients, of which the value of ∇² alone matters. */
function laplacianModes(least: number): GridMode[] {
  return Array.from({ length: modes.laplacian }, (_, i) => {
    const laplacian = (least * (i + 1)) / modes.laplacian;
    return (chain) => ({ re: chain[0] === "mean" ? 0 : power(laplacian, chain.length), im: 0 });
  });
}

/**
 * Waves ever longer, up to 4096 times the spacing, whatever the chains: along x, where nothing tells the axes apart. What the
 * reaction turns without growing, diffusion damps there but a little, and an explicit method may amplify.
 */
export function longModes(grid: Grid): GridMode[] {
  return Array.from({ length: 10 }, (_, i) => {
    const angle = Math.PI / 2 ** (i + 2);
    const wave: GridWave = { cos: [cos(angle), 1, 1], sin: [sin(angle), 0, 0] };
    return (chain) => gridSymbol(chain, wave, grid);
  });
}

function* waves(chains: readonly Chain[], grid: Grid, angles: number): Iterable<GridMode> {
  const half = [0, longWave, ...Array.from({ length: angles }, (_, i) => (Math.PI * (i + 1)) / angles)];
  const whole = [...half.slice(1).map((angle) => -angle), ...half];
  // Opposite waves are alike, and so are both sides of an axis that no chain tells apart.
  let isTold = false;
  const [xs, ys, zs] = (["x", "y", "z"] as const).map((axis) => {
    if (axis === "z" && grid.dimensions === 2) return [0];
    if (!chains.some((chain) => tellsSides(chain, axis))) return half;
    const both = isTold ? whole : half;
    isTold = true;
    return both;
  }) as [number[], number[], number[]];
  for (const x of xs) {
    for (const y of ys) {
      for (const z of zs) {
        if (x === 0 && y === 0 && z === 0) continue;
        const wave: GridWave = { cos: [cos(x), cos(y), cos(z)], sin: [sin(x), sin(y), sin(z)] };
        yield (chain) => gridSymbol(chain, wave, grid);
      }
    }
  }
}

/** Symbols are linear in each cosine, so the least one has every cosine at ±1: −16/3 and −92/15 per h² for the isotropic stencils. */
function mostNegativeSymbol(grid: Grid): number {
  const ends = [1, -1];
  return Math.min(...ends.flatMap((a) => ends.flatMap((b) => ends.map((c) => laplacianSymbol(grid, a, b, c)))));
}
