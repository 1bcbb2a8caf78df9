import { toRecord } from "../core/errors";
import { fromLinkText } from "../core/spec/link-text";
import type { Workbench } from "../state/store";
import { loadPanels } from "./room-panels";
import type { LinkedTask } from "./routing";
import { showPanel } from "./show-panel";

const panelOf: Record<LinkedTask, string> = { sweep: "sweep", search: "parameter-search" };

/** Sets up the sweep or the search of a link in the Lab, over its own spec, ready to be started. Resolves to whether it could. */
export async function openLinkedTask(workbench: Workbench, task: LinkedTask, text: string): Promise<boolean> {
  const { getState, setState } = workbench.store;
  try {
    const document = fromLinkText(text, task);
    await workbench.openRooms();
    const base = await (task === "sweep" ? getState().takeSweep(document) : getState().takeSearch(document));
    getState().goTo("lab");
    if (!(await getState().open(base))) return false;
    const panels = await loadPanels("lab", workbench);
    const panel = panels.find(({ id }) => id === panelOf[task]);
    if (panel) showPanel(panel, panels, workbench);
    return true;
  } catch (error) {
    setState({ specProblem: toRecord(error) });
    return false;
  }
}
