import type { Backend } from "../backend";
import { WorkbenchError } from "../errors";
import { maskOf } from "../field/mask";
import { normalAt } from "../field/philox";
import { advanceSafely, startSimulation } from "../simulate";
import type { FieldValues, Simulation, Snapshot } from "../simulation";
import { solvers } from "../solvers/index";
import { isAdaptive } from "../solvers/solver";
import { complete, type Completed } from "../spec/complete";
import type { GivenArrays } from "../spec/files";

/** A stream of random numbers of its own: those of noise terms and initial states are numbered from 0. */
const perturbationStream = 0x7477696e;

/** One-step methods of the same order or a higher one, for methods whose memory of earlier steps a renormalised twin would not share. */
const withoutMemory: Record<string, string> = { "adams-bashforth": "heun", "semi-implicit": "etdrk4" };

/** The same experiment as twins can run it, in double precision, by a method of one step of a fixed length; with what had to change. */
export function forTwins({ spec, model }: Pick<Completed, "spec" | "model">): { completed: Completed; changes: string[] } {
  if (model.kind === "stepped") return { completed: complete(spec), changes: [] };
  const changes: string[] = [];
  const { method, dt } = spec.integrator;
  const with64 = (integrator: { method: string; dt: number | "auto" }) => complete({ ...spec, precision: "f64", integrator });
  if (isAdaptive(solvers.get(method))) {
    const largest = with64({ method: "rk4", dt: "auto" }).spec.integrator.dt;
    const fixed = Math.min(dt, largest);
    changes.push(`${method} chooses its steps; the twins ran by rk4 with a fixed dt = ${Number(fixed.toPrecision(6))} instead`);
    return { completed: with64({ method: "rk4", dt: fixed }), changes };
  }
  const other = withoutMemory[method];
  if (other)
    changes.push(`${method} remembers earlier steps, which a renormalised twin has not taken; the twins ran by ${other} with the same dt instead`);
  return { completed: with64({ method: other ?? method, dt }), changes };
}

/** A run and a second one that started a small distance beside it. Distances are Euclidean over all fields, cells as they are. */
export class TwinRun {
  readonly base: Simulation;
  private readonly twin: Simulation;
  private readonly seed: number;
  private readonly mask: Uint8Array | null;
  /** What a model's own step keeps beside its fields, such as its random generator; equations keep nothing that a new start would lack. */
  private readonly keepsExtra: boolean;
  private draws = 0;

  private constructor({ spec, model }: Completed, [base, twin]: readonly [Simulation, Simulation], seed: number, arrays?: GivenArrays) {
    [this.base, this.twin, this.seed] = [base, twin, seed];
    this.keepsExtra = model.kind === "stepped";
    this.mask = this.keepsExtra ? null : maskOf(spec, arrays);
  }

  /**
   * @param start the state to begin from, of any precision; the spec's initial state when absent.
   * @throws WorkbenchError `backend/unavailable` for a back end without double precision, in which a small distance is lost to rounding.
   */
  static async start(
    completed: Completed,
    backend: Backend,
    { seed, start, arrays }: { seed: number; start?: Snapshot; arrays?: GivenArrays },
  ): Promise<TwinRun> {
    if (!backend.exact)
      throw new WorkbenchError(
        "backend/unavailable",
        [],
        `${backend.title} computes in single precision, in which twins cannot be told apart; take plain or wasm`,
      );
    const twins = [await startSimulation(completed, backend, arrays), await startSimulation(completed, backend, arrays)] as const;
    const run = new TwinRun(completed, twins, seed, arrays);
    if (start) await run.base.restore(run.stateOf(start, start.fields));
    return run;
  }

  /**
   * Advances both by whole steps.
   * @returns how far they are apart, and the norm of the run's own state.
   * @throws WorkbenchError `run/not-finite`.
   */
  async advance(steps: number): Promise<{ parted: number; norm: number }> {
    await advanceSafely(this.base, steps);
    await advanceSafely(this.twin, steps);
    const { difference } = await this.compare();
    return { parted: normOf(difference), norm: await this.norm() };
  }

  /** Norm of the run's own state. */
  async norm(): Promise<number> {
    return normOf(await Promise.all(this.base.fields.map((field) => this.base.read(field))));
  }

  /** Makes the twin a copy of the run and moves it to a distance in a random direction within the domain, each time another. */
  async part(distance: number): Promise<void> {
    const state = await this.base.save();
    await this.place(state, this.randomDirection(state), distance, state);
  }

  /** Moves the twin along the line between them to a distance from the run. Where they coincide, parts them anew. */
  async renormalise(distance: number): Promise<void> {
    const { state, other, difference } = await this.compare();
    if (normOf(difference) === 0) await this.part(distance);
    else await this.place(state, difference, distance, other);
  }

  /** @param keeper whose random generator the twin goes on with, where the model has one beside its fields. */
  private async place({ fields }: Snapshot, direction: readonly Float64Array[], distance: number, keeper: Snapshot): Promise<void> {
    const scale = distance / normOf(direction);
    const placed = this.base.fields.map((field, species): [string, FieldValues] => {
      const values = Float64Array.from(fields[field]!);
      for (let cell = 0; cell < values.length; cell++) values[cell]! += scale * direction[species]![cell]!;
      return [field, values];
    });
    await this.twin.restore(this.stateOf(keeper, Object.fromEntries(placed)));
  }

  private async compare(): Promise<{ state: Snapshot; other: Snapshot; difference: Float64Array[] }> {
    const [state, other] = [await this.base.save(), await this.twin.save()];
    const difference = this.base.fields.map((field) => {
      const [values, others] = [state.fields[field]!, other.fields[field]!];
      const between = new Float64Array(values.length);
      for (let cell = 0; cell < between.length; cell++) between[cell] = others[cell]! - values[cell]!;
      return between;
    });
    return { state, other, difference };
  }

  /** Independent normal numbers in the domain. */
  private randomDirection({ fields }: Snapshot): Float64Array[] {
    const draw = this.draws++;
    return this.base.fields.map((field, species) => {
      const cells = fields[field]!.length;
      const isInside = (cell: number) => this.mask === null || this.mask[cell] === 1;
      return Float64Array.from({ length: cells }, (_, cell) =>
        isInside(cell) ? normalAt(this.seed, draw, species * cells + cell, perturbationStream) : 0,
      );
    });
  }

  dispose(): void {
    this.base.dispose?.();
    this.twin.dispose?.();
  }

  private stateOf({ step, extra }: Snapshot, fields: Record<string, FieldValues>): Snapshot {
    return { step, fields, ...(this.keepsExtra && { extra }) };
  }
}

/** Euclidean norm over all fields. */
function normOf(fields: readonly ArrayLike<number>[]): number {
  let squares = 0;
  for (const values of fields) for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  return Math.sqrt(squares);
}
