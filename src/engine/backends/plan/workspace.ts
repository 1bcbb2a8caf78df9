import { call, name, number, type Expr } from "../../../core/equations/tree";
import type { Grid } from "../../../core/field/grid";
import type { Side } from "../../../core/spec/run-spec";
import type { Ghost, Plane, PlaneId, RowMap, Static } from "./plan";
import { isDomain, isStencil, keyer, reachOf, type Names, type Reach } from "./reach";

export type Ghosts = Partial<Record<Side, Ghost>>;

/** A plane that passes fill from an expression before others read it: the operand of a stencil that holds a stencil itself. */
export interface Intermediate {
  plane: PlaneId;
  expr: Expr;
  /** The pass of a stage that fills it. */
  level: number;
  /** Index among the plan's sums, where the plane is there to be summed. */
  sum: number | null;
}

/**
 * What the passes of a plan share: planes, slots, and planes in between. Everything is found again by what it says, so that
 * equal expressions are computed once.
 */
export class Workspace {
  readonly planes: Plane[] = [];
  readonly rowMaps: RowMap[] = [];
  readonly slots: Expr[] = [];
  readonly statics: Static[] = [];
  readonly sums: PlaneId[] = [];
  /** Those of each stage are the same expressions of another state, so they share their planes. */
  readonly intermediates = new Map<string, Intermediate>();
  readonly grid: Grid;
  readonly reach: (expr: Expr) => Reach;
  /** The plane of a mask: 0 outside. */
  mask: PlaneId | null = null;

  private readonly key = keyer();
  private readonly slotOf = new Map<string, number>();
  private readonly staticOf = new Map<string, PlaneId>();
  private readonly arrayPlanes = new Map<string, PlaneId>();
  private readonly inside: number;
  private readonly ghostsOf: (auxiliary: string | null) => Ghosts;
  private readonly own: ReadonlyMap<string, Expr>;

  /**
   * @param inside cells that a mask leaves, of which means are taken.
   * @param own auxiliary fields with boundary conditions of their own, hence planes of their own, by name.
   * @param ghostsOf ghosts of an intermediate plane, or of such an auxiliary field.
   */
  constructor(grid: Grid, names: Names, inside: number, own: ReadonlyMap<string, Expr>, ghostsOf: (auxiliary: string | null) => Ghosts) {
    this.grid = grid;
    this.inside = inside;
    this.own = own;
    this.ghostsOf = ghostsOf;
    this.reach = reachOf(names);
  }

  plane(title: string, ghosts: Ghosts | null): PlaneId {
    const map = rowMapOf(ghosts ?? {});
    let rowMap = this.rowMaps.findIndex((known) => sameRowMap(known, map));
    if (rowMap < 0) rowMap = this.rowMaps.push(map) - 1;
    return this.planes.push({ title, ghosts, rowMap }) - 1;
  }

  /** The slot of an expression that is the same in every cell; integrals become names of sums. */
  slot(expr: Expr): number {
    const summed = this.withSums(expr);
    const key = this.key(summed);
    const before = this.slotOf.get(key);
    if (before !== undefined) return before;
    const slot = this.slots.push(summed) - 1;
    this.slotOf.set(key, slot);
    return slot;
  }

  /** The plane of an expression that depends on the place alone. Its ghosts continue the formula, or the far end where the domain does. */
  staticPlane(expr: Expr): PlaneId {
    const key = this.key(expr);
    const before = this.staticOf.get(key);
    if (before !== undefined) return before;
    const plane = this.plane(key, this.continued());
    this.staticOf.set(key, plane);
    this.statics.push({ plane, expr });
    return plane;
  }

  arrayPlane(array: string, range: { low?: number; high?: number } = {}): PlaneId {
    const before = this.arrayPlanes.get(array);
    if (before !== undefined) return before;
    const plane = this.plane(array, this.edges());
    this.arrayPlanes.set(array, plane);
    this.statics.push({ plane, array, ...range });
    return plane;
  }

  /** Stencils take a cell outside the mask as equal to the one that asks: nothing flows over the mask's edge. */
  useMask(): void {
    this.mask = this.arrayPlane("grid.mask");
  }

  /** The plane that holds an expression, filled in an earlier pass. */
  intermediate(expr: Expr): Intermediate {
    return this.inBetween(expr, "plane", expr.kind === "name" && this.own.has(expr.name) ? this.own.get(expr.name)! : expr);
  }

  /** The least pass of a stage that may read the expression: after those that fill what it needs. */
  levelOf(expr: Expr): number {
    if (expr.kind === "number") return 0;
    if (expr.kind === "name") return this.own.has(expr.name) ? this.intermediate(expr).level + 1 : 0;
    if (isDomain(expr)) return this.sumOf(expr.args[0]!).level + 1;
    const levels = expr.args.map((arg) => (this.isApart(expr, arg) ? this.intermediate(arg).level + 1 : this.levelOf(arg)));
    return Math.max(0, ...levels);
  }

  /** Whether an operand of a stencil needs a plane: it reads neighbours itself. */
  isApart(parent: Expr, operand: Expr): boolean {
    return isStencil(parent) && this.reach(operand).neighbours;
  }

  private inBetween(asked: Expr, purpose: "plane" | "sum", expr: Expr): Intermediate {
    const key = `${purpose} ${this.key(asked)}`;
    const before = this.intermediates.get(key);
    if (before) return before;
    const level = this.levelOf(expr);
    const ghosts = purpose === "sum" ? null : this.ghostsOf(asked.kind === "name" ? asked.name : null);
    const plane = this.plane(key, ghosts);
    const found: Intermediate = { plane, expr, level, sum: purpose === "sum" ? this.sums.push(plane) - 1 : null };
    this.intermediates.set(key, found);
    return found;
  }

  private sumOf(expr: Expr): Intermediate {
    return this.inBetween(expr, "sum", expr);
  }

  private withSums(expr: Expr): Expr {
    if (expr.kind !== "call") return expr;
    if (!isDomain(expr))
      return call(
        expr.fn,
        expr.args.map((arg) => this.withSums(arg)),
        expr.at,
      );
    const [operand] = expr.args as readonly [Expr];
    const { hx, hy, hz, cells } = this.grid;
    const inside = this.mask === null ? cells : this.inside;
    // What is the same in every cell needs no sum.
    const { state, place } = this.reach(operand);
    if (!state && !place) return expr.fn === "mean" ? this.withSums(operand) : call("mul", [this.withSums(operand), number(inside * hx * hy * hz)]);
    const total = name(`sum#${this.sumOf(operand).sum!}`);
    return expr.fn === "mean" ? call("div", [total, number(inside)]) : call("mul", [total, number(hx * hy * hz)]);
  }

  /** Ghosts of a formula in the coordinates. */
  private continued(): Ghosts {
    const outside = this.ghostsOf(null);
    return Object.fromEntries(Object.entries(outside).map(([side, ghost]) => [side, ghost.kind === "wrap" ? ghost : { kind: "given" }]));
  }

  /** Ghosts of an array: it has no cells outside. */
  private edges(): Ghosts {
    const outside = this.ghostsOf(null);
    return Object.fromEntries(Object.entries(outside).map(([side, ghost]) => [side, ghost.kind === "wrap" ? ghost : { kind: "copy" }]));
  }
}

function rowMapOf(ghosts: Ghosts): RowMap {
  const how = (side: "y-" | "y+" | "z-" | "z+") => {
    const kind = ghosts[side]?.kind;
    return kind === "wrap" || kind === "copy" ? kind : "own";
  };
  return { "y-": how("y-"), "y+": how("y+"), "z-": how("z-"), "z+": how("z+") };
}

const sameRowMap = (a: RowMap, b: RowMap): boolean => (["y-", "y+", "z-", "z+"] as const).every((side) => a[side] === b[side]);
