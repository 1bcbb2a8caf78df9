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
  /** @param arrays what the spec takes from files beside the initial fields, by place: "grid.mask", "parameters.F". */
  start(
    model: EquationModel,
    spec: RunSpec,
    initial: Record<string, FieldValues>,
    arrays?: Readonly<Record<string, ArrayLike<number>>>,
  ): Simulation | Promise<Simulation>;
}
