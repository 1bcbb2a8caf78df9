import { availableParallelism } from "node:os";
import type { Backends } from "../src/engine/backends/index";
import type { Benchmark } from "./benchmark";
import { grayScottGroups } from "./gray-scott";
import { latencyGroup } from "./latency";
import { libraryGroup, mfnGroup } from "./library";
import { measuringGroup } from "./measuring";
import { compileC, findNumpy, type Yardstick } from "./yardsticks";

type Program = Exclude<Yardstick, { missing: string }>;

/** What the benchmarks have to work with. Programs are null where they are not to be had. */
export interface Setting {
  backends: Backends;
  /** Numbers of threads to measure. */
  threads: readonly number[];
  /** Work of one round of a benchmark. */
  seconds: number;
  native: Program | null;
  sse41: Program | null;
  numpy: Program | null;
}

/** Groups of benchmarks that belong beside each other. */
export const suite = (setting: Setting): Benchmark[][] => [
  ...grayScottGroups(setting),
  libraryGroup(setting),
  mfnGroup(setting),
  latencyGroup(setting),
  measuringGroup(setting),
];

/** Numbers of threads worth measuring: one, two and as many as the machine has. */
export const threadCounts = (cores = availableParallelism()): number[] => [...new Set([1, 2, cores])];

/**
 * Finds what is here to measure against.
 * @param explain told what is not.
 */
export function findSetting(backends: Backends, explain: (line: string) => void): Setting {
  const found = (yardstick: Yardstick, lost: string) => {
    if (typeof yardstick === "function") return yardstick;
    explain(`${yardstick.missing}: ${lost}`);
    return null;
  };
  const alone = backends.withoutThreads;
  if (alone !== null) explain(`one thread only: ${alone}`);
  const native = found(compileC("-march=native"), "no ratios to C");
  return {
    backends,
    threads: alone === null ? threadCounts() : [1],
    seconds: 0.2,
    native,
    sse41: native && found(compileC("-msse4.1"), "no ratios to it"),
    numpy: found(findNumpy(), "no ratios to it"),
  };
}
