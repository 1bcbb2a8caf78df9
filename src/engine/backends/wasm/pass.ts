import type { Pass, PlaneId } from "../plan/plan";
import { Body } from "./body";
import { cellGraph, type CellSources, type Generators } from "./cell-graph";
import { memoryArgument, simdCode } from "./encoder";
import type { KernelSetting } from "./kernel";
import type { Module } from "./module";
import { integer, load, local, scalar, textOf, type Node } from "./nodes";
import { noResult, op } from "./opcodes";
import { cellsPerDraw } from "./philox";
import { rowPointers } from "./row-pointers";
import { fillSides } from "./sides";
import { unitSlots } from "./unit-slots";

const params = ["i32", "i32", "i32", "i32", "i32", "i32"] as const;

/** Vectors that the inner loop takes at once, unless random numbers come in larger groups. */
const usualUnroll = 2;
const vectorBytes = 16;

/**
 * Emits the function of a pass, see `emitKernels`, and returns its index. Rows may run over their end into the padding:
 * the loop takes no more than 16 cells at once.
 */
export function emitPass(module: Module, setting: KernelSetting, generators: Generators, pass: Pass, name: string): number {
  const { plan, map, dt } = setting;
  const { grid, precision } = plan;
  const bytes = precision === "f32" ? 4 : 8;
  const lanes = vectorBytes / bytes;
  const random = pass.values.some((value) => value.op === "normal" || value.op === "poisson");
  const unroll = random ? cellsPerDraw / lanes : usualUnroll;

  const body = new Body(params, module);
  const [z, from, to, slots, stepLow, stepHigh] = params.map((_, index) => body.param(index)) as [Node, Node, Node, Node, Node, Node];
  const integerLocal = (): { index: number; node: Node } => {
    const index = body.local("i32");
    return { index, node: local(index, "i32") };
  };
  const [y, end, cell] = [integerLocal(), integerLocal(), integerLocal()];
  const rows = rowPointers(plan, map, pass, () => body.local("i32"));
  const centre = local(rows.centre, "i32");
  const outsideLoop = keptOutside(body);
  const loads: { plane: PlaneId; vectorIndex: number; node: Node }[] = [];

  const sources: CellSources = {
    load(value, vectorIndex) {
      const offset = map.planes[value.plane]! + value.dx * bytes + vectorIndex * vectorBytes;
      const node = load(local(rows.of(value), "i32"), offset);
      loads.push({ plane: value.plane, vectorIndex, node });
      return node;
    },
    slot: (slot) => outsideLoop.keep(load(slots, slot * bytes, precision === "f32" ? "v128.load32_splat" : "v128.load64_splat")),
    constant: outsideLoop.keep,
    place: { cell: cell.node, stepLow, stepHigh },
  };
  const graph = cellGraph(plan, pass, dt, unitSlots(plan, dt), generators, sources);
  const stores = Array.from({ length: unroll }, (_, vectorIndex) =>
    pass.stores.map(({ plane, value }) => ({ plane, vectorIndex, node: graph.node(value, vectorIndex) })),
  ).flat();

  outsideLoop.write();
  body.assign(y.index, from);
  body.emit(op.block, noResult, op.loop, noResult);
  body.leave(scalar(op.i32GeS, y.node, to));
  body.emit(op.brIf, 1);
  rows.begin(body, z, y.node);
  body.assign(end.index, scalar(op.i32Add, centre, integer(grid.nx * bytes)));
  if (random) {
    const row = scalar(op.i32Add, scalar(op.i32Mul, z, integer(grid.ny)), y.node);
    body.assign(cell.index, scalar(op.i32Mul, row, integer(grid.nx)));
  }

  body.emit(op.loop, noResult);
  for (const { node } of stores) body.expect(node);
  for (const { plane, vectorIndex, node } of stores) {
    // What this store overwrites is read first.
    for (const waiting of loads) if (waiting.plane === plane && waiting.vectorIndex === vectorIndex) body.prepare(waiting.node);
    body.place(centre);
    body.place(node);
    body.emit(...simdCode("v128.store"), ...memoryArgument(2, map.planes[plane]! + vectorIndex * vectorBytes));
  }
  for (const pointer of rows.all) body.assign(pointer, scalar(op.i32Add, local(pointer, "i32"), integer(unroll * vectorBytes)));
  if (random) body.assign(cell.index, scalar(op.i32Add, cell.node, integer(unroll * lanes)));
  body.leave(scalar(op.i32LtU, centre, end.node));
  body.emit(op.brIf, 0, op.end);

  body.assign(rows.centre, scalar(op.i32Sub, end.node, integer(grid.nx * bytes)));
  for (const plane of new Set(pass.stores.map((store) => store.plane))) fillSides(body, plan, plane, map.planes[plane]!, () => body.place(centre));
  body.assign(y.index, scalar(op.i32Add, y.node, integer(1)));
  body.emit(op.br, 0, op.end, op.end);
  return module.add(name, params, [], body);
}

/** Values that are the same in every cell, computed once before the loops. */
function keptOutside(body: Body): { keep(node: Node): Node; write(): void } {
  const kept = new Map<string, { index: number; node: Node }>();
  return {
    keep(node) {
      const key = textOf(node);
      if (!kept.has(key)) kept.set(key, { index: body.local("v128"), node });
      return local(kept.get(key)!.index, "v128");
    },
    write() {
      for (const { index, node } of kept.values()) body.assign(index, node);
    },
  };
}
