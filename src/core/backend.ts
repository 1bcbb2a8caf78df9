import type { EquationModel } from "./define/model";
import type { FieldValues, Simulation } from "./simulation";
import type { RunSpec } from "./spec/run-spec";

/** A way of computing equations: typed arrays, WASM, WebGPU. The equations in, a simulation out. */
export interface Backend {
  id: "plain" | "wasm" | "webgpu";
  title: string;
  /** Same spec, same bits as every other exact back end. */
  exact: boolean;
  threads: number;
  start(model: EquationModel, spec: RunSpec, initial: Record<string, FieldValues>): Simulation | Promise<Simulation>;
}
