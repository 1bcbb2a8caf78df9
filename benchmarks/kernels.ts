import { grayScott } from "../src/core/models/gray-scott";
import { complete } from "../src/core/spec/complete";
import { backends } from "../src/engine/backends/index";
import type { Benchmark } from "./benchmark";
import { compileNative } from "./native";

const sizes = [
  { shape: [128, 128], model: "gray-scott" },
  { shape: [512, 512], model: "gray-scott" },
  { shape: [64, 64, 64], model: "gray-scott-3d" },
] as const;

/**
 * Gray–Scott at 512 × 512 in f32 written by hand over typed arrays with Math.fround at each operation, as the bits of single
 * precision ask for: cell updates a second, measured on two shared x86 cores when the kernels were designed.
 */
const handWritten = 75e6;

/** Padding of a row in the yardstick. */
const pad = 16;

/** The yardstick's start: noise of a linear congruential generator about the Turing-unstable uniform state. */
function nativeStart(shape: readonly number[], from: number, to: number): Float64Array {
  const n = shape[0]!;
  const stride = n + pad;
  const depth = shape.length === 3 ? n : 1;
  const padded = new Float64Array(stride * n * depth + 2 * pad);
  for (let i = 0, h = 1; i < padded.length; i++) {
    h = (Math.imul(h, 1664525) + 1013904223) >>> 0;
    padded[i] = from + ((to - from) * (h >>> 8)) / 16777216;
  }
  return Float64Array.from({ length: n * n * depth }, (_, cell) => padded[pad + Math.floor(cell / n) * stride + (cell % n)]!);
}

/** Cell updates a second of every back end, beside the C program where a compiler is at hand. */
export async function kernelBenchmarks(seconds = 0.5, explain: (line: string) => void = () => {}): Promise<Benchmark[]> {
  const native = compileNative();
  if ("reason" in native) explain(`${native.reason}: no ratios to C`);
  const benchmarks: Benchmark[] = [];
  for (const { shape, model } of sizes) {
    for (const precision of ["f32", "f64"] as const) {
      const label = `${model} ${shape.join("x")} ${precision}`;
      const c = `${label} C, 1 thread`;
      if ("run" in native)
        benchmarks.push({
          name: c,
          unit: "cell updates/s",
          measure: () => native.run(model, precision, shape[0], Math.ceil(2e8 / shape.reduce((a, b) => a * b, 1)), 1),
        });
      for (const backend of backends) {
        const flat = shape.length === 2;
        const { spec } = complete({
          version: 1,
          model: "gray-scott",
          parameters: { F: 0.055, k: 0.062, D_u: flat ? 0.2 : 0.15, D_v: flat ? 0.1 : 0.075 },
          grid: { shape: [...shape] },
          precision,
        });
        const array = precision === "f32" ? Float32Array : Float64Array;
        const initial = { u: array.from(nativeStart(shape, 0.45, 0.48)), v: array.from(nativeStart(shape, 0.24, 0.26)) };
        const simulation = await backend.start(grayScott, spec, initial);
        await simulation.advance(2);
        benchmarks.push({
          name: `${label} ${backend.id}`,
          unit: "cell updates/s",
          ...("run" in native ? { relativeTo: c } : {}),
          ...(backend.id === "plain" && flat && precision === "f32" ? { handWritten } : {}),
          async measure() {
            const cells = shape.reduce((a, b) => a * b, 1);
            const began = performance.now();
            let steps = 0;
            for (; performance.now() - began < seconds * 1000; steps++) await simulation.advance(1);
            return (cells * steps) / ((performance.now() - began) / 1000);
          },
        });
      }
    }
  }
  return benchmarks;
}
