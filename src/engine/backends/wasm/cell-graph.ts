import type { CellOp, Pass, Plan, Value } from "../plan/plan";
import { cellOperations, isComparison, narrowed, widened } from "./cell-operations";
import { mul } from "./doubles";
import { call, f64, integer, scalar, vector, type Definition, type Node } from "./nodes";
import { op } from "./opcodes";
import { cellsPerDraw } from "./philox";
import { chanceOfNone, poisson } from "./poisson";

type Load = Extract<Value, { op: "load" }>;

/** What the loop provides to the cells in it. */
export interface CellSources {
  load(value: Load, vectorIndex: number): Node;
  slot(slot: number): Node;
  /** Keeps at hand what is the same in every cell. */
  constant(node: Node): Node;
  /** Index of the loop's first cell at present, and the words of the step. */
  place: { cell: Node; stepLow: Node; stepHigh: Node };
}

/** Functions that draw for several cells at once: standard normals, and uniform ones for Poisson counts. */
export type Generators = Record<"normal" | "poisson", Definition>;

export interface CellGraph {
  /** The node of a value in the cells of one of the loop's vectors. */
  node(value: number, vectorIndex: number): Node;
}

/**
 * The values of a pass as nodes, for as many vectors as the loop takes at once.
 * @param dt for Poisson counts.
 * @param units slots that hold 1.
 */
export function cellGraph(
  { precision }: Plan,
  { values }: Pass,
  dt: number,
  units: ReadonlySet<number>,
  generators: Generators,
  sources: CellSources,
): CellGraph {
  const operations = cellOperations(precision, sources.constant);
  const masks = remembered((id: number, vectorIndex: number) => maskOf(id, vectorIndex));
  const draws = remembered((id: number, group: number) => {
    const { op: kind, stream } = values[id] as Extract<Value, { stream: number }>;
    const cell = scalar(op.i32Add, sources.place.cell, integer(cellsPerDraw * group));
    return call(generators[kind], cell, integer(stream), sources.place.stepLow, sources.place.stepHigh);
  });
  const nodes = remembered((id: number, vectorIndex: number) => nodeOf(id, vectorIndex));

  /** Pairs of doubles drawn for a vector: two for singles, else one. */
  const drawsOf = (id: number, vectorIndex: number): Node[] => {
    const pairs = precision === "f32" ? 2 : 1;
    const first = vectorIndex * pairs;
    const drawn = draws(id, Math.floor((2 * first) / cellsPerDraw));
    return drawn.slice(first % drawn.length, (first % drawn.length) + pairs);
  };
  const fromDoubles = (pairs: readonly Node[]): Node => (precision === "f32" ? narrowed(pairs) : pairs[0]!);
  const toDoubles = (a: Node): Node[] => (precision === "f32" ? widened(a) : [a]);

  function maskOf(id: number, vectorIndex: number): Node {
    const value = values[id]!;
    if (!isComparison(value.op)) return operations.compare("ne", nodes(id, vectorIndex), operations.number(0));
    const [a, b] = (value as { args: readonly number[] }).args;
    return operations.compare(value.op, nodes(a!, vectorIndex), nodes(b!, vectorIndex));
  }

  const isUnit = (id: number): boolean => {
    const value = values[id]!;
    return value.op === "slot" && units.has(value.slot);
  };
  /** The value that a product with 1, or a quotient by 1, is. */
  function unchanged({ op: name, args: [a, b] }: Extract<Value, { op: CellOp }>): number | null {
    if ((name === "mul" || name === "div") && isUnit(b!)) return a!;
    return name === "mul" && isUnit(a!) ? b! : null;
  }

  /** Means of a Poisson count, as pairs of doubles; a rate that is the same everywhere is prepared before the loop. */
  function counted(rate: number, vectorIndex: number): { mean: Node; none: Node }[] {
    const keep = values[rate]!.op === "slot" ? sources.constant : (node: Node): Node => node;
    return toDoubles(nodes(rate, vectorIndex)).map((pair) => {
      const mean = keep(mul(pair, f64(dt)));
      return { mean, none: keep(chanceOfNone(mean)) };
    });
  }

  function nodeOf(id: number, vectorIndex: number): Node {
    const value = values[id]!;
    switch (value.op) {
      case "load":
        return sources.load(value, vectorIndex);
      case "slot":
        return sources.slot(value.slot);
      case "normal":
        return fromDoubles(drawsOf(id, vectorIndex));
      case "poisson": {
        const pairs = counted(value.args[0], vectorIndex);
        return fromDoubles(drawsOf(id, vectorIndex).map((u, i) => call(poisson, pairs[i]!.mean, pairs[i]!.none, u)[0]!));
      }
      default: {
        if (isComparison(value.op)) return vector("v128.and", masks(id, vectorIndex), operations.number(1));
        const same = unchanged(value);
        if (same !== null) return nodes(same, vectorIndex);
        const [first, ...rest] = value.args;
        const condition = value.op === "select" ? masks(first!, vectorIndex) : nodes(first!, vectorIndex);
        return operations.apply(value.op, [condition, ...rest.map((arg) => nodes(arg, vectorIndex))]);
      }
    }
  }
  return { node: nodes };
}

/** Remembers what a function of two small integers gave. */
function remembered<T>(compute: (a: number, b: number) => T): (a: number, b: number) => T {
  const known = new Map<string, T>();
  return (a, b) => {
    const key = `${a} ${b}`;
    if (!known.has(key)) known.set(key, compute(a, b));
    return known.get(key)!;
  };
}
