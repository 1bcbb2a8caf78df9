import { beforeAll, describe, expect, it } from "vitest";
import wabt from "wabt";
import type { CellOp, Plan, Value } from "../../../../src/engine/backends/plan/plan";
import { emitKernels } from "../../../../src/engine/backends/wasm/kernel";
import { grayScottPass } from "./gray-scott-pass";
import { memoryFor, planOfPasses } from "./memory";

type Wabt = Awaited<ReturnType<typeof wabt>>;
const features = { simd: true, threads: true, relaxed_simd: false };
let tool: Wabt;
beforeAll(async () => {
  tool = await wabt();
});

function emitted(plan: Plan, shared = false): Uint8Array<ArrayBuffer> {
  return emitKernels({ plan, map: memoryFor(plan).map, seed: 5, dt: 0.1, shared });
}

/** The module as text, checked by a reader that is not the engine's. */
function textOf(bytes: Uint8Array): string {
  const module = tool.readWasm(bytes, { readDebugNames: true, ...features });
  // Its types leave out that it takes features.
  (module as { validate(features: object): void }).validate(features);
  module.applyNames();
  const text = module.toText({ foldExprs: false, inlineExport: false });
  module.destroy();
  return text;
}

const count = (text: string, instruction: string): number => text.split("\n").filter((line) => line.trim().split(" ")[0] === instruction).length;

describe("what is emitted, read by a WebAssembly tool", () => {
  it("imports the memory, shared where it is", () => {
    const plan = grayScottPass("f32", [4, 1, 0.2, 0.05, 1, 0.1, 0.1, 1]);
    expect(textOf(emitted(plan, true))).toMatch(/\(import "env" "memory" \(memory \(;0;\) \d+ 65536 shared\)\)/);
    expect(textOf(emitted(plan, false))).toMatch(/\(import "env" "memory" \(memory \(;0;\) \d+\)\)/);
  });
  it.each([
    ["f32", "f32x4"],
    ["f64", "f64x2"],
  ] as const)("loads each neighbour and each slot once, and multiplies by no 1: Gray–Scott in %s", (precision, shape) => {
    const text = textOf(emitted(grayScottPass(precision, [4, 2.5, 0.2, 0.05, 1, 0.1, 0.1, 1])));
    const vectors = 2;
    expect(count(text, "v128.load")).toBe(10 * vectors);
    expect(count(text, "v128.store")).toBe(2 * vectors);
    // Of the eight slots, dt is 1 and never read; there is the constant of the flush and the mask of its absolute value.
    const splats = precision === "f32" ? ["v128.load32_splat", "v128.load64_splat"] : ["v128.load64_splat"];
    expect(splats.reduce((sum, splat) => sum + count(text, splat), 0)).toBe(7 + 2);
    expect(count(text, `${shape}.mul`)).toBe(10 * vectors);
    expect(count(text, `${shape}.add`) + count(text, `${shape}.sub`)).toBe(15 * vectors);
  });
  it("takes comparisons as masks, clamps by pmin and pmax, and never fuses", () => {
    const ops: [CellOp, number[]][] = [
      ["lt", [0, 1]],
      ["select", [2, 0, 1]],
      ["min", [3, 1]],
      ["max", [4, 0]],
    ];
    const plan = planOfPasses({
      precision: "f32",
      shape: [2, 9],
      planes: [0, 1, 2].map(() => ({ ghosts: null, rowMap: 0 })),
      passes: [
        {
          values: [...[0, 1].map((plane) => ({ op: "load" as const, plane, dx: 0, dy: 0, dz: 0 })), ...ops.map(([op, args]) => ({ op, args }))],
          stores: [{ plane: 2, value: 5 }],
        },
      ],
    });
    const text = textOf(emitted(plan));
    for (const instruction of ["f32x4.lt", "v128.bitselect", "f32x4.pmin", "f32x4.pmax"]) expect(count(text, instruction)).toBe(2);
    expect(count(text, "v128.and")).toBe(0);
    expect(text).not.toMatch(/relaxed|f32x4\.(min|max)\b/);
  });
  it("holds no function that the plan does not call", () => {
    const functionsOf = (value: Value): string[] => {
      const values: Value[] = [{ op: "load", plane: 0, dx: 0, dy: 0, dz: 0 }, value];
      const planes = [0, 1].map(() => ({ ghosts: null, rowMap: 0 }));
      const plan = planOfPasses({ precision: "f64", shape: [2, 9], planes, passes: [{ values, stores: [{ plane: 1, value: 1 }] }] });
      return [...textOf(emitted(plan)).matchAll(/^\s*\(func \$([\w-]+)/gm)].map(([, name]) => name!);
    };
    expect(functionsOf({ op: "neg", args: [0] })).toEqual(["copy0-pass0"]);
    for (const op of ["exp", "log", "sin", "cos", "tanh"] as const) expect(functionsOf({ op, args: [0] })).toEqual([op, "copy0-pass0"]);
    expect(functionsOf({ op: "pow", args: [0, 0] })).toEqual(["pow", "copy0-pass0"]);
    expect(functionsOf({ op: "normal", stream: 0 })).toEqual(["box-muller", "normals", "copy0-pass0"]);
    expect(functionsOf({ op: "poisson", stream: 0, args: [0] })).toEqual(["exp", "uniforms", "poisson", "copy0-pass0"]);
  });
  it("is the same module after a round through its text", () => {
    const plan = grayScottPass("f64", [4, 1, 0.2, 0.05, 1, 0.1, 0.1, 1]);
    const again = tool.parseWat("again.wat", textOf(emitted(plan)), features);
    const { buffer } = again.toBinary({ write_debug_names: true });
    again.destroy();
    expect(textOf(buffer)).toBe(textOf(emitted(plan)));
  });
});
