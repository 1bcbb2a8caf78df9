import { isAbove, noClasses, record, type Classes, type Filtration } from "./filtration";
import { ascendingOrder } from "./value-order";
import { edgesOf, lowestBit, starWalls, Surroundings } from "./vertex-star";

/** Edges that one vertex can be the largest of. */
const edgesAVertex = 6;

/**
 * The loops of a volume, by reduction of the boundary matrix of its squares (Edelsbrunner, Letscher, Zomorodian 2002,
 * doi:10.1007/s00454-002-2885-2). Columns of squares that close a void (known from the complement) would come out empty and are
 * skipped (clearing: Chen, Kerber 2011); rows of edges that join components are left out, for no loop is born with them.
 * @param looseEdges for each vertex, bits of the edges that enter with it and close a loop.
 * @param squares likewise, bits of the squares that enter with it.
 * @param dividing of these, those that close a void.
 * @returns the loops, and the births of the voids that no component of the complement accounts for: those of a torus.
 */
export function reduceLoops(
  { shape, periodic, values }: Filtration,
  looseEdges: Uint16Array,
  squares: Uint16Array,
  dividing: Uint16Array,
): { loops: Classes; endless: number[] } {
  const order = ascendingOrder(values);
  const ranks = new Uint32Array(values.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank]!] = rank;
  const around = new Surroundings(shape, periodic);
  const edges = starWalls(3).map(edgesOf);
  const columns = new ReducedColumns(edgesAVertex * order.length);
  const loops = noClasses();
  const endless: number[] = [];
  for (const vertex of order) {
    if (values[vertex] === Infinity) break;
    around.moveTo(vertex);
    for (let left = squares[vertex]! & ~dividing[vertex]!; left > 0; left &= left - 1) {
      for (const [begin, end, axis] of edges[lowestBit(left)]!) {
        const [first, second] = [around.at(begin), around.at(end)];
        const [larger, placeOfEdge] = isAbove(values, second, first) ? [second, 2 * axis + 1] : [first, 2 * axis];
        if (looseEdges[larger]! & (1 << placeOfEdge)) columns.toggle(edgesAVertex * ranks[larger]! + placeOfEdge);
      }
      const pivot = columns.reduce();
      if (pivot < 0) endless.push(values[vertex]!);
      else record(loops, values[order[Math.floor(pivot / edgesAVertex)]!]!, values[vertex]!);
    }
  }
  for (const [rank, vertex] of order.entries()) {
    if (values[vertex] === Infinity) break;
    for (let place = 0; place < edgesAVertex; place++)
      if (looseEdges[vertex]! & (1 << place) && !columns.has(edgesAVertex * rank + place)) loops.essential.push(values[vertex]!);
  }
  return { loops, endless };
}

const isSet = 1;
const isQueued = 2;

/** Columns over the field of two elements, each with a largest row of its own; and one at work, as a heap of its rows. */
class ReducedColumns {
  /** Start of the column with each largest row in `entries`, which begins with its length; 0 for none. */
  private readonly starts: Uint32Array;
  private entries = new Uint32Array(1 << 16);
  private used = 1;
  private readonly flags: Uint8Array;
  private readonly heap: number[] = [];

  constructor(rows: number) {
    this.starts = new Uint32Array(rows);
    this.flags = new Uint8Array(rows);
  }

  has(row: number): boolean {
    return this.starts[row]! > 0;
  }

  /** Adds a row to the column at work, or takes it away. */
  toggle(row: number): void {
    const flag = this.flags[row]!;
    this.flags[row] = (flag ^ isSet) | isQueued;
    if ((flag & isQueued) === 0) push(this.heap, row);
  }

  /** Adds columns until the largest row is new, keeps the result and clears the column at work. @returns that row; -1 when nothing is left. */
  reduce(): number {
    for (let pivot = this.largest(); pivot >= 0; pivot = this.largest()) {
      const start = this.starts[pivot]!;
      if (start === 0) {
        this.keep(pivot);
        return pivot;
      }
      const end = start + 1 + this.entries[start]!;
      for (let i = start + 1; i < end; i++) this.toggle(this.entries[i]!);
    }
    return -1;
  }

  /** The largest row of the column at work, left in it. */
  private largest(): number {
    while (this.heap.length > 0) {
      const row = this.heap[0]!;
      if (this.flags[row]! & isSet) return row;
      this.flags[row] = 0;
      pop(this.heap);
    }
    return -1;
  }

  private keep(pivot: number): void {
    this.makeRoom(this.heap.length + 1);
    const start = this.used++;
    for (const row of this.heap) {
      if (this.flags[row]! & isSet) this.entries[this.used++] = row;
      this.flags[row] = 0;
    }
    this.heap.length = 0;
    this.entries[start] = this.used - start - 1;
    this.starts[pivot] = start;
  }

  private makeRoom(more: number): void {
    if (this.used + more <= this.entries.length) return;
    const larger = new Uint32Array(2 * this.entries.length + more);
    larger.set(this.entries);
    this.entries = larger;
  }
}

function push(heap: number[], row: number): void {
  let at = heap.push(row) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]! >= row) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = row;
}

/** Takes the largest away. */
function pop(heap: number[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && heap[child + 1]! > heap[child]!) child++;
    if (heap[child]! <= last) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}
