import { num } from "../define/params";
import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { distanceToBackground } from "./distance-transform";
import { eulerNumber } from "./euler-number";
import { flatIndex } from "./neighbourhood";
import { skeletonise } from "./skeleton";
import { classifyJunctions, type NodeKind, type RadiusAt } from "./skeleton-junctions";
import { withoutSpurs } from "./skeleton-spurs";
import { curveLength, skeletonLength } from "./skeleton-length";
import { chordOf, traceSkeleton, type TracedBranch, type TracedSkeleton } from "./skeleton-tracing";

export type SkeletonNode = {
  /** In cells; the middle of a junction of several cells. `z` in 3D only. */
  x: number;
  y: number;
  z?: number;
  /** Branch ends that meet here. */
  degree: number;
  kind: NodeKind;
};

export type SkeletonBranch = {
  /** Indices of nodes; the same for a branch that returns. */
  from: number;
  to: number;
  /** Along the branch, between the nodes' middles, in cells: see `polygonLength`. */
  length: number;
  /** Straight from node to node, in cells. */
  chord: number;
  /** length / chord, 1 or more; null where the chord is 0, as for a branch that returns to where it began. */
  tortuosity: number | null;
  /**
   * Mean width of the set along the branch, in cells: 2 · distance to the background − 1. Exact for bands of an odd number of
   * cells along an axis, up to a cell too small for others.
   */
  width: number;
  /** Flat indices of its cells in order, those of the nodes through which it leaves included. */
  path: number[];
};

export type SkeletonGraphDetail = {
  nodes: SkeletonNode[];
  branches: SkeletonBranch[];
  components: number;
  /** Independent closed ways: the skeleton's first Betti number. Dense clumps in space may show one or two more as branches. */
  loops: number;
  ends: number;
  crossings: number;
  branchings: number;
  /** Means over branches; null where there is none. Tortuosity is that of the branches that have one, weighted by length. */
  meanBranchLength: number | null;
  meanTortuosity: number | null;
  /** Mean width of the set along all branches, weighted by length. */
  meanWidth: number | null;
  /** Branches taken off as spurs. */
  pruned: number;
};

/** Share by which a length may be off, beyond the half cell that a curve may reach further than the middles of its cells at either end of a branch. */
const lengthError = 0.015;

/**
 * The skeleton as a graph; value: its total length in cells, that of polygons along its branches (`polygonLength`), since steps
 * along eight directions follow a line at 22.5° with 8.2 % too much length.
 *
 * `interval` allows for 1.5 % and for half a cell at each end of a branch: it is about how well cells tell the length of the
 * curve they follow. A skeleton ends about half a width before the set does. The frame is not periodic here.
 *
 * `pruneBelow` is 2 by default because an outline on cells has steps of one cell however smooth the set is, and such a step
 * raises a spur: see `withoutSpurs`. 0 keeps all. Undefined for an empty set and for one that fills its frame, whose skeleton
 * would be that of the frame.
 */
export const skeletonGraph = defineMetric({
  id: "skeleton-graph",
  title: "Skeleton length and graph",
  unit: "cells",
  lengthPower: 1,
  source: [
    "Guo, Hall 1989, doi:10.1145/62065.62074",
    "Lee, Kashyap, Chu 1994, doi:10.1006/cgip.1994.1042",
    "lengths after Coeurjolly, Klette 2004, doi:10.1109/TPAMI.2004.1262194",
    "graph as in Nunez-Iglesias et al. 2018, doi:10.7717/peerj.4312",
  ].join("; "),
  help: "Length of the middle lines of the set, with their ends, branchings, crossings and loops.",
  formula:
    "L = \\sum_{\\text{chords}} \\lVert \\Delta \\mathbf{x} \\rVert, \\quad \\tau = L_b / \\lVert \\mathbf{x}_{to} - \\mathbf{x}_{from} \\rVert",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: {
    pruneBelow: num(2, {
      title: "Shortest spur",
      unit: "cells",
      min: 0,
      max: 1000,
      help: "Free branches by which the outline sticks out less than this are taken off; 0 keeps all.",
    }),
  },
  measure(mask, { pruneBelow = 2 } = {}): MetricResult<SkeletonGraphDetail> {
    const size = mask.cells.length;
    const filled = mask.cells.reduce((count, cell) => count + (cell === 0 ? 0 : 1), 0);
    if (filled === 0) return undefinedBecause("the set is empty");
    if (filled === size) return undefinedBecause("the set fills the frame, so it has no outline to find the middle of");
    const skeleton = skeletonise(mask);
    const graph = traceSkeleton(skeleton);
    const distances = distanceToBackground(mask);
    const radiusAt = (cell: number): number => distances[flatIndex(graph.set, cell)]!;
    const { traced, pruned } = withoutSpurs(graph, radiusAt, pruneBelow);
    const length = skeletonLength(traced);
    const { components, loops, cavities } = eulerNumber.measure(skeleton).detail as { components: number; loops: number; cavities: number | null };
    const detail = { ...describe(traced, radiusAt), components, loops, pruned };
    const error = lengthError * length + traced.branches.length;
    const interval = [Math.max(0, length - error), length + error] as const;
    const warnings = cavities
      ? [`around ${cavities} enclosed cavities the skeleton is a closed surface, whose cells count as steps and junctions`]
      : [];
    // a bound on what cells tell of a curve, which noise makes alike: not a scatter
    return { value: length, interval, standardError: 0, ...(warnings.length > 0 && { warnings }), detail };
  },
  knownAnswers: () => [
    { title: "40 for a cross of lines of 21 cells", mask: patterned((y, x) => y === 12 || x === 12), value: 40, tolerance: 0 },
    { title: "20 √2 for a diagonal of 21 cells", mask: patterned((y, x) => x === y), value: 20 * Math.SQRT2, tolerance: 1e-9 },
    {
      title: "60 for the outline of a square of 17 cells, give or take its corners, which are cut",
      mask: patterned(onSquare),
      value: 60,
      tolerance: 1.5,
    },
  ],
});

function describe(traced: TracedSkeleton, radiusAt: RadiusAt): Omit<SkeletonGraphDetail, "components" | "loops" | "pruned"> {
  const { set } = traced;
  const { kinds, crossings, branchings } = classifyJunctions(traced, radiusAt);
  const nodes = traced.nodes.map(({ centre: [z, y, x], degree }, k) => ({ x, y, ...(set.nz > 1 && { z }), degree, kind: kinds[k]! }));
  const branches = traced.branches.map((branch) => describeBranch(traced, branch, radiusAt));
  const open = branches.filter((branch): branch is SkeletonBranch & { tortuosity: number } => branch.tortuosity !== null);
  return {
    nodes,
    branches,
    ends: kinds.filter((kind) => kind === "end").length,
    crossings,
    branchings,
    meanBranchLength: branches.length === 0 ? null : branches.reduce((sum, { length }) => sum + length, 0) / branches.length,
    meanTortuosity: weightedMean(open, ({ tortuosity }) => tortuosity),
    meanWidth: weightedMean(branches, ({ width }) => width),
  };
}

function describeBranch(traced: TracedSkeleton, branch: TracedBranch, radiusAt: RadiusAt): SkeletonBranch {
  const { from, to, path } = branch;
  const [length, chord] = [curveLength(traced, branch), chordOf(traced, branch)];
  const width = (2 * path.reduce((sum, cell) => sum + radiusAt(cell), 0)) / path.length - 1;
  // the cells of two nodes may surround one another, so that their middles coincide
  const tortuosity = from === to || chord === 0 ? null : length / chord;
  return { from, to, length, chord, tortuosity, width, path: path.map((cell) => flatIndex(traced.set, cell)) };
}

function weightedMean<B extends SkeletonBranch>(branches: readonly B[], value: (branch: B) => number): number | null {
  const total = branches.reduce((sum, { length }) => sum + length, 0);
  return total === 0 ? null : branches.reduce((sum, branch) => sum + branch.length * value(branch), 0) / total;
}

const onSquare = (y: number, x: number): boolean => Math.max(Math.abs(y - 12), Math.abs(x - 12)) === 8;

/** A set within 21 × 21 of a frame of 25 × 25. */
function patterned(set: (y: number, x: number) => boolean): Mask {
  const isInside = (y: number, x: number) => Math.min(y, x) >= 2 && Math.max(y, x) < 23;
  const cells = Uint8Array.from({ length: 625 }, (_, i) => (isInside(Math.floor(i / 25), i % 25) && set(Math.floor(i / 25), i % 25) ? 1 : 0));
  return { shape: [25, 25], cells };
}
