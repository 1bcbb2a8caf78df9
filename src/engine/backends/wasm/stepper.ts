import type { RunSpec } from "../../../core/spec/run-spec";
import type { MemoryMap } from "../plan/memory-map";
import type { RunSetting } from "../plan/setting";
import { tolerancesOf } from "../plan/setting";
import { Stepper } from "../plan/stepper";
import { SharedBarrier } from "../threads/barrier";
import { wasmRunner } from "./run";

export interface WasmSetting extends Omit<RunSetting, "inside"> {
  spec: RunSpec;
  map: MemoryMap;
  memory: WebAssembly.Memory;
  module: WebAssembly.Module;
  thread: number;
  threads: number;
}

/** One thread's part of a run: the plan's stepper over the emitted kernels. */
export function wasmStepper({ spec, plan, map, memory, module, parameters, arrays, thread, threads }: WasmSetting): Stepper {
  const { buffer } = memory;
  const { dt } = spec.integrator;
  const runner = wasmRunner({ plan, buffer, map, seed: spec.seed, dt, thread, memory, module });
  const barrier = threads > 1 ? new SharedBarrier(new Int32Array(buffer, map.barrier, 2), threads) : null;
  return new Stepper({ plan, buffer, map, runner, parameters, arrays, dt, tolerances: tolerancesOf(spec), thread, threads, barrier });
}
