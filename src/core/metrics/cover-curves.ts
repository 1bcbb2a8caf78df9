import type { CoverCounts } from "./cover-counts";
import { localSlopes } from "./scaling-window";

export type Family = "powers of 2" | "powers of 3" | "geometric";

/** Counts over one family of edges. */
export interface Curve {
  family: Family;
  /** Box edges in cells, ascending. */
  edges: number[];
  /** What the counts are plotted against: the edges themselves on a lattice family, slightly less otherwise. */
  scales: number[];
  counts: number[];
  /** Smallest and largest count over all origins; null when they were not counted. */
  spread: (readonly [number, number])[] | null;
}

/** Growth from one edge of the geometric family to the next. */
const geometricRatio = 1.2;

/** The smallest cover over all origins. */
export function latticeCurve({ extremes }: CoverCounts, edges: number[], family: Family): Curve {
  const spread = edges.map((edge) => extremes.get(edge)!);
  const counts = spread.map(([smallest]) => smallest);
  return { family, edges, scales: edges, counts, spread };
}

/**
 * The mean over all origins, of the path of a brush `stroke` cells wide, against the effective edge s·L/(L − 1 + s) of a path L
 * cells across.
 */
export function geometricCurve({ mean, extremes, extent, embedding }: CoverCounts, edges: number[], stroke: number): Curve {
  const share = (edge: number) => ((edge - stroke + 1) / edge) ** embedding;
  const counts = edges.map((edge) => mean[edge - stroke + 1]! * share(edge));
  const spreads = edges.flatMap((edge) => {
    const spread = extremes.get(edge - stroke + 1);
    return spread ? [[spread[0] * share(edge), spread[1] * share(edge)] as const] : [];
  });
  const path = extent - stroke + 1;
  const scales = edges.map((edge) => (edge * path) / (path - 1 + edge));
  return { family: "geometric", edges, scales, counts, spread: spreads.length === edges.length ? spreads : null };
}

/** Slopes of ln N against ln s between neighbours. */
export const slopesOf = ({ scales, counts }: Curve): number[] => localSlopes(scales.map(Math.log), counts.map(Math.log));

/** 1, base, base², … up to `largest`. */
export function powersUpTo(largest: number, base: number): number[] {
  const edges = [1];
  while (edges.at(-1)! * base <= largest) edges.push(edges.at(-1)! * base);
  return edges;
}

/** 1, 2, … growing by a constant factor up to `largest`, rounded to whole numbers, each once. */
export function geometricUpTo(largest: number): number[] {
  const edges = new Set<number>();
  for (let edge = 1; Math.round(edge) <= largest; edge *= geometricRatio) edges.add(Math.round(edge));
  return [...edges];
}
