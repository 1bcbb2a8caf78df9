import { call, name, number, type Expr } from "../../../core/equations/tree";
import { sidesOf, type Grid } from "../../../core/field/grid";
import { maskKey } from "../../../core/spec/files";
import type { Side } from "../../../core/spec/sides";
import type { Ghost, Plane, PlaneId, RowMap, Static, StaticSource } from "./plan";
import { isDomain, isStencil, keyer, reachOf, type Names, type Reach } from "./reach";
import { common, wrappingOf, wrappingsOf, type Wrapping } from "./wrapping";

export type Ghosts = Partial<Record<Side, Ghost>>;

/** A plane that passes fill from an expression before others read it: the operand of a stencil that holds a stencil itself. */
export interface Intermediate {
  plane: PlaneId;
  expr: Expr;
  /** Of the expression. */
  wrapping: Wrapping;
  /** The pass of a stage that fills it. */
  level: number;
  /** Index among the plan's sums, where the plane is there to be summed. */
  sum: number | null;
}

export interface WorkspaceSetting {
  grid: Grid;
  names: Names;
  /** What 0 and 1 in the array of a parameter stand for. */
  ranges: Readonly<Record<string, { low?: number; high?: number }>>;
  /** Cells that a mask leaves, of which means are taken; null without a mask. */
  inside: number | null;
  /** Auxiliary fields with boundary conditions of their own, hence planes of their own, by name. */
  own: ReadonlyMap<string, Expr>;
  /** Of the fields and of such auxiliary fields. */
  ghosts: ReadonlyMap<string, Ghosts>;
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

  private readonly setting: WorkspaceSetting;
  private readonly key = keyer();
  private readonly slotOf = new Map<string, number>();
  private readonly staticOf = new Map<string, PlaneId>();
  private readonly wrapping: (expr: Expr) => Wrapping | null;
  /** Across which axes all fields wrap. */
  private readonly everywhere: Wrapping;

  constructor(setting: WorkspaceSetting) {
    const wrappings = new Map([...setting.ghosts].map(([name, ghosts]) => [name, wrappingOf(ghosts)]));
    this.setting = setting;
    this.grid = setting.grid;
    this.reach = reachOf(setting.names);
    this.wrapping = wrappingsOf(wrappings);
    this.everywhere = [...wrappings.values()].reduce(common);
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

  /** The plane of an expression that depends on the place alone. Outside, the far end where it wraps; elsewhere the formula goes on. */
  staticPlane(expr: Expr, wrapping: Wrapping): PlaneId {
    return this.filledOnce(this.key(expr), wrapping, { kind: "given" }, { expr });
  }

  /** The plane of an array: it has no cells outside, so where it does not wrap its edge goes on. */
  arrayPlane(array: string, wrapping: Wrapping): PlaneId {
    return this.filledOnce(array, wrapping, { kind: "copy" }, { array, ...this.setting.ranges[array] });
  }

  /**
   * The plane of the mask, 0 outside, or null without one. Stencils take a cell outside the mask as equal to the one that
   * asks: the slope over the mask's edge is 0.
   */
  maskPlane(wrapping: Wrapping): PlaneId | null {
    return this.setting.inside === null ? null : this.arrayPlane(maskKey, wrapping);
  }

  /** The plane that holds an expression, filled in an earlier pass. */
  intermediate(expr: Expr, wrapping: Wrapping): Intermediate {
    const { own, ghosts } = this.setting;
    return expr.kind === "name" && own.has(expr.name)
      ? this.inBetween(expr, "plane", own.get(expr.name)!, wrappingOf(ghosts.get(expr.name)!), ghosts.get(expr.name)!)
      : this.inBetween(expr, "plane", expr, wrapping, this.outside(wrapping, { kind: "copy" }));
  }

  /** The least pass of a stage that may read the expression: after those that fill what it needs. `wrapping` as in `Cells.lower`. */
  levelOf(expr: Expr, wrapping: Wrapping): number {
    if (expr.kind === "number") return 0;
    if (expr.kind === "name") return this.setting.own.has(expr.name) ? this.intermediate(expr, wrapping).level + 1 : 0;
    if (isDomain(expr)) return this.sumOf(expr.args[0]!).level + 1;
    const levels = expr.args.map((arg) => {
      const inner = isStencil(expr) ? this.operandWrapping(expr, arg, wrapping) : wrapping;
      return this.isApart(expr, arg) ? this.intermediate(arg, inner).level + 1 : this.levelOf(arg, inner);
    });
    return Math.max(0, ...levels);
  }

  /**
   * Across which sides the operand of a stencil wraps: where all its fields do. Without a field, as the stencil's other
   * operand, so that what flows out over a side flows in at the far end; without that, as what the stencil stands in.
   */
  operandWrapping(stencil: Expr, operand: Expr, outer: Wrapping): Wrapping {
    return this.wrapping(operand) ?? this.wrapping(stencil) ?? outer;
  }

  /** Whether an operand of a stencil needs a plane: it reads neighbours itself. */
  isApart(parent: Expr, operand: Expr): boolean {
    return isStencil(parent) && this.reach(operand).neighbours;
  }

  private inBetween(asked: Expr, purpose: "plane" | "sum", expr: Expr, wrapping: Wrapping, ghosts: Ghosts | null): Intermediate {
    const key = this.titled(`${purpose} ${this.key(asked)}`, wrapping);
    const before = this.intermediates.get(key);
    if (before) return before;
    const level = this.levelOf(expr, wrapping);
    const plane = this.plane(key, ghosts);
    const found: Intermediate = { plane, expr, wrapping, level, sum: purpose === "sum" ? this.sums.push(plane) - 1 : null };
    this.intermediates.set(key, found);
    return found;
  }

  private sumOf(expr: Expr): Intermediate {
    return this.inBetween(expr, "sum", expr, this.wrapping(expr) ?? this.everywhere, null);
  }

  private filledOnce(name: string, wrapping: Wrapping, elsewhere: Ghost, source: StaticSource): PlaneId {
    const title = this.titled(name, wrapping);
    const before = this.staticOf.get(title);
    if (before !== undefined) return before;
    const plane = this.plane(title, this.outside(wrapping, elsewhere));
    this.staticOf.set(title, plane);
    this.statics.push({ plane, ...source });
    return plane;
  }

  private titled(name: string, wrapping: Wrapping): string {
    return wrapping === this.everywhere ? name : `${name} (wraps: ${wrapping || "nowhere"})`;
  }

  private outside(wrapping: Wrapping, elsewhere: Ghost): Ghosts {
    return Object.fromEntries(sidesOf(this.grid.dimensions).map((side) => [side, wrapping.includes(side[0]!) ? { kind: "wrap" } : elsewhere]));
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
    const inside = this.setting.inside ?? cells;
    // What is the same in every cell needs no sum.
    const { state, place } = this.reach(operand);
    if (!state && !place) return expr.fn === "mean" ? this.withSums(operand) : call("mul", [this.withSums(operand), number(inside * hx * hy * hz)]);
    const total = name(`sum#${this.sumOf(operand).sum!}`);
    return expr.fn === "mean" ? call("div", [total, number(inside)]) : call("mul", [total, number(hx * hy * hz)]);
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
