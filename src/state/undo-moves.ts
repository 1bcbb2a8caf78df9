import type { StoreApi } from "zustand/vanilla";
import type { ParamValue } from "../core/define/params";
import { WorkbenchError, type ErrorRecord } from "../core/errors";
import type { WorkbenchState } from "./store";
import { openAgain, parameterTitle } from "./undo-opening";

type Store = StoreApi<WorkbenchState>;

/**
 * Records what is done to a run in flight: parameters that are moved, and a reset that drops what was done. These are watched where they are
 * asked for: parameters change by themselves, too, when the run goes back in time.
 */
export function followMoves(store: Store): void {
  const { setParameter, resetRun } = store.getState();
  store.setState({
    async setParameter(name, value, refused = (specProblem) => store.setState({ specProblem })) {
      const { spec, run, preset, undoing } = store.getState();
      let accepted = true;
      await setParameter(name, value, (problem) => {
        accepted = false;
        refused(problem);
      });
      if (!spec || undoing || !accepted || store.getState().run.id !== run.id) return;
      const from = spec.parameters[name]!;
      store.getState().record({
        title: parameterTitle(name, spec),
        merge: `parameter ${name}`,
        from: JSON.stringify(from),
        to: JSON.stringify(value),
        undo: () => move(store, name, from, preset),
        redo: () => move(store, name, value, null),
      });
    },
    async resetRun() {
      const before = store.getState();
      await resetRun();
      if (before.spec?.interventions && !before.undoing && store.getState().run.id === before.run.id)
        before.record({ title: "Reset", undo: openAgain(store, before), redo: resetRun });
    },
  });
}

/** Sets a parameter back where the run stands: it does not go back in time. */
async function move(store: Store, name: string, value: ParamValue, preset: string | null): Promise<void> {
  let problem: ErrorRecord | null = null;
  await store.getState().setParameter(name, value, (why) => (problem = why));
  if (problem) throw WorkbenchError.fromJSON(problem);
  store.setState({ preset });
}
