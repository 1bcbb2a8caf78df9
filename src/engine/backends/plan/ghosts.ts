import type { Expr } from "../../../core/equations/tree";
import type { Side } from "../../../core/spec/sides";
import type { Formulas } from "./formulas";
import type { Layout } from "./layout";
import type { Ghost, Plan, PlaneId } from "./plan";
import type { Reach } from "./reach";

type Cells = Float32Array | Float64Array;
type Axis = "x" | "y" | "z";

/** A condition at one side of one plane, with its numbers for each cell of the side, corners included. */
interface Edge {
  side: Side;
  kind: "wrap" | "copy" | "value" | "affine";
  factor: Cells | null;
  offset: Cells | null;
  formulas: { factor: Expr | null; offset: Expr | null };
  /** A formula names t. */
  moves: boolean;
}

/**
 * Fills the cells outside of what a pass has written: x first, then rows of their own along y over the whole padded row,
 * then slabs of their own along z. Sides that wrap or copy along y and z need no cells: row tables lead elsewhere.
 */
export class GhostFiller {
  private readonly edges = new Map<PlaneId, Edge[]>();
  private readonly cells: Cells;
  private readonly starts: readonly number[];
  private readonly layout: Layout;
  private readonly plan: Plan;

  /**
   * @param cells every value of the memory; @param starts of the planes, in values.
   * @param skipSimple the row kernel leaves wrap and copy along x done.
   */
  constructor(plan: Plan, cells: Cells, starts: readonly number[], layout: Layout, reach: (expr: Expr) => Reach, skipSimple: boolean) {
    this.plan = plan;
    this.cells = cells;
    this.starts = starts;
    this.layout = layout;
    for (const [plane, { ghosts }] of plan.planes.entries()) {
      const edges = Object.entries(ghosts ?? {}).flatMap(([side, ghost]) => this.edge(side as Side, ghost, reach, skipSimple) ?? []);
      if (edges.length > 0) this.edges.set(plane, edges);
    }
  }

  /** Evaluates the numbers of conditions: all of them, or those that name t. */
  evaluate(planes: Iterable<PlaneId>, formulas: Formulas, movingOnly: boolean): void {
    for (const plane of planes) for (const edge of this.edges.get(plane) ?? []) if (edge.moves || !movingOnly) this.evaluateEdge(edge, formulas);
  }

  /** Whether a plane has conditions that change with time. */
  moves(plane: PlaneId): boolean {
    return this.edges.get(plane)?.some(({ moves }) => moves) ?? false;
  }

  /** Fills what rows [from, to) of slab z of a plane decide. */
  fill(plane: PlaneId, z: number, from: number, to: number): void {
    const edges = this.edges.get(plane);
    if (!edges) return;
    const { ny, nz } = this.plan.grid;
    const start = this.starts[plane]!;
    for (const edge of edges) {
      switch (edge.side) {
        case "x-":
        case "x+":
          for (let y = from; y < to; y++) this.fillCell(edge, start + this.layout.at(z, y), z * ny + y);
          break;
        case "y-":
          if (from === 0) this.fillRow(edge, start, z, -1, z, 0, z);
          break;
        case "y+":
          if (to === ny) this.fillRow(edge, start, z, ny, z, ny - 1, z);
          break;
        case "z-":
          if (z === 0) for (let y = -1; y <= ny; y++) this.fillRow(edge, start, -1, y, 0, y, y + 1);
          break;
        case "z+":
          if (z === nz - 1) for (let y = -1; y <= ny; y++) this.fillRow(edge, start, nz, y, nz - 1, y, y + 1);
      }
    }
  }

  private edge(side: Side, ghost: Ghost, reach: (expr: Expr) => Reach, skipSimple: boolean): Edge | null {
    const simple = ghost.kind === "wrap" || ghost.kind === "copy";
    if (ghost.kind === "given" || (simple && (side[0] !== "x" || skipSimple))) return null;
    const { nx, ny, nz } = this.plan.grid;
    const length = side[0] === "x" ? ny * nz : side[0] === "y" ? (nx + 2) * nz : (nx + 2) * (ny + 2);
    const numbers = () => (this.plan.precision === "f32" ? new Float32Array(length) : new Float64Array(length));
    const formulas = {
      factor: ghost.kind === "affine" ? ghost.factor : null,
      offset: ghost.kind === "affine" ? ghost.offset : ghost.kind === "value" ? ghost.value : null,
    };
    const moves = [formulas.factor, formulas.offset].some((expr) => expr !== null && reach(expr).moment);
    return { side, kind: ghost.kind, factor: formulas.factor && numbers(), offset: formulas.offset && numbers(), formulas, moves };
  }

  /** A row (or slab) outside, from the row of the domain beside it, from the cell before the first to the one after the last. */
  private fillRow({ kind, factor, offset }: Edge, start: number, z: number, y: number, zInside: number, yInside: number, line: number): void {
    const { nx } = this.plan.grid;
    const { cells } = this;
    const out = start + this.layout.at(z, y) - 1;
    const inside = start + this.layout.at(zInside, yInside) - 1;
    const at = line * (nx + 2);
    if (kind === "value") for (let i = 0; i < nx + 2; i++) cells[out + i] = offset![at + i]!;
    else for (let i = 0; i < nx + 2; i++) cells[out + i] = this.affine(factor![at + i]!, cells[inside + i]!, offset![at + i]!);
  }

  private fillCell({ side, kind, factor, offset }: Edge, row: number, line: number): void {
    const { nx } = this.plan.grid;
    const { cells } = this;
    const last = row + nx - 1;
    const [out, inside, far] = side === "x-" ? [row - 1, row, last] : [last + 1, last, row];
    if (kind === "wrap") cells[out] = cells[far]!;
    else if (kind === "copy") cells[out] = cells[inside]!;
    else if (kind === "value") cells[out] = offset![line]!;
    else cells[out] = this.affine(factor![line]!, cells[inside]!, offset![line]!);
  }

  /** factor·edge + offset, the product rounded first; the store rounds the sum. */
  private affine(factor: number, edge: number, offset: number): number {
    return (this.plan.precision === "f32" ? Math.fround(factor * edge) : factor * edge) + offset;
  }

  private evaluateEdge({ side, kind, factor, offset, formulas: { factor: factorOf, offset: offsetOf } }: Edge, formulas: Formulas): void {
    if (!offsetOf) return;
    const { nx, ny, nz, hx, hy, hz } = this.plan.grid;
    const axis = side[0] as Axis;
    /** How far outside the last cell the condition holds, in spacings. */
    const out = kind === "value" ? 1 : 0.5;
    const place = { x: hx, y: hy, z: hz };
    const ends = { x: nx, y: ny, z: nz };
    formulas.setOne(axis, place[axis] * (side[1] === "-" ? -out : ends[axis] - 1 + out));
    const readOffset = formulas.read(offsetOf);
    const readFactor = factorOf && formulas.read(factorOf);
    let i = 0;
    const take = () => {
      offset![i] = readOffset();
      if (readFactor) factor![i] = readFactor();
      i++;
    };
    const over = (along: Axis, from: number, to: number, inner: () => void) => {
      for (let index = from; index < to; index++) {
        formulas.setOne(along, index * place[along]);
        inner();
      }
    };
    if (axis === "x") over("z", 0, nz, () => over("y", 0, ny, take));
    else if (axis === "y") over("z", 0, nz, () => over("x", -1, nx + 1, take));
    else over("y", -1, ny + 1, () => over("x", -1, nx + 1, take));
  }
}
