import { positionOf, type PaddedSet } from "./neighbourhood";

/** Cells of a junction that a tree reaches from its root, each with the cell before it; the root has itself. */
type Tree = Map<number, number>;

/** The fewest steps from one cell of a junction to another, both included, through its cells. */
export function pathWithin(set: PaddedSet, cells: readonly number[], from: number, to: number): number[] {
  if (from === to) return [from];
  const tree = treeWithin(set, cells, to);
  const path = [from];
  while (path.at(-1) !== to) path.push(tree.get(path.at(-1)!)!);
  return path;
}

/** Those cells of a junction that join `ends`, and the length of the steps between them. */
export function spanOf(set: PaddedSet, cells: readonly number[], ends: readonly number[]): { cells: number[]; length: number } {
  const root = ends[0]!;
  const tree = treeWithin(set, cells, root);
  const kept = new Set([root]);
  let length = 0;
  for (const end of ends) {
    for (let cell = end; !kept.has(cell); cell = tree.get(cell)!) {
      kept.add(cell);
      length += distance(set, cell, tree.get(cell)!);
    }
  }
  return { cells: [...kept], length };
}

/** Length of the steps along a path of touching cells. */
export const lengthAlong = (set: PaddedSet, path: readonly number[]): number =>
  path.slice(1).reduce((sum, cell, k) => sum + distance(set, path[k]!, cell), 0);

function treeWithin(set: PaddedSet, cells: readonly number[], root: number): Tree {
  const inside = new Set(cells);
  const tree: Tree = new Map([[root, root]]);
  for (const cell of tree.keys()) {
    for (const step of set.steps) {
      const next = cell + step;
      if (inside.has(next) && !tree.has(next)) tree.set(next, cell);
    }
  }
  return tree;
}

function distance(set: PaddedSet, a: number, b: number): number {
  const [p, q] = [positionOf(set, a), positionOf(set, b)];
  return Math.hypot(p.z - q.z, p.y - q.y, p.x - q.x);
}
