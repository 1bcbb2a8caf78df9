import type { Mask } from "../define/metric";

/** Share of the columns that a graph crosses in one run of cells; a few may be broken by noise. */
const singleRuns = 0.98;
/** Cells that a run has on average, where a graph is steep enough for its columns to tell more than boxes. */
const steepRun = 2;

/**
 * Columns (or rows) that a plane set crosses, if it looks like the graph of a rough function over them: nearly every one from the first to the last has
 * one run of cells, two cells long or more on average. Null for any other set. So many cells in line are covered by fewer boxes than the set, at every
 * edge.
 */
export function graphBase({ shape, cells }: Mask): number | null {
  if (shape.length === 3) return null;
  const [ny, nx] = shape as [number, number];
  return baseAlong(cells, nx, ny, 1, nx) ?? baseAlong(cells, ny, nx, nx, 1);
}

function baseAlong(cells: Uint8Array, columns: number, rows: number, across: number, down: number): number | null {
  let [first, last, crossed, single, filled] = [-1, -1, 0, 0, 0];
  for (let column = 0; column < columns; column++) {
    let [runs, count, before] = [0, 0, 0];
    for (let row = 0, at = column * across; row < rows; row++, at += down) {
      const cell = cells[at]!;
      if (cell !== 0 && before === 0) runs++;
      count += cell;
      before = cell;
    }
    if (runs === 0) continue;
    if (first < 0) first = column;
    last = column;
    crossed++;
    filled += count;
    if (runs === 1) single++;
  }
  const width = last - first + 1;
  return single >= singleRuns * width && filled >= steepRun * width ? crossed : null;
}
