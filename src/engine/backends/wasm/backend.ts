import type { Backend } from "../../../core/backend";
import type { EquationModel } from "../../../core/define/model";
import type { FieldValues, Simulation } from "../../../core/simulation";
import { solvers } from "../../../core/solvers/index";
import type { GivenArrays } from "../../../core/spec/files";
import type { RunSpec } from "../../../core/spec/run-spec";
import { mapMemory } from "../plan/memory-map";
import { settingOf } from "../plan/setting";
import { PlanSimulation } from "../plan/simulation";
import { startSpectral } from "../spectral/load";
import type { Team } from "../threads/team";
import { allocate, needs } from "../allocate";
import { compileKernels } from "./run";
import { wasmStepper } from "./stepper";

const pageBytes = 65536;
/** Addresses are 32 bits wide. */
const mostBytes = 2 ** 32;

/**
 * Kernels as WebAssembly, emitted for the equations of each run: SIMD, and threads where memory can be shared.
 * @param team lends the threads beyond the first; null where there are none.
 */
export function wasmBackend(threads: number, team: Team | null): Backend {
  return {
    id: "wasm",
    title: "WebAssembly SIMD",
    exact: true,
    threads,
    start: (model, spec, initial, given) => start(model, spec, initial, given, threads, team),
  };
}

async function start(
  model: EquationModel,
  spec: RunSpec,
  initial: Record<string, FieldValues>,
  given: GivenArrays | undefined,
  wanted: number,
  team: Team | null,
): Promise<Simulation> {
  if (solvers.get(spec.integrator.method).family === "spectral") return startSpectral(model, spec, initial, given);
  const { inside, ...setting } = settingOf(model, spec, given);
  const { plan } = setting;
  // Every thread needs a row of its own.
  const { dimensions, ny, nz } = plan.grid;
  const threads = team ? Math.min(wanted, dimensions === 3 ? nz : ny) : 1;
  const map = mapMemory(plan, threads);
  refuseTooLarge(map.size, spec);
  const shared = threads > 1;
  const pages = Math.ceil(map.size / pageBytes);
  const memory = allocate(map.size, spec, () => new WebAssembly.Memory({ initial: pages, maximum: pages, shared }));
  const module = await compileKernels({ plan, map, seed: spec.seed, dt: spec.integrator.dt, shared });
  const stepper = wasmStepper({ ...setting, spec, map, memory, module, thread: 0, threads });
  stepper.prepare();
  const peers = shared ? await team!.open({ spec, model, inside, memory, module, threads }) : null;
  const simulation = new PlanSimulation(model, spec, plan, map, memory.buffer, stepper, peers);
  simulation.restore({ step: 0, fields: initial });
  return simulation;
}

/** @throws WorkbenchError `grid/invalid` for planes that no WebAssembly memory holds. */
function refuseTooLarge(bytes: number, spec: RunSpec): void {
  if (bytes > mostBytes) throw needs(bytes, spec, "a WebAssembly memory holds 4 GiB at most", 'the back end "plain"');
}
