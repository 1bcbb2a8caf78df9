import type { Intervention } from "../core/spec/run-spec";
import type { EngineApi, RunId } from "../engine/protocol";

/**
 * Brings a run to the state of a step as if only these interventions had been done to it; those of later steps are done again as it comes to
 * them. Exact: it is the state before that step, and the step again.
 * @param account all that was done, in order.
 */
export async function rewind(engine: EngineApi, run: RunId, step: number, account: readonly Intervention[]): Promise<void> {
  if (step > 0) await engine.goTo(run, step - 1);
  else await beginAnew(engine, run, account);
  await engine.restore(run, { ...(await engine.save(run)), interventions: [...account] });
  await engine.goTo(run, step);
}

/** There is no state before the first one: it is made anew, and painted. Parameters moved at the start are the start's own. */
async function beginAnew(engine: EngineApi, run: RunId, account: readonly Intervention[]): Promise<void> {
  await engine.goTo(run, 0);
  await engine.reset(run);
  for (const { step, field, mark } of account) if (step === 0 && field !== undefined && mark) await engine.edit(run, field, mark);
}
