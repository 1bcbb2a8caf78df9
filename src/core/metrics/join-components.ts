import { identity, isAbove, noClasses, record, rootOf, type Classes, type Filtration } from "./filtration";
import { ascendingOrder } from "./value-order";
import { lowestBit, Surroundings, type StarCell } from "./vertex-star";

/** Components, and for each vertex bits of the edges that enter with it, join none and so close a loop. */
export interface Joined {
  classes: Classes;
  looseEdges: Uint16Array;
}

/**
 * Components of the sublevel sets by the elder rule: where two meet, the one that began higher dies.
 *
 * A vertex that is no minimum joins a lower neighbour as it enters. So all of those are joined in one scan, to what flows into
 * one minimum, and only edges between such basins are sorted: the first round of Borůvka's spanning tree, then Kruskal's.
 * @param edges those around a vertex, and for each vertex bits of those that enter with it.
 */
export function joinComponents({ shape, periodic, values }: Filtration, edges: readonly StarCell[], entering: Uint16Array): Joined {
  const around = new Surroundings(shape, periodic);
  const ends = Int32Array.from(edges, ({ others }) => others[0]!);
  const looseEdges = entering.slice();
  const basins = identity(values.length);
  for (let vertex = 0; vertex < values.length; vertex++) {
    around.moveTo(vertex);
    for (let left = entering[vertex]!; left > 0; left &= left - 1) {
      const place = lowestBit(left);
      const lower = around.at(ends[place]!);
      if (lower === vertex) continue; // the edge of a ring of one
      basins[vertex] = lower;
      looseEdges[vertex]! ^= 1 << place;
      break;
    }
  }

  const saddles: number[] = [];
  for (let vertex = 0; vertex < values.length; vertex++) {
    if (looseEdges[vertex] === 0) continue;
    around.moveTo(vertex);
    const own = rootOf(basins, vertex);
    for (let left = looseEdges[vertex]!; left > 0; left &= left - 1) {
      if (rootOf(basins, around.at(ends[lowestBit(left)]!)) === own) continue;
      saddles.push(vertex);
      break;
    }
  }
  const classes = noClasses();
  for (const index of ascendingOrder(Float64Array.from(saddles, (vertex) => values[vertex]!))) {
    const vertex = saddles[index]!;
    around.moveTo(vertex);
    for (let left = looseEdges[vertex]!; left > 0; left &= left - 1) {
      const place = lowestBit(left);
      const [a, b] = [rootOf(basins, vertex), rootOf(basins, around.at(ends[place]!))];
      if (a === b) continue;
      const [elder, younger] = isAbove(values, b, a) ? [a, b] : [b, a];
      basins[younger] = elder;
      looseEdges[vertex]! ^= 1 << place;
      record(classes, values[younger]!, values[vertex]!);
    }
  }
  const eldest = values[rootOf(basins, 0)]!;
  if (eldest < Infinity) classes.essential.push(eldest);
  return { classes, looseEdges };
}
