import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as core from "../../../../src/core/field/elementary";
import { compileKernelsNow, wasmRunner } from "../../../../src/engine/backends/wasm/run";
import { memoryFor, placeIn, planOfPasses } from "./memory";

type Name = "exp" | "log" | "sin" | "cos" | "tanh" | "pow";
const names: readonly Name[] = ["exp", "log", "sin", "cos", "tanh", "pow"];
const functions: Record<Name, (...args: number[]) => number> = core;
const arity = (name: Name): number => (name === "pow" ? 2 : 1);

/** The function by WebAssembly, over lists of arguments. */
function byWasm(name: Name, precision: "f32" | "f64", ...args: ArrayLike<number>[]): Float32Array | Float64Array {
  const n = args[0]!.length;
  const plan = planOfPasses({
    precision,
    shape: [1, n],
    planes: [...args, null].map(() => ({ ghosts: null, rowMap: 0 })),
    passes: [
      {
        values: [...args.map((_, plane) => ({ op: "load" as const, plane, dx: 0, dy: 0, dz: 0 })), { op: name, args: args.map((_, i) => i) }],
        stores: [{ plane: args.length, value: args.length }],
      },
    ],
  });
  const { map, memory, cells } = memoryFor(plan);
  args.forEach((values, plane) => cells.set(values, placeIn(map, cells, plane, 0, 0, 0)));
  const module = compileKernelsNow({ plan, map, seed: 0, dt: 1, shared: false });
  wasmRunner({ plan, map, buffer: memory.buffer, seed: 0, dt: 1, thread: 0, memory, module }).run(0, 0, 0, 0, 1, 0);
  const first = placeIn(map, cells, args.length, 0, 0, 0);
  return cells.slice(first, first + n);
}

/** Index of the first number that differs, the sign of zero and the payload of NaN aside. */
function firstDifference(got: ArrayLike<number>, expected: (i: number) => number): number | undefined {
  for (let i = 0; i < got.length; i++) if (!Object.is(got[i], expected(i))) return i;
  return undefined;
}

/** Any 64 bits with equal chance: as many numbers at every scale, NaN and infinities and subnormals among them. */
function randomBits(n: number, seed: number): Float64Array {
  const words = new Uint32Array(2 * n);
  for (let i = 0, state = seed; i < words.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    words[i] = Math.imul(state ^ (state >>> 15), 0x85ebca6b) >>> 0;
  }
  return new Float64Array(words.buffer);
}

/** Numbers in the range where a function does more than saturate. */
const moderate = (n: number, seed: number, size: number): Float64Array =>
  randomBits(n, seed).map((x, i) => {
    const fraction = Math.abs(x) % 1 || i / n;
    return (2 * fraction - 1) * size;
  });

const special = [
  0,
  -0,
  1,
  -1,
  2,
  -2,
  0.5,
  -0.5,
  3,
  -3,
  22,
  -22,
  0.55,
  709.782712893384,
  709.8,
  -745.2,
  -746,
  710,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  Infinity,
  -Infinity,
  NaN,
  2 ** 30,
  -(2 ** 30),
  2 ** 31,
  2 ** 53,
  2 ** 64,
  -(2 ** 64),
  1e300,
  Math.SQRT2,
  Math.SQRT1_2,
];

interface Golden {
  values: Record<Name, (string | number)[][]>;
}
const golden = JSON.parse(readFileSync(new URL("../../../golden/elementary.json", import.meta.url), "utf8")) as Golden;
const fromHex = (hex: string | number): number => Buffer.from(hex as string, "hex").readDoubleBE();

describe.each(names)("%s by WebAssembly has the bits of core/field/elementary", (name) => {
  const same = (...args: ArrayLike<number>[]): void => {
    const got = byWasm(name, "f64", ...args);
    const at = firstDifference(got, (i) => functions[name](...args.map((values) => values[i]!)));
    expect(at === undefined ? undefined : { at, args: args.map((values) => values[at]), got: got[at] }).toBeUndefined();
  };
  it("at the points checked against mpmath", () => {
    const rows = golden.values[name];
    same(...Array.from({ length: arity(name) }, (_, i) => rows.map((row) => fromHex(row[i]!))));
  });
  it("at 100 000 numbers of any scale", () => same(...Array.from({ length: arity(name) }, (_, i) => randomBits(100_000, 17 + i))));
  it("at 100 000 numbers of moderate size", () =>
    same(...[moderate(100_000, 3, name === "pow" ? 50 : 750), moderate(100_000, 4, 150)].slice(0, arity(name))));
  it("at edges, in all pairs", () => {
    const pairs = special.flatMap((x) => special.map((y) => [x, y] as const));
    same(...[pairs.map(([x]) => x), pairs.map(([, y]) => y)].slice(0, arity(name)));
  });
  it("and rounds them once in single precision", () => {
    const args = [moderate(10_000, 5, name === "pow" ? 20 : 80), moderate(10_000, 6, 20)]
      .slice(0, arity(name))
      .map((values) => Float32Array.from(values));
    const got = byWasm(name, "f32", ...args);
    expect(firstDifference(got, (i) => Math.fround(functions[name](...args.map((values) => values[i]!))))).toBeUndefined();
  });
});

it.each(["sin", "cos"] as const)("%s of angles as large as it takes", (name) => {
  for (const size of [1e4, 1e6, 2 ** 31]) {
    const x = moderate(100_000, 8, size);
    expect(firstDifference(byWasm(name, "f64", x), (i) => core[name](x[i]!))).toBeUndefined();
  }
});
it("log of positive numbers of any size, subnormal ones too", () => {
  const x = randomBits(100_000, 9).map(Math.abs);
  expect(firstDifference(byWasm("log", "f64", x), (i) => core.log(x[i]!))).toBeUndefined();
});
it("pow of positive numbers, and of negative ones to whole powers", () => {
  const x = randomBits(100_000, 10).map(Math.abs);
  const y = moderate(100_000, 11, 3);
  expect(firstDifference(byWasm("pow", "f64", x, y), (i) => core.pow(x[i]!, y[i]!))).toBeUndefined();
  const negative = moderate(10_000, 12, 5).map((value) => -Math.abs(value));
  const whole = moderate(10_000, 13, 40).map(Math.round);
  expect(firstDifference(byWasm("pow", "f64", negative, whole), (i) => core.pow(negative[i]!, whole[i]!))).toBeUndefined();
});
