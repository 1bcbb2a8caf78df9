import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { connectedness } from "./connectivity";
import { cellComplex, eulerOf, type CellComplex } from "./local-configurations";

/** In 2D, in cells: totals, with what lies outside the frame taken as empty. */
export type PlaneFunctionals = {
  area: number;
  /** Length of the cells' outline. Along a line that is not parallel to an axis it exceeds the true length, by 4/π on average. */
  perimeter: number;
  /** Crofton's estimate from four directions: no bias on average over directions. */
  smoothPerimeter: number;
  euler: number;
};

/** In 3D, in cells. */
export type SpaceFunctionals = {
  volume: number;
  /** Area of the cells' faces. On average over directions it is 3/2 of the true area. */
  surface: number;
  /** Crofton's estimate from thirteen directions. */
  smoothSurface: number;
  /** Mean curvature (κ₁ + κ₂)/2 integrated over the surface of the cells: 2π times the mean breadth. */
  meanCurvature: number;
  euler: number;
};

export type MinkowskiDetail = {
  totals: PlaneFunctionals | SpaceFunctionals;
  /** Totals per cell of the frame. */
  densities: PlaneFunctionals | SpaceFunctionals;
  /** How much of the perimeter or surface lies on the frame, where the set is cut and need not end; 0 with `periodic`. */
  onFrame: number;
};

/** Share of the sphere that each of the axes, face diagonals and space diagonals stands for (Legland, Kiêu, Devaux 2007, table 1). */
const directionWeights = [0.0915557824, 0.0739612558, 0.0703912796];

/**
 * Minkowski functionals of the cubical complex. Value: interface inside the frame per cell of the frame, a density in 1/cells;
 * the frame's own edge is left out because a set that is cut there need not end there. The functionals themselves are additive
 * and count it: see `totals`. 0 for an empty or full frame, which has no interface; undefined for a frame without cells.
 *
 * From n₀ … n_d corners, edges, faces and cubes: perimeter 2n₁ − 4n₂ in 2D; surface 2n₂ − 6n₃ and mean curvature
 * π(n₁ − 2n₂ + 3n₃) in 3D. Connectivity changes the Euler number and in 3D the mean curvature, nothing else.
 */
export const minkowskiFunctionals = defineMetric({
  id: "minkowski-functionals",
  title: "Specific interface and Minkowski functionals",
  unit: "1/cells",
  lengthPower: -1,
  source: [
    "Michielsen, De Raedt 2001, Phys. Rep. 347:461, doi:10.1016/S0370-1573(00)00106-X",
    "Legland, Kiêu, Devaux 2007, Image Anal. Stereol. 26:83, doi:10.5566/ias.v26.p83-92",
  ].join("; "),
  help: "Length of the outline (in 3D area of the surface) for each cell of the frame; beside it area, curvature and Euler number.",
  formula: "U = -4n_2 + 2n_1 \\;(d = 2), \\quad S = -6n_3 + 2n_2,\\; H = \\pi(3n_3 - 2n_2 + n_1) \\;(d = 3)",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: connectedness,
  measure(mask, { connectivity = "all", periodic = false } = {}): MetricResult<MinkowskiDetail> {
    const size = mask.cells.length;
    if (size === 0) return undefinedBecause("the frame holds no cells");
    const closure = connectivity === "all" ? "closed" : "open";
    const complex = cellComplex(mask, { closure, periodic });
    const euler = eulerOf(complex, closure);
    const totals = complex.dimension === 2 ? planeFunctionals(complex, euler) : spaceFunctionals(complex, euler);
    const onFrame = periodic ? 0 : facesOnFrame(mask);
    const densities = Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, total / size])) as typeof totals;
    return { value: (complex.crossings[0]! - onFrame) / size, detail: { totals, densities, onFrame } };
  },
  knownAnswers: () => [
    {
      title: "4·5/15² for a square of 5 in 15 × 15",
      mask: patterned((y, x) => y > 4 && y < 10 && x > 4 && x < 10),
      value: 20 / 225,
      tolerance: 1e-15,
    },
    { title: "2·15·14/15² for a checkerboard", mask: patterned((y, x) => (x + y) % 2 === 0), value: 420 / 225, tolerance: 1e-14 },
    { title: "0 for a filled frame", mask: patterned(() => true), value: 0, tolerance: 0 },
  ],
});

function planeFunctionals({ elements, crossings }: CellComplex, euler: number): PlaneFunctionals {
  const smoothPerimeter = (Math.PI / 8) * (crossings[0]! + crossings[1]! / Math.SQRT2);
  return { area: elements[2]!, perimeter: crossings[0]!, smoothPerimeter, euler };
}

function spaceFunctionals({ elements, crossings }: CellComplex, euler: number): SpaceFunctionals {
  const [, edges, faces, cubes] = elements as [number, number, number, number];
  const smoothSurface = 2 * crossings.reduce((sum, count, axes) => sum + (directionWeights[axes]! * count) / Math.sqrt(axes + 1), 0);
  return { volume: cubes, surface: crossings[0]!, smoothSurface, meanCurvature: Math.PI * (edges - 2 * faces + 3 * cubes), euler };
}

/** Faces of the set's cells that lie on the frame. A side of one cell has two such faces. */
function facesOnFrame({ shape, cells }: Mask): number {
  let faces = 0;
  for (let axis = 0, inner = cells.length; axis < shape.length; axis++) {
    const side = shape[axis]!;
    const outer = inner;
    inner /= side;
    for (let from = 0; from < cells.length; from += outer)
      for (let i = from; i < from + inner; i++) faces += (cells[i] ? 1 : 0) + (cells[i + outer - inner] ? 1 : 0);
  }
  return faces;
}

function patterned(set: (y: number, x: number) => boolean): Mask {
  return { shape: [15, 15], cells: Uint8Array.from({ length: 225 }, (_, i) => (set(Math.floor(i / 15), i % 15) ? 1 : 0)) };
}
