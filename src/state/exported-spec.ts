import { appliedAt, parametersAt, withInterventions } from "../core/spec/interventions";
import type { RunSpec } from "../core/spec/run-spec";
import type { RunFacts } from "./run-slice";

interface Shown {
  spec: RunSpec | null;
  run: Pick<RunFacts, "step" | "start">;
}

/** The spec of the run from its start, with all that was done to it: what the page shows has the parameters of the present in their place. */
export const wholeSpec = ({ spec, run }: { spec: RunSpec | null; run: Pick<RunFacts, "start"> }): RunSpec | null =>
  spec && { ...spec, parameters: run.start };

/** The spec that brings the shown state back: the run's own, with as many steps as were done, and what was done by then. Null when no run is open. */
export function exportedSpec(shown: Shown): RunSpec | null {
  const whole = wholeSpec(shown);
  if (!whole) return null;
  const { step } = shown.run;
  return { ...withInterventions(whole, (whole.interventions ?? []).slice(0, appliedAt(whole, step))), steps: step };
}

/**
 * The spec of a run as the page shows it at a step: with the parameters that hold there. What did not change stays the same object.
 * @param shown as it was shown before.
 */
export function presentSpec(whole: RunSpec, step: number, shown: RunSpec | null = null): RunSpec {
  const parameters = parametersAt(whole, step);
  const same = shown && sameValues(parameters, shown.parameters) ? shown.parameters : parameters;
  return { ...whole, parameters: same };
}

const sameValues = (a: RunSpec["parameters"], b: RunSpec["parameters"]): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => value === b[name]);
