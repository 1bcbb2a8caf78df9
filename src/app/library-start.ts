import { recallLastRun } from "../state/library-last";
import type { KeyValueStorage } from "../state/services";
import type { Workbench } from "../state/store";

/** Whether the last visit, or this tab before it was reloaded, left a run to go on with. */
export const leftRun = ({ services }: Workbench): boolean =>
  [tabStorage(services.storage), services.storage].some((place) => recallLastRun(place) !== null);

/**
 * Begins to keep runs, once the first picture is drawn.
 * @param resume whether the run that is open waits for the one that the last visit left.
 */
export async function startLibrary({ store, services }: Workbench, resume: boolean): Promise<void> {
  await services.nextFrame();
  const { keepRuns, resumeLast, keepNow, noteBeforeClosing } = store.getState();
  await keepRuns(tabStorage(services.storage));
  window.addEventListener("pagehide", noteBeforeClosing);
  // A phone ends pages behind others without a word.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void keepNow();
  });
  if (resume) await resumeLast();
  await services.library.purgeOld().catch(() => undefined);
}

/** Where this tab alone keeps things; what all tabs share where there is no such place. */
function tabStorage(shared: KeyValueStorage): KeyValueStorage {
  try {
    return sessionStorage;
  } catch {
    return shared;
  }
}
