import type { Side } from "../../../core/spec/sides";
import type { Ghost, Plan, PlaneId } from "../plan/plan";
import { extents, type Arrangement } from "./arrangement";
import { formulaCode, type Statements } from "./formula-code";
import { literal } from "./literal";

type Axis = "x" | "y" | "z";
type Offset = -1 | 0 | 1;
/** What stands for a cell outside: that at the far end, or the nearest one inside. */
type How = "here" | "wrap" | "edge";

const axes = ["x", "y", "z"] as const;

/** Reads of cells around this one, in one kernel. Indices are made once, whoever asks for them. */
export class NeighbourCode {
  private readonly plan: Plan;
  private readonly arrangement: Arrangement;
  private readonly statements: Statements;
  private readonly indices = new Map<string, string>();

  constructor(plan: Plan, arrangement: Arrangement, statements: Statements) {
    this.plan = plan;
    this.arrangement = arrangement;
    this.statements = statements;
  }

  /** The place of this very cell in a plane. */
  here(plane: PlaneId): string {
    const { buffer, start, padded } = this.arrangement.places[plane]!;
    return `planes${buffer}[${start}u + ${padded ? this.padded([0, 0, 0]) : "cell"}]`;
  }

  /**
   * The value at an offset of at most one along each axis; ghosts in the order x, y, z, each from the cell inside that the
   * one before has left.
   * @returns its name, and the statements that amend it where it lies outside.
   */
  load(name: string, plane: PlaneId, dx: number, dy: number, dz: number): string[] {
    const offset = [dx, dy, dz] as [Offset, Offset, Offset];
    const { buffer, start, padded } = this.arrangement.places[plane]!;
    if (offset.every((d) => d === 0)) return [`let ${name} = ${this.here(plane)};`];
    if (padded) return [`let ${name} = planes${buffer}[${start}u + ${this.padded(offset)}];`];
    const ghosts = axes.map((axis, i): Ghost | null => (offset[i] === 0 ? null : this.ghost(plane, axis, offset[i]!)));
    const hows = ghosts.map((ghost): How => (ghost === null ? "here" : ghost.kind === "wrap" ? "wrap" : "edge"));
    const [x, y, z] = axes.map((axis, i) => this.index(axis, offset[i]!, hows[i]!)) as [string, string, string];
    const cell = `planes${buffer}[${start}u + ${this.row(y, z)} + ${x}]`;
    const amendments = axes.flatMap((axis, i) => {
      const ghost = ghosts[i];
      return ghost?.kind === "value" || ghost?.kind === "affine" ? [this.amend(name, axis, ghost, offset, ghosts, [x, y, z])] : [];
    });
    return amendments.length === 0 ? [`let ${name} = ${cell};`] : [`var ${name} = ${cell};`, ...amendments];
  }

  private ghost(plane: PlaneId, axis: Axis, d: Offset): Ghost {
    const side: Side = `${axis}${d < 0 ? "-" : "+"}`;
    const { title, ghosts } = this.plan.planes[plane]!;
    const ghost = ghosts?.[side];
    if (!ghost) throw new Error(`plane "${title}" is read beyond side ${side} but has no cells there`);
    return ghost;
  }

  private extent(axis: Axis): number {
    const { nx, ny, nz } = this.plan.grid;
    return { x: nx, y: ny, z: nz }[axis];
  }

  private once(key: string, code: () => string): string {
    const name = this.indices.get(key) ?? this.statements.keep(code());
    this.indices.set(key, name);
    return name;
  }

  private index(axis: Axis, d: Offset, how: How): string {
    if (d === 0) return axis;
    const last = this.extent(axis) - 1;
    return this.once(`${axis} ${d} ${how}`, () => {
      const [end, far] = d < 0 ? [0, last] : [last, 0];
      return `select(${axis} ${d < 0 ? "-" : "+"} 1u, ${how === "wrap" ? far : end}u, ${axis} == ${end}u)`;
    });
  }

  private row(y: string, z: string): string {
    const { nx, ny, dimensions } = this.plan.grid;
    return this.once(`row ${y} ${z}`, () => (dimensions === 2 ? `${y} * ${nx}u` : `(${z} * ${ny}u + ${y}) * ${nx}u`));
  }

  private padded(offset: readonly Offset[]): string {
    const [width, height] = extents(this.plan, true);
    const depth = this.plan.grid.dimensions === 3;
    const origin = this.once("padded", () => (depth ? `((z + 1u) * ${height}u + y + 1u) * ${width}u + x + 1u` : `(y + 1u) * ${width}u + x + 1u`));
    const distance = (offset[2]! * height + offset[1]!) * width + offset[0]!;
    return distance === 0 ? origin : `${origin} ${distance < 0 ? "-" : "+"} ${Math.abs(distance)}u`;
  }

  /** Replaces a value read beside a side by that outside, where this cell lies at the side. */
  private amend(
    name: string,
    axis: Axis,
    ghost: Ghost & { kind: "value" | "affine" },
    offset: readonly Offset[],
    ghosts: readonly (Ghost | null)[],
    indices: readonly string[],
  ): string {
    const lines: string[] = [];
    const inside: Statements = {
      number: (expr) => this.statements.number(expr),
      keep: (code) => {
        const kept = `${name}${axis}${lines.length}`;
        lines.push(`let ${kept} = ${code};`);
        return kept;
      },
    };
    const own = axes.indexOf(axis);
    const last = this.extent(axis) - 1;
    const d = offset[own]!;
    const meaning = (id: string): string | null => {
      const i = axes.indexOf(id as Axis);
      return i < 0 ? null : this.coordinate(i, own, d, ghost.kind === "value" ? 1 : 0.5, offset, ghosts, indices);
    };
    const write = (expr: Parameters<typeof formulaCode>[0]) => formulaCode(expr, meaning, inside);
    const outside = ghost.kind === "value" ? write(ghost.value) : `${write(ghost.factor)} * ${name} + ${write(ghost.offset)}`;
    return `if (${axis} == ${d < 0 ? 0 : last}u) { ${[...lines, `${name} = ${outside};`].join(" ")} }`;
  }

  /**
   * A coordinate at the place of a condition, as src/engine/backends/plan/ghosts.ts has it: rows of their own go on beyond
   * the ends along x, and along y for conditions on z; elsewhere a row is the one that stands for it.
   */
  private coordinate(
    i: number,
    own: number,
    d: Offset,
    out: number,
    offset: readonly Offset[],
    ghosts: readonly (Ghost | null)[],
    indices: readonly string[],
  ): string {
    const { hx, hy, hz } = this.plan.grid;
    const h = [hx, hy, hz][i]!;
    const axis = axes[i]!;
    if (i === own) return literal((d < 0 ? -out : this.extent(axis) - 1 + out) * h);
    const kind = ghosts[i]?.kind;
    const goesOn = i === 0 || (i < own && (kind === "value" || kind === "affine"));
    const index = goesOn && offset[i] !== 0 ? `i32(${axis}) + ${offset[i]}` : indices[i]!;
    return `(f32(${index}) * ${literal(h)})`;
  }
}
