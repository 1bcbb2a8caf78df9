import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Where the C yardstick lies beside a checkout; MFN_NATIVE_C names another place. */
const source = process.env["MFN_NATIVE_C"] ?? resolve("..", "shared", "bench", "native.c");

export interface Native {
  /** Gray–Scott in C: cell updates a second. */
  run(model: "gray-scott" | "gray-scott-3d", precision: "f32" | "f64", n: number, steps: number, threads: number): number;
}

/** Compiles the yardstick, or says why it cannot be had. */
export function compileNative(flags: readonly string[] = ["-O3", "-march=native", "-pthread"]): Native | { reason: string } {
  if (!existsSync(source)) return { reason: `no C yardstick at ${source}; set MFN_NATIVE_C to its path` };
  const program = join(mkdtempSync(join(tmpdir(), "mfn-native-")), "native");
  const { status, error, stderr } = spawnSync("gcc", [...flags, source, "-o", program], { encoding: "utf8" });
  if (error || status !== 0) return { reason: `gcc could not compile the yardstick: ${error?.message ?? stderr}` };
  return {
    run(model, precision, n, steps, threads) {
      const { stdout } = spawnSync(program, [model, precision, n, steps, threads].map(String), { encoding: "utf8" });
      return (JSON.parse(stdout) as { cellUpdatesPerSecond: number }).cellUpdatesPerSecond;
    },
  };
}
