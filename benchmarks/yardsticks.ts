import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Benchmark } from "./benchmark";

/** A program that measures itself and prints `{"cellUpdatesPerSecond": …}`, or why it cannot be had. */
export type Yardstick = ((...args: readonly (string | number)[]) => Record<string, number>) | { missing: string };

/** Where the C program lies beside a checkout; MFN_NATIVE_C names another place. */
const source = process.env["MFN_NATIVE_C"] ?? resolve("..", "shared", "bench", "native.c");

/** Gray–Scott in C, compiled with -O3. Arguments: gray-scott|gray-scott-3d, f32|f64, N, steps, threads. */
export function compileC(flag: "-march=native" | "-msse4.1"): Yardstick {
  if (!existsSync(source)) return { missing: `no C program at ${source}; set MFN_NATIVE_C to its path` };
  const program = join(mkdtempSync(join(tmpdir(), "mfn-native-")), "native");
  const { status, error, stderr } = spawnSync("gcc", ["-O3", flag, "-pthread", source, "-o", program], { encoding: "utf8" });
  if (error || status !== 0) return { missing: `gcc could not compile the C program: ${error?.message ?? stderr}` };
  return (...args) => measured(program, args);
}

/** The three fields of MFN v4.1 in numpy. Arguments: N, steps. */
export function findNumpy(script = resolve("benchmarks", "mfn_numpy.py")): Yardstick {
  if (!existsSync(script)) return { missing: `no numpy program at ${script}` };
  const { status } = spawnSync("python3", ["-c", "import numpy"]);
  if (status !== 0) return { missing: "python3 with numpy is not here" };
  return (...args) => measured("python3", [script, ...args]);
}

function measured(program: string, args: readonly (string | number)[]): Record<string, number> {
  const { stdout, stderr } = spawnSync(program, args.map(String), { encoding: "utf8" });
  if (!stdout.startsWith("{")) throw new Error(`${program} ${args.join(" ")} printed no figures: ${stderr}`);
  return JSON.parse(stdout) as Record<string, number>;
}

/** A yardstick as a benchmark, `seconds` of work a round. */
export function yardstick(
  name: string,
  run: Exclude<Yardstick, { missing: string }>,
  cells: number,
  seconds: number,
  argsFor: (steps: number) => readonly (string | number)[],
): Benchmark {
  const rate = (steps: number) => run(...argsFor(steps))["cellUpdatesPerSecond"]!;
  return {
    name,
    unit: "cell updates/s",
    async start() {
      const steps = Math.ceil((seconds * rate(Math.ceil(1e7 / cells))) / cells);
      return { round: () => rate(steps) };
    },
  };
}
