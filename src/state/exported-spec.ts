import type { RunSpec } from "../core/spec/run-spec";

/** The spec that brings the shown state back: the run's own, with as many steps as were done. Null when no run is open. */
export const exportedSpec = ({ spec, run }: { spec: RunSpec | null; run: { step: number } }): RunSpec | null => spec && { ...spec, steps: run.step };
