import { WorkbenchError } from "../../core/errors";
import type { RunSpec } from "../../core/spec/run-spec";

/**
 * The memory of a run, from whoever makes it.
 * @throws WorkbenchError `grid/invalid` where that much is not to be had.
 */
export function allocate<Memory>(bytes: number, spec: RunSpec, make: () => Memory): Memory {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw needs(bytes, spec, "that much memory is not to be had here");
    throw error;
  }
}

/** The error for a run of so many bytes; `otherwise` is a way out beside smaller runs. */
export function needs(
  bytes: number,
  { grid: { shape }, precision, integrator: { method } }: RunSpec,
  but: string,
  otherwise?: string,
): WorkbenchError {
  const cures = [
    "a smaller grid",
    ...(precision === "f64" ? ['"precision": "f32"'] : []),
    "a method that keeps fewer fields, such as euler",
    ...(otherwise === undefined ? [] : [otherwise]),
  ];
  return new WorkbenchError(
    "grid/invalid",
    ["grid", "shape"],
    `${shape.join(" × ")} cells with ${method} in ${precision} need ${(bytes / 2 ** 30).toFixed(1)} GiB, and ${but}; take ${cures.slice(0, -1).join(", ")}, or ${cures.at(-1)}`,
  );
}
