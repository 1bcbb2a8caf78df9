import { positionOf, type PaddedSet } from "./neighbourhood";
import { chordOf, type Position, type TracedBranch, type TracedSkeleton } from "./skeleton-tracing";

/** What meets in a node. `loop`: the cell where a closed curve without junctions begins. */
export type NodeKind = "isolated" | "end" | "loop" | "branching" | "crossing";

export interface Junctions {
  /** One for each node. */
  kinds: NodeKind[];
  /** Two nodes of degree 3 that are one crossing count once. */
  crossings: number;
  branchings: number;
}

/** Distance of a padded cell to the background of the set: half the width of the set there. */
export type RadiusAt = (cell: number) => number;

/** Arms run straight on when they turn by no more than 30°. */
const straight = -Math.cos(Math.PI / 6);
/** The direction of an arm is taken over at least so many cells. */
const shortestSpan = 4;
/** Lines that meet at a smaller angle are taken to run together and apart again. */
const smallestHalfAngle = Math.sin(Math.PI / 12);
/** More arms than this are no crossing of lines but a tangle. */
const mostArms = 6;

/**
 * Tells crossings from branchings. A node is a crossing when it has 4 (or 6) arms that pair up so that each pair runs straight on
 * through it, to within 30°. So are two nodes of degree 3 when each arm of the one runs straight on in an arm of
 * the other and the branch between them is no longer than the place where two bands of the set's width w overlap that cross at
 * the angle θ between the arms, w / sin(θ/2), θ ≥ 30°: thinning splits that place into two nodes.
 * Every other node of degree 3 and more is a branching. Directions are measured beyond the disc around the node.
 *
 * In the plane a crossing and two branchings face to face are the same picture: what is told is the shape, not the history.
 */
export function classifyJunctions(traced: TracedSkeleton, radiusAt: RadiusAt): Junctions {
  const arms = armsOf(traced);
  const directions = (node: number, link?: TracedBranch): Position[] =>
    arms[node]!.filter(({ branch }) => branch !== link).map((arm) => directionOf(traced, node, arm, radiusAt));
  const kinds = traced.nodes.map(({ degree }, node): NodeKind => {
    if (degree < 3) return (["isolated", "end", "loop"] as const)[degree]!;
    return degree % 2 === 0 && degree <= mostArms && pairUp(directions(node)) ? "crossing" : "branching";
  });
  let crossings = kinds.filter((kind) => kind === "crossing").length;
  for (const { link, overlap } of shortLinks(traced, radiusAt)) {
    const { from, to } = link;
    if (kinds[from] !== "branching" || kinds[to] !== "branching") continue;
    const [a, b] = [directions(from, link), directions(to, link)];
    if (overlap < halfAngle(a, b) || !runThrough(a, b)) continue;
    kinds[from] = kinds[to] = "crossing";
    crossings++;
  }
  return { kinds, crossings, branchings: kinds.filter((kind) => kind === "branching").length };
}

/** A branch as seen from one of its nodes: along its path, or against it. */
interface Arm {
  branch: TracedBranch;
  against: boolean;
}

function armsOf({ nodes, branches }: TracedSkeleton): Arm[][] {
  const arms: Arm[][] = nodes.map(() => []);
  for (const branch of branches) {
    arms[branch.from]!.push({ branch, against: false });
    arms[branch.to]!.push({ branch, against: true });
  }
  return arms;
}

/** From where the arm leaves the disc around the node to where it is well outside; all of it when it is too short for that. */
function directionOf({ set, nodes }: TracedSkeleton, node: number, { branch: { path }, against }: Arm, radiusAt: RadiusAt): Position {
  const cell = (k: number): number => path[against ? path.length - 1 - k : k]!;
  const radius = radiusAt(cell(0));
  const leaves = Math.floor(radius);
  const reaches = Math.min(path.length - 1, leaves + Math.max(shortestSpan, Math.ceil(2 * radius)));
  const start = reaches - leaves < 2 ? nodes[node]!.centre : at(set, cell(leaves));
  const end = at(set, cell(reaches));
  const [z, y, x] = [end[0] - start[0], end[1] - start[1], end[2] - start[2]];
  const length = Math.hypot(z, y, x) || 1;
  return [z / length, y / length, x / length];
}

function at(set: PaddedSet, cell: number): Position {
  const { z, y, x } = positionOf(set, cell);
  return [z, y, x];
}

const runsOn = (a: Position, b: Position): boolean => a[0] * b[0] + a[1] * b[1] + a[2] * b[2] <= straight;

/** Whether the directions fall into pairs that run straight on. */
function pairUp([first, ...others]: readonly Position[]): boolean {
  if (first === undefined) return true;
  return others.some((other, k) => runsOn(first, other) && pairUp(others.toSpliced(k, 1)));
}

/** Whether each of two arms runs straight on in one of the two on the other side. */
function runThrough([a1, a2]: readonly Position[], [b1, b2]: readonly Position[]): boolean {
  return (runsOn(a1!, b1!) && runsOn(a2!, b2!)) || (runsOn(a1!, b2!) && runsOn(a2!, b1!));
}

/** Sine of half the angle between two arms of one node, mean over both nodes. */
function halfAngle([a1, a2]: readonly Position[], [b1, b2]: readonly Position[]): number {
  const between = (p: Position, q: Position): number => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) / 2;
  return Math.max(smallestHalfAngle, (between(a1!, a2!) + between(b1!, b2!)) / 2);
}

/**
 * Branches between two different nodes of degree 3 that may lie within an overlap of two bands, the shortest first, with the
 * largest sine of half the angle at which bands of the set's width there would overlap so far.
 */
function shortLinks(traced: TracedSkeleton, radiusAt: RadiusAt): { link: TracedBranch; overlap: number }[] {
  const { nodes, branches } = traced;
  const found: { link: TracedBranch; chord: number; overlap: number }[] = [];
  for (const link of branches) {
    const { from, to, path } = link;
    if (from === to || nodes[from]!.degree !== 3 || nodes[to]!.degree !== 3) continue;
    const chord = chordOf(traced, link);
    const overlap = (2 * path.reduce((widest, cell) => Math.max(widest, radiusAt(cell)), 0)) / chord;
    if (overlap >= smallestHalfAngle) found.push({ link, chord, overlap });
  }
  return found.sort((a, b) => a.chord - b.chord);
}
