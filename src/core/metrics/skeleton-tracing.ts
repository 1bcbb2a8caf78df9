import type { Mask } from "../define/metric";
import { bitsIn, codeAt, padded, positionOf, type PaddedSet } from "./neighbourhood";
import { isSimpleInPlane } from "./thinning-plane";
import { isSimpleInSpace } from "./thinning-space";

/** A skeleton as a graph, in the cells of its padded frame. */
export interface TracedSkeleton {
  set: PaddedSet;
  nodes: TracedNode[];
  branches: TracedBranch[];
}

export type Position = readonly [z: number, y: number, x: number];

export interface TracedNode {
  /** One cell for an end, all cells of a junction that touch one another. */
  cells: readonly number[];
  /** Ends of branches that meet here; a branch that returns counts twice. */
  degree: number;
  /** Mean position of the cells. */
  centre: Position;
  /** Length of the steps of a tree that spans the cells; 0 for one cell. */
  spanned: number;
}

export interface TracedBranch {
  from: number;
  to: number;
  /** Cells from the cell of one node through which the branch leaves it to that of the other, both included. */
  path: number[];
  /** Length of the steps of the path. */
  steps: number;
}

/**
 * Follows a skeleton from node to node. Two cells are linked when they touch and no cell of the set lies between them, so a
 * right angle is two steps and not a triangle. A cell with one link is an end, with three or more belongs to a junction; linked
 * junction cells are one node as far as they surround no hole. A closed curve without nodes gets one, of degree 2, at its first cell.
 */
export function traceSkeleton(skeleton: Mask): TracedSkeleton {
  const set = padded(skeleton);
  const links = linksOf(set);
  /** Per cell its node from 1, 0 for none. */
  const nodeAt = new Int32Array(set.cells.length);
  const traced: TracedSkeleton = { set, nodes: [], branches: [] };
  for (let cell = 0; cell < nodeAt.length; cell++) {
    if (set.cells[cell] === 0 || nodeAt[cell] !== 0 || bitsIn(links[cell]!) === 2) continue;
    if (bitsIn(links[cell]!) < 2) addNode(traced, nodeAt, [cell]);
    else addJunction(traced, nodeAt, links, cell);
  }
  const walked = new Uint8Array(set.cells.length);
  const contacts: Contacts = new Map();
  // nodes.length grows below, by the rings
  const junctionsAndEnds = traced.nodes.length;
  for (let node = 0; node < junctionsAndEnds; node++) walkFrom(traced, nodeAt, links, walked, contacts, node);
  for (let cell = 0; cell < nodeAt.length; cell++) {
    if (set.cells[cell] === 0 || nodeAt[cell] !== 0 || walked[cell] !== 0) continue;
    addNode(traced, nodeAt, [cell]);
    walkFrom(traced, nodeAt, links, walked, contacts, traced.nodes.length - 1);
  }
  return traced;
}

/** For each cell the neighbours it is linked with, as a code. */
function linksOf(set: PaddedSet): Int32Array {
  const { between } = set.around;
  const links = new Int32Array(set.cells.length);
  for (let cell = 0; cell < links.length; cell++) {
    if (set.cells[cell] === 0) continue;
    const code = codeAt(set, cell);
    for (let b = 0; b < between.length; b++) if ((code >> b) & 1 && (code & between[b]!) === 0) links[cell]! |= 1 << b;
  }
  return links;
}

function addNode({ set, nodes }: TracedSkeleton, nodeAt: Int32Array, cells: readonly number[], spanned = 0): void {
  nodes.push({ cells, degree: 0, centre: centreOf(set, cells), spanned });
  for (const cell of cells) nodeAt[cell] = nodes.length;
}

/** Mean position of padded cells in the frame without padding. */
export function centreOf(set: PaddedSet, cells: readonly number[]): Position {
  const centre: [number, number, number] = [0, 0, 0];
  for (const cell of cells) {
    const { z, y, x } = positionOf(set, cell);
    centre[0] += z / cells.length;
    centre[1] += y / cells.length;
    centre[2] += x / cells.length;
  }
  return centre;
}

/**
 * `first` and the junction cells linked with it become one node, grown by cells that leave it a plain lump: where junction cells
 * surround a hole, those that would close the ring are left for another node.
 */
function addJunction(traced: TracedSkeleton, nodeAt: Int32Array, links: Int32Array, first: number): void {
  const { set, nodes } = traced;
  const number = nodes.length + 1;
  const keepsLump = set.around.dimensions === 2 ? isSimpleInPlane : isSimpleInSpace;
  const inCluster = (cell: number): number => {
    let code = 0;
    for (let b = 0; b < set.steps.length; b++) if (nodeAt[cell + set.steps[b]!] === number) code |= 1 << b;
    return code;
  };
  const cluster = [first];
  let spanned = 0;
  nodeAt[first] = number;
  for (let at = 0; at < cluster.length; at++) {
    eachLink(set, links, cluster[at]!, (cell, step) => {
      if (nodeAt[cell] !== 0 || bitsIn(links[cell]!) < 3 || !keepsLump(inCluster(cell))) return;
      nodeAt[cell] = number;
      cluster.push(cell);
      spanned += step;
    });
  }
  addNode(traced, nodeAt, cluster, spanned);
}

function eachLink({ steps, around }: PaddedSet, links: Int32Array, cell: number, visit: (cell: number, length: number) => void): void {
  for (let bits = links[cell]!; bits !== 0; bits &= bits - 1) {
    const b = 31 - Math.clz32(bits & -bits);
    visit(cell + steps[b]!, around.lengths[b]!);
  }
}

/** Follows every branch that begins at a node and has not been followed from its other end. */
function walkFrom(traced: TracedSkeleton, nodeAt: Int32Array, links: Int32Array, walked: Uint8Array, contacts: Contacts, from: number): void {
  const { set, nodes, branches } = traced;
  for (const start of nodes[from]!.cells) {
    eachLink(set, links, start, (first, firstStep) => {
      if (nodeAt[first] === from + 1 && nodes[from]!.cells.length > 1) return;
      if (walked[first] !== 0) return;
      const path = [start, first];
      let steps = firstStep;
      while (nodeAt[path.at(-1)!] === 0) {
        const [before, here] = [path.at(-2)!, path.at(-1)!];
        walked[here] = 1;
        eachLink(set, links, here, (next, step) => {
          if (next === before) return;
          path.push(next);
          steps += step;
        });
      }
      const end = path.at(-1)!;
      const to = nodeAt[end]! - 1;
      if (path.length === 2 && isKnownContact(traced, contacts, from, to, start, end)) return;
      nodes[from]!.degree++;
      nodes[to]!.degree++;
      branches.push({ from, to, path, steps });
    });
  }
}

/** Where two nodes lie side by side, by their numbers: pairs of cells. */
type Contacts = Map<number, [start: number, end: number][]>;

/**
 * Whether the step between two nodes was met before: from its other end, or as one that with a known step bounds no hole, since
 * cells that touch one another pairwise have a point in common.
 */
function isKnownContact({ set }: TracedSkeleton, contacts: Contacts, from: number, to: number, start: number, end: number): boolean {
  const [low, high] = from < to ? [start, end] : [end, start];
  const key = Math.min(from, to) * 2 ** 26 + Math.max(from, to);
  const known = contacts.get(key) ?? [];
  const near = (a: number, b: number) => a === b || set.steps.includes(a - b);
  const isKnown = known.some(([a, b]) => near(a, low) && near(b, high) && (near(a, high) || near(b, low)));
  known.push([low, high]);
  contacts.set(key, known);
  return isKnown;
}

/** Length of all steps between neighbouring cells, in cells; a junction of several cells counts with a tree that spans it. */
export function totalLength({ nodes, branches }: TracedSkeleton): number {
  return nodes.reduce((sum, { spanned }) => sum + spanned, 0) + branches.reduce((sum, { steps }) => sum + steps, 0);
}

/** Steps of the path, and from its ends to the centres of the nodes, so that no branch is shorter than its chord. */
export function branchLength({ set, nodes }: TracedSkeleton, { from, to, path, steps }: TracedBranch): number {
  return stem(set, nodes[from]!, path[0]!) + steps + stem(set, nodes[to]!, path.at(-1)!);
}

/** Straight from node to node, in cells. */
export function chordOf({ nodes }: TracedSkeleton, { from, to }: TracedBranch): number {
  const [a, b] = [nodes[from]!.centre, nodes[to]!.centre];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** From the centre of a node to the cell through which a branch leaves it. */
export function stem(set: PaddedSet, { cells, centre }: TracedNode, cell: number): number {
  if (cells.length === 1) return 0;
  const { z, y, x } = positionOf(set, cell);
  return Math.hypot(z - centre[0], y - centre[1], x - centre[2]);
}
