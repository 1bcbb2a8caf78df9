import { cellCount } from "../src/core/field/grid";
import { emptyField, type FieldValues } from "../src/core/simulation";
import type { RunSpecInput } from "../src/core/spec/run-spec";
import type { Benchmark } from "./benchmark";
import { stepping } from "./stepping";
import type { Setting } from "./suite";
import { yardstick } from "./yardsticks";

const shapes = [
  [128, 128],
  [512, 512],
  [2048, 2048],
  [64, 64, 64],
  [128, 128, 128],
] as const;

export type Shape = (typeof shapes)[number];

/** Padding of a row in the C program. */
const pad = 16;

/** The C program's start without its padding: noise of a linear congruential generator about the Turing-unstable uniform state. */
export function nativeStart(shape: Shape, precision: "f32" | "f64"): Record<string, FieldValues> {
  const field = (from: number, to: number): FieldValues => {
    const n = shape[0];
    const values = emptyField(precision, cellCount(shape));
    const padded = (n + pad) * (values.length / n) + pad;
    for (let i = 0, h = 1, cell = 0; i < padded; i++) {
      h = (Math.imul(h, 1664525) + 1013904223) >>> 0;
      if (i >= pad && (i - pad) % (n + pad) < n) values[cell++] = from + ((to - from) * (h >>> 8)) / 16777216;
    }
    return values;
  };
  return { u: field(0.45, 0.48), v: field(0.24, 0.26) };
}

/** The C program's equations and parameters. */
export const nativeSpec = (shape: Shape, precision: "f32" | "f64"): RunSpecInput => ({
  version: 1,
  model: "gray-scott",
  parameters: { F: 0.055, k: 0.062, ...(shape.length === 2 ? { D_u: 0.2, D_v: 0.1 } : { D_u: 0.15, D_v: 0.075 }) },
  grid: { shape: [...shape] },
  integrator: { method: "euler", dt: 1 },
  precision,
});

export const threadsInWords = (threads: number): string => `${threads} thread${threads === 1 ? "" : "s"}`;

/** Gray–Scott on each grid in each precision: C, WebAssembly and plain, as the C program has it. */
export const grayScottGroups = (setting: Setting): Benchmark[][] =>
  shapes.flatMap((shape) => (["f32", "f64"] as const).map((precision) => groupOf(shape, precision, setting)));

function groupOf(shape: Shape, precision: "f32" | "f64", setting: Setting): Benchmark[] {
  const program = shape.length === 2 ? "gray-scott" : "gray-scott-3d";
  const label = `${program} ${shape.join("x")} ${precision}`;
  const inC = (threads: number) => `${label} C, ${threadsInWords(threads)}`;
  const sse = `${label} C with SSE4.1, 1 thread`;
  const plain = `${label} plain`;
  const ours = (name: string, wish: Parameters<typeof stepping>[3], against: string[]) =>
    stepping(name, nativeSpec(shape, precision), setting, wish, { against, initial: () => nativeStart(shape, precision) });
  const { native, sse41, threads, seconds } = setting;
  const cells = cellCount(shape);
  const group: Benchmark[] = [];
  for (const count of threads) {
    if (native) group.push(yardstick(inC(count), native, cells, seconds, (steps) => [program, precision, shape[0], steps, count]));
    const against = [inC(count), ...(count === 1 ? [sse] : []), plain];
    group.push(ours(`${label} wasm, ${threadsInWords(count)}`, { backend: "wasm", threads: count }, against));
  }
  if (sse41) group.push(yardstick(sse, sse41, cells, seconds, (steps) => [program, precision, shape[0], steps, 1]));
  group.push(ours(plain, { backend: "plain" }, [inC(1)]));
  return group;
}
