import { pow } from "../../../core/field/elementary";
import { WorkbenchError } from "../../../core/errors";
import { Formulas } from "./formulas";
import { GhostFiller } from "./ghosts";
import { rowTable } from "./layout";
import type { MemoryMap } from "./memory-map";
import type { Pass, Plan, PlaneId } from "./plan";
import { reachOf } from "./reach";
import type { RowRunner } from "./runner";
import { fillStatic, type Arrays } from "./statics";

/** Where threads wait for each other. */
export interface Barrier {
  wait(): void;
}

export interface StepperSetting {
  plan: Plan;
  buffer: ArrayBufferLike;
  map: MemoryMap;
  runner: RowRunner;
  parameters: Readonly<Record<string, number>>;
  arrays: Arrays;
  dt: number;
  tolerances: { rtol: number; atol: number };
  thread: number;
  threads: number;
  barrier: Barrier | null;
}

/** Where a run stands. Equal on all threads. */
export interface Clock {
  copy: 0 | 1;
  step: number;
  time: number;
  /** The next step; only adaptive methods change it. */
  dt: number;
  /** Scaled error of the last accepted step, for the controller. */
  error: number;
}

/** Steps that a wavefront takes at once, by dimension. */
const wavefront = { 2: 8, 3: 4 };
/** Rows, or slabs in 3D, that a wavefront takes at each of its steps: fewer calls, and more to keep in the caches. */
const frontRows = { 2: 8, 3: 2 };
/** Below so many bytes of state the caches hold it anyway. */
const wavefrontBytes = 2 ** 20;
/** Proportional and integral gains over the order, safety, and the least and greatest change: Hairer & Wanner 1996, §IV.2, doi:10.1007/978-3-642-05221-7. */
const controller = { proportional: 0.7, integral: 0.4, safety: 0.9, least: 0.2, most: 5 };
const mostRejections = 60;

/**
 * Carries out a plan, on one thread or as one of several that all run this same code, each on a band of rows (of slabs in
 * 3D) and with slots of its own: what decides is computed by each alike, so nothing is sent between them.
 */
export class Stepper {
  readonly clock: Clock;
  private readonly setting: StepperSetting;
  private readonly cells: Float32Array | Float64Array;
  private readonly starts: readonly number[];
  private readonly slots: Float32Array | Float64Array;
  private readonly formulas: Formulas;
  private readonly ghosts: GhostFiller;
  private readonly readers: readonly (() => number)[];
  private readonly rowSums: readonly Float64Array[];
  private readonly outer: number;
  private readonly band: readonly [number, number];
  private fixedDt: number;

  constructor(setting: StepperSetting) {
    const { plan, buffer, map, runner, parameters, dt, tolerances, thread, threads } = setting;
    this.setting = setting;
    const array = plan.precision === "f32" ? Float32Array : Float64Array;
    const bytes = array.BYTES_PER_ELEMENT;
    this.cells = new array(buffer as ArrayBuffer);
    this.starts = map.planes.map((start) => start / bytes);
    this.slots = new array(buffer as ArrayBuffer, map.slots[thread]!, plan.slots.length);
    this.formulas = new Formulas(plan.grid, { ...parameters, ...tolerances, dt });
    this.readers = plan.slots.map((slot) => this.formulas.read(slot));
    const reach = reachOf({ fields: new Set(), arrays: new Set(), moments: new Set(["t"]) });
    this.ghosts = new GhostFiller(plan, this.cells, this.starts, map.layout, reach, runner.fillsSimpleGhosts);
    const { ny, nz, dimensions } = plan.grid;
    this.rowSums = map.rowSums.map((start) => new Float64Array(buffer as ArrayBuffer, start, ny * nz));
    this.outer = dimensions === 3 ? nz : ny;
    this.band = [Math.floor((this.outer * thread) / threads), Math.floor((this.outer * (thread + 1)) / threads)];
    this.clock = { copy: 0, step: 0, time: 0, dt, error: 1 };
    this.fixedDt = dt;
  }

  /** Row tables and planes that vary in space alone; by one thread for all. */
  prepare(): void {
    const { plan, buffer, map } = this.setting;
    for (const [i, rowMap] of plan.rowMaps.entries()) {
      const table = rowTable(plan.grid, map.layout, rowMap);
      new Int32Array(buffer as ArrayBuffer, map.rowTables[i], table.length).set(table);
    }
    this.fillStatics();
  }

  /** Takes parameters; `prepare` or `fillStatics` follows on one thread. */
  setParameters(parameters: Readonly<Record<string, number>>): void {
    this.formulas.set(parameters);
    this.evaluateAll();
  }

  fillStatics(): void {
    const { plan, map, arrays } = this.setting;
    for (const source of plan.statics) fillStatic(this.cells, this.starts[source.plane]!, plan, map.layout, source, this.formulas, arrays);
  }

  /** Everything that is not computed anew in every pass. */
  evaluateAll(): void {
    const { plan } = this.setting;
    this.formulas.set({ t: this.clock.time, step: this.clock.step, dt: this.clock.dt });
    for (const [slot, read] of this.readers.entries()) this.slots[slot] = read();
    this.ghosts.evaluate(plan.planes.keys(), this.formulas, false);
  }

  /** The cells outside the state, after it was written from elsewhere; by one thread for all. */
  fillGhosts(): void {
    const { plan } = this.setting;
    const { ny, nz } = plan.grid;
    // Sides that wrap or copy along x are the row kernel's matter, but it has not run yet.
    if (this.setting.runner.fillsSimpleGhosts) this.fillSimple();
    for (const plane of plan.state[this.clock.copy]) for (let z = 0; z < nz; z++) this.ghosts.fill(plane, z, 0, ny);
  }

  /** Where a plane's cells begin, in values of the run's precision. */
  start(plane: PlaneId): number {
    return this.starts[plane]!;
  }

  advance(steps: number): void {
    const { plan } = this.setting;
    if (plan.control) for (let i = 0; i < steps; i++) this.adaptiveStep(plan.control);
    else if (this.mayBlock()) this.wavefronts(steps);
    else for (let i = 0; i < steps; i++) this.step();
  }

  private step(): void {
    for (const [index, pass] of this.setting.plan.passes[this.clock.copy].entries()) this.runPass(index, pass);
    this.moveOn();
  }

  private moveOn(): void {
    const { clock, setting } = this;
    if (setting.plan.swaps) clock.copy = (1 - clock.copy) as 0 | 1;
    clock.step++;
    clock.time = setting.plan.control ? clock.time + clock.dt : clock.step * this.fixedDt;
  }

  private runPass(index: number, pass: Pass): void {
    const { plan } = this.setting;
    const [first, end] = this.band;
    this.evaluateFor(pass);
    if (plan.grid.dimensions === 3) for (let z = first; z < end; z++) this.runRows(index, pass, z, 0, plan.grid.ny);
    else this.runRows(index, pass, 0, first, end);
    for (const sum of pass.sums) this.sumRows(sum);
    this.setting.barrier?.wait();
    for (const sum of pass.sums) this.total(sum);
  }

  private evaluateFor({ at, ghostsAt, slots, stores }: Pass): void {
    const { clock, formulas, ghosts } = this;
    if (slots.length > 0) {
      formulas.set({ t: this.timeOf(at), step: clock.step, dt: clock.dt });
      for (const slot of slots) this.slots[slot] = this.readers[slot]!();
    }
    const moving = stores.flatMap(({ plane }) => (ghosts.moves(plane) ? [plane] : []));
    if (moving.length === 0) return;
    formulas.setOne("t", this.timeOf(ghostsAt));
    ghosts.evaluate(moving, formulas, true);
  }

  private timeOf(share: number): number {
    const { clock, setting } = this;
    return setting.plan.control ? clock.time + share * clock.dt : (clock.step + share) * this.fixedDt;
  }

  private runRows(index: number, pass: Pass, z: number, from: number, to: number, copy = this.clock.copy): void {
    this.setting.runner.run(copy, index, z, from, to, this.clock.step);
    for (const { plane } of pass.stores) this.ghosts.fill(plane, z, from, to);
  }

  /** Sums of this thread's rows, in f64, in the order of the cells. */
  private sumRows(sum: number): void {
    const { plan, map } = this.setting;
    const { nx, ny, dimensions } = plan.grid;
    const [first, end] = this.band;
    const [from, to] = dimensions === 3 ? [first * ny, end * ny] : [first, end];
    const start = this.starts[plan.sums[sum]!]!;
    for (let row = from; row < to; row++) {
      const at = start + map.layout.at(Math.floor(row / ny), row % ny);
      let total = 0;
      for (let i = 0; i < nx; i++) total += this.cells[at + i]!;
      this.rowSums[sum]![row] = total;
    }
  }

  /** The sum over the domain, of the rows' sums in their order: the same on every thread. */
  private total(sum: number): number {
    let total = 0;
    for (const row of this.rowSums[sum]!) total += row;
    this.formulas.setOne(`sum#${sum}`, total);
    return total;
  }

  /** One accepted step. A step whose error is too large, or no number, is tried again with a smaller dt. */
  private adaptiveStep({ error: sum, values, order }: NonNullable<Plan["control"]>): void {
    const { clock, setting } = this;
    const { plan } = setting;
    // As a solution runs off to infinity its steps shrink, until the clock stands still.
    for (let rejections = 0; rejections < mostRejections && clock.time + clock.dt > clock.time; rejections++) {
      for (const [index, pass] of plan.passes[clock.copy].entries()) this.runPass(index, pass);
      const error = Math.sqrt(this.total(sum) / values);
      const { safety, proportional, integral, least, most } = controller;
      if (error <= 1) {
        const growth = safety * pow(Math.max(error, 1e-10), -proportional / order) * pow(clock.error, integral / order);
        const { dt } = clock;
        this.moveOn();
        clock.error = Math.max(error, 1e-4);
        // Not after a rejection: the step that failed is not far.
        clock.dt = dt * Math.min(rejections > 0 ? 1 : most, Math.max(least, growth));
        return;
      }
      clock.dt *= Number.isFinite(error) ? Math.max(least, safety * pow(error, -1 / order)) : 0.5;
    }
    const sentence = `no step from t = ${clock.time} meets the tolerance, down to dt = ${clock.dt.toExponential(2)}: the solution leaves the finite range, or the tolerances are too strict`;
    throw new WorkbenchError("run/not-finite", [], sentence, { step: clock.step + 1, time: clock.time });
  }

  /**
   * Whether several steps may run as a wavefront: row r takes step s as soon as rows r − 1, r and r + 1 have taken
   * step s − 1, so a row is worked on while the caches hold it, and threads meet twice for all these steps.
   */
  private mayBlock(): boolean {
    const { plan, map } = this.setting;
    const bytes = plan.fields.length * map.layout.size * (plan.precision === "f32" ? 4 : 8);
    return plan.blockable && bytes > wavefrontBytes && this.leastBand() >= 2 * wavefront[plan.grid.dimensions];
  }

  private leastBand(): number {
    return Math.floor(this.outer / this.setting.threads);
  }

  private wavefronts(steps: number): void {
    const depth = wavefront[this.setting.plan.grid.dimensions];
    for (let left = steps; left > 0; left -= depth) {
      this.wave(Math.min(depth, left));
      for (let i = 0; i < Math.min(depth, left); i++) this.moveOn();
    }
  }

  /**
   * First every thread takes what its band alone decides, a row fewer at each end with every step; then the wedges that
   * are left between bands. Two copies suffice: no row is more than one step ahead of what still has to read it.
   * Split tiling, as in Orozco & Gao 2009, doi:10.1109/ICPP.2009.42.
   */
  private wave(depth: number): void {
    const { outer, band } = this;
    const [first, end] = band;
    const { barrier, plan } = this.setting;
    // A side where rows outside follow from the edge alone needs no wedge.
    const seam = this.outerWraps();
    const opensLow = first > 0 || seam;
    const opensHigh = end < outer || seam;
    const rows = frontRows[plan.grid.dimensions];
    for (let front = first; front < end + depth - 1; front += rows)
      for (let s = 0; s < depth; s++) {
        const from = Math.max(front - s, first + (opensLow ? s : 0));
        const to = Math.min(front - s + rows, end - (opensHigh ? s : 0));
        if (from < to) this.runOuter(from, to, s);
      }
    barrier?.wait();
    if (opensHigh)
      for (let s = 1; s < depth; s++) {
        this.runOuter(end - s, Math.min(end + s, outer), s);
        // Over the seam to the far end.
        if (end + s > outer) this.runOuter(Math.max(end, outer) - outer, end + s - outer, s);
      }
    barrier?.wait();
  }

  private outerWraps(): boolean {
    const { rowMaps, grid } = this.setting.plan;
    const side = grid.dimensions === 3 ? "z-" : "y-";
    return rowMaps.some((map) => map[side] === "wrap");
  }

  /** Step s of a wave for rows, or slabs in 3D. */
  private runOuter(from: number, to: number, s: number): void {
    const { plan } = this.setting;
    const copy = ((this.clock.copy + s) & 1) as 0 | 1;
    const pass = plan.passes[copy][0]!;
    if (plan.grid.dimensions === 3) for (let z = from; z < to; z++) this.runRows(0, pass, z, 0, plan.grid.ny, copy);
    else this.runRows(0, pass, 0, from, to, copy);
  }

  private fillSimple(): void {
    const { plan, map } = this.setting;
    const { nx, ny, nz } = plan.grid;
    for (const plane of plan.state[this.clock.copy]) {
      const { ghosts } = plan.planes[plane]!;
      for (let z = 0; z < nz; z++)
        for (let y = 0; y < ny; y++) {
          const row = this.starts[plane]! + map.layout.at(z, y);
          const [first, last] = [this.cells[row]!, this.cells[row + nx - 1]!];
          const at = (kind: string | undefined, far: number, near: number) => (kind === "wrap" ? far : kind === "copy" ? near : null);
          const [left, right] = [at(ghosts?.["x-"]?.kind, last, first), at(ghosts?.["x+"]?.kind, first, last)];
          if (left !== null) this.cells[row - 1] = left;
          if (right !== null) this.cells[row + nx] = right;
        }
    }
  }
}
