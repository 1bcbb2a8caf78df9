import { lengthAlong, pathWithin, spanOf } from "./skeleton-clusters";
import type { RadiusAt } from "./skeleton-junctions";
import { branchLength, centreOf, type TracedBranch, type TracedNode, type TracedSkeleton } from "./skeleton-tracing";

/** How far the corners of a square-cut end stick out of the disc that fits into it, in radii. */
const cornerShare = Math.SQRT2 - 1;

/** A graph while branches are taken off: null where a node or branch is gone. */
interface Pruning {
  graph: TracedSkeleton;
  nodes: (TracedNode | null)[];
  branches: (TracedBranch | null)[];
  /** Branch ends at each node, by the branch's index. */
  endsAt: number[][];
  /** Nodes that lost a branch and remain. */
  trimmed: Set<number>;
}

/**
 * Takes off the branches that stand for a bump or corner of the outline and not for an arm of the set: free ones by which the
 * disc around their tip sticks out of that around their junction, of radius r, by less than `below` + (√2 − 1)(r − 1) cells. On
 * lines one cell wide that is the branch's length; in a band, where a step of one cell raises a branch half the band's width
 * long, it is the height of the step, and the second term is what a corner of the band's end sticks out. Those that stick
 * out least go first, and never so many that a junction is left with fewer than two branches: no line gets shorter.
 * @param below in cells; 0 leaves the graph as it is.
 */
export function withoutSpurs(graph: TracedSkeleton, radiusAt: RadiusAt, below: number): { traced: TracedSkeleton; pruned: number } {
  if (below === 0) return { traced: graph, pruned: 0 };
  const endsAt: number[][] = graph.nodes.map(() => []);
  graph.branches.forEach(({ from, to }, k) => [from, to].forEach((node) => endsAt[node]!.push(k)));
  const pruning: Pruning = { graph, nodes: [...graph.nodes], branches: [...graph.branches], endsAt, trimmed: new Set() };
  const radii = graph.nodes.map(({ cells }) => cells.reduce((widest, cell) => Math.max(widest, radiusAt(cell)), 0));
  let pruned = 0;
  for (;;) {
    const before = pruned;
    for (const { tip, branch } of spursOf(pruning, radii, below)) if (takeOff(pruning, tip, branch)) pruned++;
    if (pruned === before) return { traced: remaining(pruning), pruned };
  }
}

/** Branches that count as spurs, those that stick out least first. */
function spursOf({ graph, nodes, branches, endsAt }: Pruning, radii: readonly number[], below: number): { tip: number; branch: TracedBranch }[] {
  const found: { tip: number; branch: TracedBranch; protrusion: number }[] = [];
  endsAt.forEach((ends, tip) => {
    if (nodes[tip] === null || ends.length !== 1) return;
    const branch = branches[ends[0]!]!;
    const radius = radii[otherEnd(branch, tip)]!;
    const protrusion = branchLength(graph, branch) + radii[tip]! - radius;
    if (protrusion < below + cornerShare * (radius - 1)) found.push({ tip, branch, protrusion });
  });
  return found.sort((a, b) => a.protrusion - b.protrusion);
}

const otherEnd = ({ from, to }: TracedBranch, node: number): number => (from === node ? to : from);

/** Takes a free branch off, unless it has grown into a longer one or its junction would be left with fewer than two. */
function takeOff(pruning: Pruning, tip: number, branch: TracedBranch): boolean {
  const { nodes, branches, endsAt, trimmed } = pruning;
  const spur = endsAt[tip]![0]!;
  const junction = otherEnd(branch, tip);
  if (branches[spur] !== branch || endsAt[junction]!.length < 3) return false;
  nodes[tip] = branches[spur] = null;
  endsAt[tip] = [];
  endsAt[junction] = endsAt[junction]!.filter((branch) => branch !== spur);
  trimmed.add(junction);
  if (endsAt[junction]!.length === 2) mergeAt(pruning, junction);
  return true;
}

/** Joins the two branches that meet in what is no longer a junction; a branch that returns to it stays. */
function mergeAt({ graph: { set }, nodes, branches, endsAt, trimmed }: Pruning, node: number): void {
  const [p, q] = endsAt[node] as [number, number];
  if (p === q) return;
  const [into, outOf] = [branches[p]!, branches[q]!];
  const before = into.to === node ? into.path : into.path.toReversed();
  const after = outOf.from === node ? outOf.path : outOf.path.toReversed();
  const across = pathWithin(set, nodes[node]!.cells, before.at(-1)!, after[0]!);
  const [from, to] = [otherEnd(into, node), otherEnd(outOf, node)];
  const path = [...before.slice(0, -1), ...across, ...after.slice(1)];
  branches[p] = { from, to, path, steps: into.steps + lengthAlong(set, across) + outOf.steps };
  branches[q] = nodes[node] = null;
  endsAt[node] = [];
  endsAt[to] = endsAt[to]!.map((branch) => (branch === q ? p : branch));
  trimmed.delete(node);
}

/** What is left, numbered anew; junctions keep only the cells that their branches need. */
function remaining({ graph: { set }, nodes, branches, endsAt, trimmed }: Pruning): TracedSkeleton {
  const numbers = new Map<number, number>();
  const kept = nodes.flatMap((node, k) => {
    if (node === null) return [];
    numbers.set(k, numbers.size);
    const degree = endsAt[k]!.length;
    if (!trimmed.has(k)) return [{ ...node, degree }];
    const ends = endsAt[k]!.flatMap((branch) => [branches[branch]!.path[0]!, branches[branch]!.path.at(-1)!]);
    const { cells, length } = spanOf(
      set,
      node.cells,
      ends.filter((cell) => node.cells.includes(cell)),
    );
    return [{ cells, degree, centre: centreOf(set, cells), spanned: length }];
  });
  const renumbered = branches.flatMap((branch) =>
    branch === null ? [] : [{ ...branch, from: numbers.get(branch.from)!, to: numbers.get(branch.to)! }],
  );
  return { set, nodes: kept, branches: renumbered };
}
