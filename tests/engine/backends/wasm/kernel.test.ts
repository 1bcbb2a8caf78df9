import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellOp, Ghost, Pass, RowMap, Value } from "../../../../src/engine/backends/plan/plan";
import { compileKernelsNow, wasmRunner } from "../../../../src/engine/backends/wasm/run";
import { interpretRow } from "./interpret";
import { memoryFor, placeIn, planOfPasses } from "./memory";

const unary: readonly CellOp[] = ["neg", "abs", "sqrt", "exp", "log", "sin", "cos", "tanh", "reciprocal", "flush"];
const binary: readonly CellOp[] = ["add", "sub", "mul", "div", "lt", "le", "gt", "ge", "eq", "ne", "min", "max", "pow"];

/** Planes 0 … 2 are read at offsets, 3 and 4 are read at the cell and written, 5 is written alone. */
const [readPlanes, allPlanes] = [3, 6];

const index = fc.nat({ max: 1_000_000 });
const offset = fc.constantFrom(-1, 0, 1);
const writtenOp = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("load" as const), plane: index, dx: offset, dy: offset, dz: offset }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("slot" as const), slot: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("normal" as const), stream: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("poisson" as const), stream: fc.nat({ max: 3 }), a: index }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("unary" as const), op: fc.constantFrom(...unary), a: index }) },
  { weight: 14, arbitrary: fc.record({ kind: fc.constant("binary" as const), op: fc.constantFrom(...binary), a: index, b: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("select" as const), a: index, b: index, c: index }) },
);
type WrittenOp = typeof writtenOp extends fc.Arbitrary<infer T> ? T : never;

/** Makes a list of operations a valid one: arguments before their use, offsets where they may be. */
function passOf(written: readonly WrittenOp[], stores: readonly number[], slots: number, flat: boolean): Pick<Pass, "values" | "stores"> {
  const values: Value[] = [{ op: "load", plane: 0, dx: 0, dy: 0, dz: 0 }];
  const pick = (i: number): number => values.length - 1 - (i % values.length);
  for (const item of written) {
    if (item.kind === "load") {
      const plane = item.plane % (allPlanes - 1);
      const still = plane >= readPlanes;
      values.push({ op: "load", plane, dx: still ? 0 : item.dx, dy: still ? 0 : item.dy, dz: still || flat ? 0 : item.dz });
    } else if (item.kind === "slot") values.push({ op: "slot", slot: item.slot % slots });
    else if (item.kind === "normal") values.push({ op: "normal", stream: item.stream });
    else if (item.kind === "poisson") values.push({ op: "poisson", stream: item.stream, args: [pick(item.a)] });
    else if (item.kind === "unary") values.push({ op: item.op, args: [pick(item.a)] });
    else if (item.kind === "binary") values.push({ op: item.op, args: [pick(item.a), pick(item.b)] });
    else values.push({ op: "select", args: [pick(item.a), pick(item.b), pick(item.c)] });
  }
  return { values, stores: stores.map((value, i) => ({ plane: readPlanes + i, value: pick(value) })) };
}

const ghost = fc.constantFrom<Ghost["kind"]>("wrap", "copy", "given").map((kind) => ({ kind }) as Ghost);
const ghosts = fc.record({ "x-": ghost, "x+": ghost });
const edge = fc.constantFrom("wrap" as const, "copy" as const, "own" as const);
const rowMap: fc.Arbitrary<RowMap> = fc.record({ "y-": edge, "y+": edge, "z-": edge, "z+": edge });
const size = (max: number) => fc.integer({ min: 1, max });
const anyNumber = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1, 1e-31, -1e-31, 1e-291, 1e30, 3e38, Infinity, NaN) },
  { weight: 1, arbitrary: fc.double() },
);

const scenario = fc.record({
  precision: fc.constantFrom("f32" as const, "f64" as const),
  shape: fc.oneof(fc.tuple(size(5), size(37)), fc.tuple(size(4), size(4), size(19))),
  rowMaps: fc.tuple(rowMap, rowMap),
  planes: fc.array(fc.record({ ghosts: fc.option(ghosts), rowMap: fc.constantFrom(0, 1) }), { minLength: allPlanes, maxLength: allPlanes }),
  written: fc.array(writtenOp, { minLength: 1, maxLength: 40 }),
  stores: fc.array(index, { minLength: 1, maxLength: 3 }),
  slots: fc.array(anyNumber, { minLength: 3, maxLength: 3 }),
  start: fc.array(anyNumber, { minLength: 31, maxLength: 61 }),
  run: fc.record({ seed: fc.nat(), dt: fc.double({ min: 0.1, max: 2, noNaN: true }), step: fc.integer({ min: 0, max: 2 ** 40 }) }),
  part: fc.tuple(fc.nat(), fc.nat()),
  shared: fc.boolean(),
});

describe("kernels of arbitrary passes", () => {
  it("give what the pass means, to the bit, and leave the rest alone", () =>
    fc.assert(
      fc.property(scenario, ({ precision, shape, rowMaps, planes, written, stores, slots, start, run, part, shared }) => {
        const pass = passOf(written, stores, slots.length, shape.length === 2);
        const plan = planOfPasses({ precision, shape, planes, rowMaps, slots, passes: [pass] });
        const { nx, ny, nz } = plan.grid;
        const { map, memory, cells } = memoryFor(plan, slots, shared);
        const first = map.planes[0]! / cells.BYTES_PER_ELEMENT;
        for (let i = first; i < cells.length; i++) cells[i] = start[i % start.length]!;
        const before = cells.slice();
        const z = part[0] % nz;
        const from = part[1] % ny;
        const module = compileKernelsNow({ plan, map, seed: run.seed, dt: run.dt, shared });
        wasmRunner({ plan, map, buffer: memory.buffer, thread: 0, memory, module, seed: run.seed, dt: run.dt }).run(0, 0, z, from, ny, run.step);

        // Rows written become what they mean; what lies in the padding of those rows is free, but for ghosts of kind wrap and copy.
        const free = new Set<number>();
        for (let y = from; y < ny; y++) {
          const rows = interpretRow(plan, map, before, plan.passes[0][0]!, slots, run, z, y);
          for (const [store, { plane }] of pass.stores.entries()) {
            const at = (x: number): number => placeIn(map, before, plane, z, y, x);
            rows.forEach((results, x) => (before[at(x)] = results[store]!));
            for (let x = nx; x < Math.ceil(nx / 8) * 8 + 8; x++) free.add(at(x));
            const [low, high] = [planes[plane]!.ghosts?.["x-"].kind, planes[plane]!.ghosts?.["x+"].kind];
            if (low === "wrap" || low === "copy") before[at(-1)] = before[at(low === "wrap" ? nx - 1 : 0)]!;
            if (high !== "wrap" && high !== "copy") continue;
            free.delete(at(nx));
            before[at(nx)] = before[at(high === "wrap" ? 0 : nx - 1)]!;
          }
        }
        const wrong = cells.findIndex((value, i) => i >= first && !free.has(i) && !Object.is(value, before[i]));
        expect(wrong === -1 ? null : { wrong: wrong - first, got: cells[wrong], expected: before[wrong] }).toBeNull();
      }),
      { numRuns: 500 },
    ));
});
