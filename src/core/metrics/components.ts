import type { Mask } from "../define/metric";
import { WorkbenchError } from "../errors";

/** Neighbours that belong together: across edges (4, in 3D faces 6), or corners as well (8, in 3D 26). */
export type Connectivity = 4 | 8 | 6 | 26;

export interface Components {
  count: number;
  /** Cells of component k + 1, in the order in which scanning meets them. */
  sizes: Uint32Array;
  /** For each cell 0 outside the set, else the number of its component from 1. */
  labels: Uint32Array;
}

/**
 * Connected components of a set of cells, by union–find in one pass (Galler, Fischer 1964, doi:10.1145/364099.364331).
 * @param mask two- or three-dimensional; `periodic` joins opposite sides.
 * @throws WorkbenchError `usage` for a connectivity that the mask's dimension does not have.
 */
export function components(mask: Mask, { connectivity, periodic }: { connectivity: Connectivity; periodic: boolean }): Components {
  const { shape, cells } = mask;
  const fitting = shape.length === 2 ? [4, 8] : shape.length === 3 ? [6, 26] : [];
  if (!fitting.includes(connectivity))
    throw new WorkbenchError(
      "usage",
      ["connectivity"],
      `a set in ${shape.length} dimensions has connectivity ${fitting.join(" or ")}, got ${connectivity}`,
    );
  const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
  const offsets = earlierNeighbours(connectivity);
  const steps = offsets.map(([dz, dy, dx]) => (dz * ny + dy) * nx + dx);
  const across: number[] = [];
  const parents = new Uint32Array(cells.length);
  for (let z = 0, cell = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      const inner = y > 0 && y < ny - 1 && (shape.length === 2 || z > 0);
      for (let x = 0; x < nx; x++, cell++) {
        if (cells[cell] === 0) continue;
        parents[cell] = cell;
        if (inner && x > 0 && x < nx - 1) {
          for (let k = 0; k < steps.length; k++) if (cells[cell + steps[k]!] !== 0) unite(parents, cell, cell + steps[k]!);
          continue;
        }
        for (const [dz, dy, dx] of offsets) {
          const [pz, py, px] = [z + dz, y + dy, x + dx];
          const inside = pz >= 0 && py >= 0 && py < ny && px >= 0 && px < nx;
          if (inside) {
            const neighbour = (pz * ny + py) * nx + px;
            if (cells[neighbour] !== 0) unite(parents, cell, neighbour);
          } else if (periodic) across.push(cell, (((pz + nz) % nz) * ny + ((py + ny) % ny)) * nx + ((px + nx) % nx));
        }
      }
    }
  }
  // neighbours across the sides may come later in the scan, so they are joined at its end
  for (let k = 0; k < across.length; k += 2) if (cells[across[k + 1]!] !== 0) unite(parents, across[k]!, across[k + 1]!);
  return labelled(parents, cells);
}

type Offset = readonly [dz: number, dy: number, dx: number];

/** Half of a cell's neighbours: those that scanning meets first. The other half see this cell as theirs. */
function earlierNeighbours(connectivity: Connectivity): Offset[] {
  if (connectivity === 4) return [[0, -1, 0], [0, 0, -1]]; // prettier-ignore
  if (connectivity === 6) return [[-1, 0, 0], [0, -1, 0], [0, 0, -1]]; // prettier-ignore
  const steps = [-1, 0, 1];
  const all = (connectivity === 26 ? steps : [0]).flatMap((dz) => steps.flatMap((dy) => steps.map((dx): Offset => [dz, dy, dx])));
  return all.filter(([dz, dy, dx]) => dz < 0 || (dz === 0 && (dy < 0 || (dy === 0 && dx < 0))));
}

/** The root of a cell's tree; halves the path on the way. */
function rootOf(parents: Uint32Array, cell: number): number {
  let at = cell;
  for (let parent = parents[at]!; parent !== at; parent = parents[at]!) {
    const grandparent = parents[parent]!;
    parents[at] = grandparent;
    at = grandparent;
  }
  return at;
}

function unite(parents: Uint32Array, a: number, b: number): void {
  const rootA = rootOf(parents, a);
  const rootB = rootOf(parents, b);
  if (rootA < rootB) parents[rootB] = rootA;
  else parents[rootA] = rootB;
}

function labelled(parents: Uint32Array, cells: Uint8Array): Components {
  const labels = new Uint32Array(cells.length);
  const sizes: number[] = [];
  for (let cell = 0; cell < cells.length; cell++) {
    if (!cells[cell]) continue;
    const root = rootOf(parents, cell);
    // the root is the component's first cell, so it has its label by now
    if (root === cell) labels[cell] = sizes.push(0);
    const label = labels[root]!;
    labels[cell] = label;
    sizes[label - 1] = sizes[label - 1]! + 1;
  }
  return { count: sizes.length, sizes: Uint32Array.from(sizes), labels };
}
