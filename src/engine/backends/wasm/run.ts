import type { RowRunner, RunnerSetting } from "../plan/runner";
import { emitKernels, passName, type KernelSetting } from "./kernel";

type RowFunction = (z: number, from: number, to: number, slots: number, stepLow: number, stepHigh: number) => void;

/** The module for a plan: made once a run, shared by its threads. */
export const compileKernels = (setting: KernelSetting): Promise<WebAssembly.Module> => WebAssembly.compile(emitKernels(setting));

/** The same at once. On a page's main thread browsers refuse it above some size. */
export const compileKernelsNow = (setting: KernelSetting): WebAssembly.Module => new WebAssembly.Module(emitKernels(setting));

/** Rows by a module compiled for the same plan and map, over `memory`, whose buffer the setting holds. */
export function wasmRunner(setting: RunnerSetting & { memory: WebAssembly.Memory; module: WebAssembly.Module }): RowRunner {
  const { plan, map, thread, memory, module } = setting;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions = plan.passes.map((passes, copy) => passes.map((_, pass) => exports[passName(copy, pass)] as RowFunction));
  const slots = map.slots[thread]!;
  return {
    run: (copy, pass, z, from, to, step) => functions[copy]![pass]!(z, from, to, slots, step | 0, Math.floor(step / 2 ** 32)),
    fillsSimpleGhosts: true,
  };
}
