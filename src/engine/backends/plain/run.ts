import type { EquationModel } from "../../../core/define/model";
import { evaluate } from "../../../core/equations/evaluate";
import { readEquation } from "../../../core/equations/equation";
import type { Expr } from "../../../core/equations/tree";
import { resolveBoundary, type SideConditions } from "../../../core/field/boundary";
import { gridOf, type Grid } from "../../../core/field/grid";
import { fillNormals, poissonAt } from "../../../core/field/philox";
import type { Backend } from "../../../core/backend";
import { emptyField, type FieldValues, type Simulation, type Snapshot } from "../../../core/simulation";
import { solvers } from "../../../core/solvers/index";
import type { Solver } from "../../../core/solvers/solver";
import type { RunSpec } from "../../../core/spec/run-spec";
import { fillGhosts, layoutOf, type Layout } from "./planes";
import { flatten, type Operand, type Program, type RowOp } from "./program";
import { addScaled, flush, loops, rowByScalar, scalarByRow, type Memory, type Round } from "./row-functions";
import { differenceLoop, laplacianLoop, type StencilLoop } from "./stencils";

/**
 * The reference back end: the checked equations, made flat, over rows of one typed array. Every other exact back end
 * gives its bits. Each operation is rounded to the run's precision; nothing is reassociated or fused.
 */
export const plain: Backend = {
  id: "plain",
  title: "Plain TypeScript",
  exact: true,
  threads: 1,
  start: (model, spec, initial) => new PlainSimulation(model, spec, initial),
};

/** Values nearer to 0 than this are flushed, in f32 and f64: part of what a step means. */
const flushFloor = { f32: Math.fround(1e-30), f64: 1e-290 };
/** Streams a species may draw from: noise terms from 0, event terms from half of it. */
const streamsPerSpecies = 256;

/** One random term of an equation. `size` is σ, or the amplitude of an event. */
interface RandomTerm {
  species: number;
  stream: number;
  rate: Operand | null;
  size: Operand;
}

class PlainSimulation implements Simulation {
  spec: RunSpec;
  readonly fields: readonly string[];
  step = 0;

  private readonly grid: Grid;
  private readonly layout: Layout;
  private readonly solver: Solver;
  private readonly round: Round;
  private readonly sides: readonly SideConditions[];
  private readonly program: Program;
  private readonly random: readonly RandomTerm[];
  private readonly stencils: Record<"laplacian" | "dx" | "dy" | "dz", StencilLoop>;
  private readonly memory: Memory;
  /** Start of each padded plane, by copy and species; the copy `now` holds the state. */
  private readonly planes: readonly (readonly number[])[];
  private now = 0;
  /** Start of the slopes that later stages need, by stage and species; rows as in `grid`, without ghosts. */
  private readonly slopes: readonly (readonly number[])[];
  private readonly registers: readonly number[];
  /** A row for each slot, for the loops that know rows only. */
  private readonly slotRows: readonly number[];
  private readonly slotValues: Float64Array;
  private readonly normals: Float64Array;
  /** Start of the values of each random term's operands, kept from the first stage to the end of the step. */
  private readonly kept: ReadonlyMap<Operand, number>;

  constructor(model: EquationModel, spec: RunSpec, initial: Record<string, FieldValues>) {
    this.spec = spec;
    this.fields = Object.keys(model.species);
    this.grid = gridOf(spec.grid);
    this.layout = layoutOf(this.grid);
    this.solver = solvers.get(spec.integrator.method);
    this.round = spec.precision === "f32" ? Math.fround : (value) => value;
    const boundary = resolveBoundary(spec.boundary, model.species, this.grid.dimensions);
    this.sides = this.fields.map((field) => boundary[field]!);

    const scope = { species: this.fields, params: Object.keys(model.params) };
    const equations = this.fields.map((field) => readEquation(model.equations[field]!, scope));
    const drifts = equations.map(({ drift }) => drift);
    const extra: Expr[] = [];
    const output = (expr: Expr) => drifts.length + extra.push(expr) - 1;
    const terms = equations.flatMap(({ noise, events }, species) => [
      ...noise.map((sigma, k) => ({ species, stream: species * streamsPerSpecies + k, rate: null, size: output(sigma) })),
      ...events.map(({ rate, amplitude }, k) => ({
        species,
        stream: species * streamsPerSpecies + streamsPerSpecies / 2 + k,
        rate: output(rate),
        size: output(amplitude),
      })),
    ]);
    this.program = flatten([...drifts, ...extra], this.fields);
    this.random = terms.map(({ rate, size, ...term }) => ({
      ...term,
      rate: rate === null ? null : this.program.outputs[rate]!,
      size: this.program.outputs[size]!,
    }));

    const { strides } = this.layout;
    const { hx, hy, hz, nx, cells } = this.grid;
    this.stencils = {
      laplacian: laplacianLoop(this.grid, strides, this.round),
      dx: differenceLoop(1, hx, this.round),
      dy: differenceLoop(strides.row, hy, this.round),
      dz: differenceLoop(strides.slab, hz, this.round),
    };

    let size = 0;
    const reserve = (length: number) => (size += length) - length;
    const stages = this.solver.b.length;
    const perSpecies = (length: number) => this.fields.map(() => reserve(length));
    this.planes = Array.from({ length: stages > 1 ? 3 : 2 }, () => perSpecies(this.layout.size));
    this.slopes = Array.from({ length: stages - 1 }, () => perSpecies(cells));
    this.registers = Array.from({ length: this.program.registers }, () => reserve(nx));
    this.slotRows = this.program.slots.map(() => reserve(nx));
    const operands = this.random.flatMap(({ rate, size }) => (rate ? [rate, size] : [size]));
    this.kept = new Map(operands.map((operand) => [operand, reserve(cells)]));
    this.memory = spec.precision === "f32" ? new Float32Array(size) : new Float64Array(size);
    this.slotValues = new Float64Array(this.program.slots.length);
    this.normals = new Float64Array(nx);
    this.restore({ step: 0, fields: initial });
  }

  get time(): number {
    return this.step * this.spec.integrator.dt;
  }

  setParameters(parameters: RunSpec["parameters"]): void {
    this.spec = { ...this.spec, parameters };
  }

  advance(steps: number): void {
    for (let i = 0; i < steps; i++) this.advanceOnce();
  }

  read(field: string): FieldValues {
    const { nx, ny, nz, cells } = this.grid;
    const plane = this.planes[this.now]![this.fields.indexOf(field)]!;
    const values = emptyField(this.spec.precision, cells);
    for (let z = 0, cell = 0; z < nz; z++) {
      for (let y = 0; y < ny; y++, cell += nx) {
        const start = plane + this.layout.row(z, y);
        values.set(this.memory.subarray(start, start + nx), cell);
      }
    }
    return values;
  }

  save(): Snapshot {
    return { step: this.step, fields: Object.fromEntries(this.fields.map((field) => [field, this.read(field)])) };
  }

  restore({ step, fields }: Snapshot): void {
    const { nx, ny, nz } = this.grid;
    this.step = step;
    for (const [s, field] of this.fields.entries()) {
      const plane = this.planes[this.now]![s]!;
      for (let z = 0, cell = 0; z < nz; z++) {
        for (let y = 0; y < ny; y++, cell += nx) this.memory.set(fields[field]!.subarray(cell, cell + nx), plane + this.layout.row(z, y));
      }
    }
  }

  private advanceOnce(): void {
    const { a, b, c } = this.solver;
    const { dt } = this.spec.integrator;
    let reading = this.now;
    for (const [stage, at] of c.entries()) {
      const last = stage === b.length - 1;
      const writing = this.planes.findIndex((_, copy) => copy !== this.now && copy !== reading);
      for (const [s, plane] of this.planes[reading]!.entries()) fillGhosts(this.memory, plane, this.grid, this.layout, this.sides[s]!, this.round);
      this.evaluateSlots((this.step + at) * dt);
      const weights = (last ? b : a[stage + 1]!).map((weight) => this.round(dt * weight));
      this.forEachRow((row, cell, z, y) => {
        this.runRow(reading, row, z, y);
        this.keep(stage, reading, row, cell);
        this.combine(weights, stage, reading, writing, row, cell);
        if (last && this.random.length > 0) this.addRandom(writing, row, cell);
        this.flushRow(writing, row);
      });
      reading = writing;
    }
    this.now = reading;
    this.step++;
  }

  private forEachRow(visit: (row: number, cell: number, z: number, y: number) => void): void {
    const { nx, ny, nz } = this.grid;
    for (let z = 0, cell = 0; z < nz; z++) for (let y = 0; y < ny; y++, cell += nx) visit(this.layout.row(z, y), cell, z, y);
  }

  /** Whatever does not vary in space: computed in double precision, rounded once. */
  private evaluateSlots(time: number): void {
    const { nx, ny, nz, hx, hy, hz } = this.grid;
    const constants: Record<string, number> = {
      t: time,
      pi: Math.PI,
      Lx: nx * hx,
      Ly: ny * hy,
      Lz: nz * hz,
      ...(this.spec.parameters as Record<string, number>),
    };
    for (const [i, expr] of this.program.slots.entries()) {
      const value = this.round(evaluate(expr, (id) => constants[id]!));
      if (Object.is(this.slotValues[i], value) && this.step > 0) continue;
      this.slotValues[i] = value;
      this.memory.fill(value, this.slotRows[i]!, this.slotRows[i]! + nx);
    }
  }

  /** Runs the program over one row of the copy `reading`. */
  private runRow(reading: number, row: number, z: number, y: number): void {
    for (const op of this.program.ops) this.runOp(op, reading, row, z, y);
  }

  private runOp(op: RowOp, reading: number, row: number, z: number, y: number): void {
    const { nx, hx, hy, hz } = this.grid;
    const m = this.memory;
    const out = this.registers[op.out]!;
    if ("field" in op) return this.stencils[op.op](m, out, nx, this.planes[reading]![op.field]! + row);
    if (!("args" in op)) {
      if (op.op === "x") for (let i = 0; i < nx; i++) m[out + i] = i * hx;
      else m.fill(op.op === "y" ? y * hy : z * hz, out, out + nx);
      return;
    }
    const [a, b, c] = op.args;
    if (b?.kind === "slot" && rowByScalar[op.op]) return rowByScalar[op.op]!(m, out, nx, this.offset(a!, reading, row), this.slotValues[b.index]!);
    if (b && a?.kind === "slot" && scalarByRow[op.op])
      return scalarByRow[op.op]!(m, out, nx, this.offset(b, reading, row), this.slotValues[a.index]!);
    loops[op.op](m, out, nx, this.offset(a!, reading, row), b ? this.offset(b, reading, row) : 0, c ? this.offset(c, reading, row) : 0);
  }

  private offset(operand: Operand, reading: number, row: number): number {
    switch (operand.kind) {
      case "register":
        return this.registers[operand.index]!;
      case "slot":
        return this.slotRows[operand.index]!;
      case "field":
        return this.planes[reading]![operand.index]! + row;
    }
  }

  /** Copies what is read again after this stage: its slopes, unless it is the last, and after the first the random terms' values. */
  private keep(stage: number, reading: number, row: number, cell: number): void {
    const { nx } = this.grid;
    const copy = (operand: Operand, target: number) => {
      const from = this.offset(operand, reading, row);
      this.memory.copyWithin(target, from, from + nx);
    };
    for (const [s, slope] of (this.slopes[stage] ?? []).entries()) copy(this.program.outputs[s]!, slope + cell);
    if (stage === 0) for (const [operand, start] of this.kept) copy(operand, start + cell);
  }

  /** writing = state + w₀·k₀ + w₁·k₁ + …, left to right, zero weights left out; the last k is that of this very stage. */
  private combine(weights: readonly number[], stage: number, reading: number, writing: number, row: number, cell: number): void {
    const { nx } = this.grid;
    for (const [s, plane] of this.planes[writing]!.entries()) {
      let from = this.planes[this.now]![s]! + row;
      for (const [earlier, weight] of weights.entries()) {
        if (weight === 0) continue;
        const slope = earlier === stage ? this.offset(this.program.outputs[s]!, reading, row) : this.slopes[earlier]![s]! + cell;
        addScaled(this.memory, plane + row, nx, from, slope, weight, this.round);
        from = plane + row;
      }
    }
  }

  /** Itô: increments from the state at the beginning of the step, added after the deterministic stages. */
  private addRandom(writing: number, row: number, cell: number): void {
    const { nx } = this.grid;
    const { seed } = this.spec;
    const { dt } = this.spec.integrator;
    const m = this.memory;
    const rootDt = this.round(Math.sqrt(dt));
    for (const { species, stream, rate, size } of this.random) {
      const target = this.planes[writing]![species]! + row;
      const sizes = this.kept.get(size)! + cell;
      if (rate === null) {
        fillNormals(this.normals, seed, this.step, cell, stream);
        for (let i = 0; i < nx; i++) m[target + i] = m[target + i]! + this.round(this.round(m[sizes + i]! * rootDt) * this.round(this.normals[i]!));
      } else {
        const rates = this.kept.get(rate)! + cell;
        for (let i = 0; i < nx; i++) {
          const count = poissonAt(m[rates + i]! * dt, seed, this.step, cell + i, stream);
          if (count !== 0) m[target + i] = m[target + i]! + this.round(m[sizes + i]! * count);
        }
      }
    }
  }

  private flushRow(writing: number, row: number): void {
    for (const plane of this.planes[writing]!) flush(this.memory, plane + row, this.grid.nx, flushFloor[this.spec.precision]);
  }
}
