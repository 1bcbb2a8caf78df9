import type { MemoryMap } from "../plan/memory-map";
import { reservedBytes } from "../plan/memory-map";
import type { Pass, Plan } from "../plan/plan";
import { Module } from "./module";
import { emitPass } from "./pass";
import { normals, uniforms } from "./philox";

export interface KernelSetting {
  plan: Plan;
  map: MemoryMap;
  seed: number;
  /** For Poisson counts. */
  dt: number;
  /** Whether the memory is shared between threads. */
  shared: boolean;
}

/** Name of the function that carries out a pass. */
export const passName = (copy: number, pass: number): string => `copy${copy}-pass${pass}`;

const pageBytes = 65536;

/**
 * A module with a function for each pass of each copy: (z, from, to, address of the slots, low word of the step, high word),
 * all i32, for rows [from, to) of slab z. It imports `env.memory`.
 */
export function emitKernels(setting: KernelSetting): Uint8Array<ArrayBuffer> {
  const { plan, map, seed, shared } = setting;
  const module = new Module();
  const generators = { normal: normals(seed), poisson: uniforms(seed) };
  const known = new Map<string, number>();
  for (const [copy, passes] of plan.passes.entries()) {
    for (const [index, pass] of passes.entries()) {
      const key = passText(pass);
      const name = passName(copy, index);
      if (!known.has(key)) known.set(key, emitPass(module, setting, generators, pass, name));
      module.export(name, known.get(key)!);
    }
  }
  if (module.dataLength > reservedBytes) throw new Error(`constants take ${module.dataLength} bytes of ${reservedBytes}`);
  return module.encode({ pages: Math.ceil(map.size / pageBytes), shared });
}

/** Passes that compute the same share a function. */
const passText = ({ values, stores }: Pass): string => JSON.stringify([values, stores]);
