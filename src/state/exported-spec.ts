import type { RunSpec } from "../core/spec/run-spec";
import type { WorkbenchState } from "./store";

/** The spec that brings the shown state back: the run's own, with as many steps as were done. Null when no run is open. */
export const exportedSpec = ({ spec, run }: Pick<WorkbenchState, "spec" | "run">): RunSpec | null => spec && { ...spec, steps: run.step };
