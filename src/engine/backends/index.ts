import type { Backend } from "../../core/backend";
import type { EquationModel } from "../../core/define/model";
import { WorkbenchError } from "../../core/errors";
import type { FieldValues, Simulation } from "../../core/simulation";
import { solvers } from "../../core/solvers/index";
import { isAdaptive } from "../../core/solvers/solver";
import type { GivenArrays } from "../../core/spec/files";
import type { RunSpec } from "../../core/spec/run-spec";
import type { Availability, BackendId, BackendWish } from "../protocol";
import { plain } from "./plain/run";
import { Team, type Thread } from "./threads/team";
import { fastestOf, type Trial } from "./trial";
import { hasSharedMemory, hasSimd } from "./wasm/ability";
import { wasmBackend } from "./wasm/backend";

/** What the place offers beside the language. */
export interface Machine {
  /** Starts a thread; absent where there is none to be had. */
  startThread?: (() => Thread) | undefined;
  /** Threads to use at most. */
  threads?: number;
  /**
   * A GPU back end, once it has shown that it computes right, or why there is none. Software adapters, right but slow, are
   * for those who name it.
   */
  gpu?: ((wish: { allowSoftware: boolean }) => Promise<Backend | string>) | undefined;
}

export interface Started {
  simulation: Simulation;
  backend: BackendId;
  exact: boolean;
  threads: number;
  /** Why this one, in a sentence. */
  because: string;
}

/** Below so many cells threads spend their time waiting for each other. */
const leastCellsOfThreads = 128 * 128;

/** The ways of computing that a place has, and the choice among them. */
export class Backends {
  private readonly machine: Machine;
  private readonly team: Team | null;
  private readonly trials = new Map<string, Trial>();

  constructor(machine: Machine = {}) {
    this.machine = machine;
    this.team = machine.startThread && hasSharedMemory() ? new Team(machine.startThread) : null;
  }

  async available(): Promise<Availability[]> {
    const simd = hasSimd();
    const gpu = await this.findGpu(true);
    return [
      { id: "plain", title: plain.title, exact: true, threads: 1, missing: null },
      { id: "wasm", title: "WebAssembly SIMD", exact: true, threads: this.mostThreads(), missing: simd ? null : "WebAssembly has no SIMD here" },
      { id: "webgpu", title: "WebGPU", exact: false, threads: 1, missing: typeof gpu === "string" ? gpu : null },
    ];
  }

  /** Why a run has one thread although more were wanted; null where threads are to be had. */
  get withoutThreads(): string | null {
    if (!this.machine.startThread) return "no threads can be started here";
    return hasSharedMemory() ? null : "memory cannot be shared between threads, for want of the headers that isolate the page";
  }

  /**
   * Starts a run on the back end wished for, or on the fastest.
   * @throws WorkbenchError `backend/unavailable` for one that is not here or cannot run this spec.
   */
  async start(
    model: EquationModel,
    spec: RunSpec,
    initial: Record<string, FieldValues>,
    arrays: GivenArrays | undefined,
    { backend = "auto", threads }: BackendWish = {},
  ): Promise<Started> {
    const begin = async (chosen: Backend, because: string): Promise<Started> => ({
      simulation: await chosen.start(model, spec, initial, arrays),
      backend: chosen.id,
      exact: chosen.exact,
      threads: chosen.threads,
      because,
    });
    // Transforms are computed in plain TypeScript, whatever the name: what is told is what computes.
    if (backend !== "webgpu" && solvers.get(spec.integrator.method).family === "spectral")
      return begin(plain, "methods in Fourier space run on one thread, in plain TypeScript");
    if (backend !== "auto") return begin(await this.named(backend, threads, spec), "chosen by name");
    const candidates = await this.candidates(spec, threads);
    if (candidates.length === 1) return begin(candidates[0]!, this.onlyOne(candidates[0]!, threads));
    // Who is fastest is a matter of the grid: other equations on it start at once.
    const key = JSON.stringify([spec.grid.shape, spec.precision, candidates.map(({ id, threads: n }) => [id, n])]);
    const trial = this.trials.get(key) ?? (await fastestOf(candidates, model, spec, initial, arrays));
    this.trials.set(key, trial);
    return begin(trial.fastest, trial.because);
  }

  /** One thread of an exact back end that computes this spec: for runs that are told apart by their last bits. */
  exact(spec: RunSpec): Backend {
    return hasSimd() && solvers.get(spec.integrator.method).family !== "spectral" ? this.wasm(1) : plain;
  }

  private async named(id: BackendId, threads: number | undefined, spec: RunSpec): Promise<Backend> {
    const here = (await this.available()).find((each) => each.id === id)!;
    if (here.missing) {
      const others = (await this.available()).flatMap((each) => (each.missing ? [] : [each.id]));
      throw new WorkbenchError(
        "backend/unavailable",
        [],
        `the back end "${id}" is not available here (${here.missing}); available: ${others.join(", ")}. Take one of these, or "auto" for the fastest`,
      );
    }
    if (id === "plain") return plain;
    if (id === "wasm") return this.wasm(threads ?? this.mostThreads());
    if (spec.precision === "f64")
      throw new WorkbenchError("backend/unavailable", [], 'WebGPU computes in f32 only; take "precision": "f32" or another back end');
    return (await this.findGpu(true)) as Backend;
  }

  private async candidates(spec: RunSpec, threads: number | undefined): Promise<Backend[]> {
    if (!hasSimd()) return [plain];
    const solver = solvers.get(spec.integrator.method);
    const cells = spec.grid.shape.reduce((product, n) => product * n, 1);
    const most = Math.min(threads ?? this.mostThreads(), this.mostThreads());
    const fits = spec.precision === "f32" && !isAdaptive(solver);
    const gpu = fits ? await this.findGpu(false) : "it does not suit the spec";
    return [this.wasm(1), ...(most > 1 && cells >= leastCellsOfThreads ? [this.wasm(most)] : []), ...(typeof gpu === "string" ? [] : [gpu])];
  }

  private onlyOne({ id }: Backend, threads: number | undefined): string {
    if (id === "plain") return "WebAssembly has no SIMD here";
    if (threads === 1) return "one thread was asked for";
    if (this.withoutThreads) return `one thread: ${this.withoutThreads}`;
    return this.mostThreads() === 1 ? "one thread: the machine has no core to spare" : "one thread: the grid is too small to share";
  }

  private wasm(threads: number): Backend {
    return wasmBackend(Math.min(threads, this.mostThreads()), this.team);
  }

  private mostThreads(): number {
    return this.team ? Math.max(1, this.machine.threads ?? 1) : 1;
  }

  private async findGpu(allowSoftware: boolean): Promise<Backend | string> {
    return this.machine.gpu?.({ allowSoftware }) ?? "there is no WebGPU here";
  }
}
