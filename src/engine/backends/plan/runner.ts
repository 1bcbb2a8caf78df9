import type { MemoryMap } from "./memory-map";
import type { Plan } from "./plan";

/** What an executor gets: the plan, its memory, and where things lie in it. Cells are typed arrays over `buffer`. */
export interface RunnerSetting {
  plan: Plan;
  buffer: ArrayBuffer | SharedArrayBuffer;
  map: MemoryMap;
  seed: number;
  /** The plan's dt, for Poisson counts. */
  dt: number;
  /** Whose slots are read. */
  thread: number;
}

/** The row kernel: the one thing that back ends on the CPU do differently. */
export interface RowRunner {
  /**
   * Carries out pass `pass` of copy `copy` for rows [from, to) of slab z.
   * Cells of the padding may be written with anything, but the ghosts along x that this runner promises.
   */
  run(copy: 0 | 1, pass: number, z: number, from: number, to: number, step: number): void;
  /** Whether `run` leaves the ghosts along x of kind wrap and copy filled in the rows it wrote. */
  readonly fillsSimpleGhosts: boolean;
}
