import type { SkeletonGraphDetail } from "../core/metrics/skeleton-graph";
import type { OverlayNode } from "../views/picture-layers";

/** What one plane holds of a skeleton: lines as x, y, x, y … in cells, and nodes. */
export interface SkeletonDrawing {
  lines: Float32Array[];
  nodes: OverlayNode[];
}

/**
 * The branches and nodes of a skeleton graph that lie in one plane of the set. A line begins and ends in its nodes' middles; where a
 * branch leaves the plane of a volume its line is broken off.
 * @param shape of the set that was measured, to which the paths refer.
 */
export function skeletonDrawing({ branches, nodes }: SkeletonGraphDetail, shape: readonly number[], z: number): SkeletonDrawing {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const size = ny * nx;
  const isHere = (place: number) => shape.length < 3 || Math.abs(place - z) <= 0.5;
  const lines: Float32Array[] = [];
  for (const { from, to, path } of branches) {
    let line: number[] = [];
    const end = () => {
      if (line.length >= 4) lines.push(Float32Array.from(line));
      line = [];
    };
    const visit = (x: number, y: number, plane: number) => {
      if (isHere(plane)) line.push(x, y);
      else end();
    };
    const atNode = (index: number) => {
      const node = nodes[index];
      if (node) visit(node.x, node.y, node.z ?? 0);
    };
    atNode(from);
    for (const cell of path) visit(cell % nx, Math.floor((cell % size) / nx), Math.floor(cell / size));
    atNode(to);
    end();
  }
  const marks = nodes.flatMap(({ x, y, z: plane = 0, kind }): OverlayNode[] =>
    isHere(plane) && (kind === "end" || kind === "branching" || kind === "crossing") ? [{ x, y, kind }] : [],
  );
  return { lines, nodes: marks };
}
