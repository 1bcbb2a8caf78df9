import { noClasses, type Classes, type Filtration } from "./filtration";
import { joinComplement } from "./join-complement";
import { joinComponents } from "./join-components";
import { reduceLoops } from "./loop-reduction";
import { enteringCells, starCells, starWalls } from "./vertex-star";

/** The largest volume, in cells, whose loops are computed: 64³. */
export const mostCellsForLoops = 64 ** 3;

/**
 * Persistent homology, over the field of two elements, of the sublevel sets of values on the vertices of a grid: a cell of the
 * cubical complex enters with the largest of its vertices (the V-construction). Cells of the set are thus joined across edges and
 * faces (4 or 6 neighbours), and what is not in it across corners too (8 or 26).
 *
 * Components by union–find; the classes of one dimension less than the space by the same on the complement; loops of a volume by
 * matrix reduction, if it has at most `mostCellsForLoops` cells. One total order of cells (largest vertex, dimension, place
 * around it) serves all three, so that no cell is counted twice.
 * @returns one entry a dimension, from 0 to one less than the space's, or to the space's when periodic: the torus itself is a class then.
 */
export function cubicalPersistence(filtration: Filtration): Classes[] {
  const { shape, periodic, values } = filtration;
  const space = shape.length as 2 | 3;
  const [edges, walls] = [starCells(space, 1), starWalls(space)];
  const enteringEdges = enteringCells(filtration, edges);
  const enteringWalls = space === 2 ? enteringEdges : enteringCells(filtration, walls);
  const { classes: components, looseEdges } = joinComponents(filtration, edges, enteringEdges);
  const { classes: voids, dividing } = joinComplement(filtration, walls, enteringWalls);
  const whole = periodic ? [wholeTorus(values)] : [];
  if (shape.length === 2) {
    for (const birth of endlessLoops(values, looseEdges, dividing)) voids.essential.push(birth);
    return [components, voids, ...whole];
  }
  if (values.length > mostCellsForLoops) {
    const missing = `loops are computed for volumes of up to 64³ cells, and this one has ${values.length}; measure a part of it or a coarser copy`;
    const unsure = { missing: "the voids around a torus, which never die, are found with the loops, for which this volume is too large" };
    return [components, { ...noClasses(), missing }, periodic ? { ...voids, ...unsure } : voids, ...whole];
  }
  const { loops, endless } = reduceLoops(filtration, looseEdges, enteringWalls, dividing);
  voids.essential.push(...endless);
  return [components, loops, voids, ...whole];
}

/** Births of the loops of a plane that bound no component of the complement: those around a torus. */
function endlessLoops(values: Float64Array, looseEdges: Uint16Array, dividing: Uint16Array): number[] {
  const births: number[] = [];
  for (let vertex = 0; vertex < values.length; vertex++) {
    if (values[vertex] === Infinity) continue;
    for (let left = looseEdges[vertex]! & ~dividing[vertex]!; left > 0; left &= left - 1) births.push(values[vertex]!);
  }
  return births;
}

/** A torus is a class of the space's own dimension, born with its highest cell, if none is left out. */
function wholeTorus(values: Float64Array): Classes {
  const highest = values.reduce((a, b) => Math.max(a, b));
  return { ...noClasses(), essential: highest < Infinity ? [highest] : [] };
}
