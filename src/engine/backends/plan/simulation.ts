import { emptyField, type FieldValues, type Simulation, type Snapshot } from "../../../core/simulation";
import type { RunSpec } from "../../../core/spec/run-spec";
import { spatialParameters } from "../../../core/spec/spatial-parameters";
import type { EquationModel } from "../../../core/define/model";
import type { MemoryMap } from "./memory-map";
import type { Plan, PlaneId } from "./plan";
import type { Clock, Stepper } from "./stepper";

/** What other threads of a run do when the first is asked to. All resolve when they stand where the first stands. */
export interface Peers {
  advance(steps: number): { done: Promise<void> };
  setParameters(parameters: Readonly<Record<string, number>>): void;
  setClock(clock: Clock): void;
  close(): void;
}

/** What of a snapshot only the plan's own method understands. */
interface Carried {
  clock: Omit<Clock, "copy">;
  planes: FieldValues[];
}

/** A run of a plan: this thread's stepper, with peers or alone. */
export class PlanSimulation implements Simulation {
  spec: RunSpec;
  readonly fields: readonly string[];
  private readonly model: EquationModel;
  private readonly plan: Plan;
  private readonly map: MemoryMap;
  private readonly cells: Float32Array | Float64Array;
  private readonly stepper: Stepper;
  private readonly peers: Peers | null;

  constructor(model: EquationModel, spec: RunSpec, plan: Plan, map: MemoryMap, buffer: ArrayBufferLike, stepper: Stepper, peers: Peers | null) {
    this.spec = spec;
    this.fields = plan.fields;
    this.model = model;
    this.plan = plan;
    this.map = map;
    this.cells = plan.precision === "f32" ? new Float32Array(buffer as ArrayBuffer) : new Float64Array(buffer as ArrayBuffer);
    this.stepper = stepper;
    this.peers = peers;
  }

  get step(): number {
    return this.stepper.clock.step;
  }

  get time(): number {
    return this.stepper.clock.time;
  }

  advance(steps: number): void | Promise<void> {
    if (!this.peers) return this.stepper.advance(steps);
    const { done } = this.peers.advance(steps);
    this.stepper.advance(steps);
    return done;
  }

  allFinite(): boolean {
    let total = 0;
    // A sum with anything that is not finite is not finite. In f64 a finite one may overflow: then the values are looked at.
    for (const plane of this.plan.state[this.stepper.clock.copy])
      this.eachRow(plane, (start) => (total += sumOf(this.cells, start, this.plan.grid.nx)));
    return Number.isFinite(total);
  }

  read(field: string): FieldValues {
    return this.copyOut(this.plan.state[this.stepper.clock.copy][this.fields.indexOf(field)]!);
  }

  save(): Snapshot {
    const { copy: _, ...clock } = this.stepper.clock;
    const extra: Carried = { clock, planes: this.plan.carried.map((plane) => this.copyOut(plane)) };
    return { step: this.step, fields: Object.fromEntries(this.fields.map((field) => [field, this.read(field)])), extra };
  }

  restore({ step, fields, extra }: Snapshot): void {
    const { clock } = this.stepper;
    const carried = extra as Carried | undefined;
    Object.assign(clock, carried?.clock ?? { step, time: step * this.spec.integrator.dt, dt: this.spec.integrator.dt, error: 1 }, { step });
    for (const [i, field] of this.fields.entries()) this.copyIn(this.plan.state[clock.copy][i]!, fields[field]!);
    for (const [i, plane] of this.plan.carried.entries()) this.copyIn(plane, carried?.planes[i] ?? null);
    this.peers?.setClock({ ...clock });
    this.stepper.evaluateAll();
    this.stepper.fillGhosts();
  }

  setParameters(parameters: RunSpec["parameters"]): void {
    this.spec = { ...this.spec, parameters };
    const { numbers } = spatialParameters(this.model, this.spec);
    this.peers?.setParameters(numbers);
    this.stepper.setParameters(numbers);
    this.stepper.fillStatics();
    this.stepper.fillGhosts();
  }

  dispose(): void {
    this.peers?.close();
  }

  private copyOut(plane: PlaneId): FieldValues {
    const { nx, cells } = this.plan.grid;
    const values = emptyField(this.plan.precision, cells);
    this.eachRow(plane, (start, cell) => values.set(this.cells.subarray(start, start + nx), cell));
    return values;
  }

  /** Without values: zeros. */
  private copyIn(plane: PlaneId, values: FieldValues | null): void {
    const { nx } = this.plan.grid;
    this.eachRow(plane, (start, cell) => (values ? this.cells.set(values.subarray(cell, cell + nx), start) : this.cells.fill(0, start, start + nx)));
  }

  private eachRow(plane: PlaneId, visit: (start: number, cell: number) => void): void {
    const { nx, ny, nz } = this.plan.grid;
    for (let z = 0, cell = 0; z < nz; z++) for (let y = 0; y < ny; y++, cell += nx) visit(this.stepper.start(plane) + this.map.layout.at(z, y), cell);
  }
}

/** A sum in four parts: order does not matter here, and four additions run at once. */
function sumOf(cells: Float32Array | Float64Array, start: number, n: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = start;
  for (const end = start + n - 3; i < end; i += 4) {
    a += cells[i]!;
    b += cells[i + 1]!;
    c += cells[i + 2]!;
    d += cells[i + 3]!;
  }
  for (; i < start + n; i++) a += cells[i]!;
  return a + b + c + d;
}
