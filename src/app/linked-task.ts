import { toRecord } from "../core/errors";
import { fromLinkText } from "../core/spec/link-text";
import type { Workbench } from "../state/store";
import { notebookIn } from "../notebook/link";
import { t } from "../ui/text";
import { loadPanels } from "./room-panels";
import type { LinkedTask } from "./routing";
import { showPanel } from "./show-panel";

const panelOf: Record<LinkedTask, string> = {
  sweep: "sweep",
  search: "parameter-search",
  experiment: "experiment",
  membrane: "membrane",
  notebook: "notebook",
};

/** Sets up what a link brings, ready to be started: a sweep or a search in the Lab over its own spec, an experiment in Learning, a membrane, a notebook to read. Resolves to whether a run was opened. */
export async function openLinkedTask(workbench: Workbench, task: LinkedTask, text: string): Promise<boolean> {
  const { getState, setState } = workbench.store;
  try {
    const document = fromLinkText(text, task);
    await workbench.openRooms();
    const opened = await take(workbench, task, document);
    const { room } = getState();
    const panels = await loadPanels(room, workbench);
    const panel = panels.find(({ id }) => id === panelOf[task]);
    if (panel) showPanel(panel, panels, workbench);
    return opened;
  } catch (error) {
    const problem = toRecord(error);
    if (task === "experiment") setState(({ learning }) => ({ learning: { ...learning, status: "failed", problem } }));
    else if (task === "membrane")
      setState(({ membrane }) => ({ membrane: { ...membrane, view: "clamp", run: { ...membrane.run, status: "failed", problem } } }));
    else setState({ specProblem: problem });
    return false;
  }
}

async function take({ store: { getState } }: Workbench, task: LinkedTask, document: unknown): Promise<boolean> {
  if (task === "notebook") {
    // Before it is read: a text that brings the page down is not brought again by a reload.
    history.replaceState(null, "", "#/notebooks");
    await getState().openNotebookText(notebookIn(document), t("Notebook of a link"), "foreign");
    getState().goTo("notebooks");
    return false;
  }
  if (task === "experiment") {
    getState().takeExperiment(document);
    getState().goTo("learning");
    return false;
  }
  if (task === "membrane") {
    getState().takeMembrane(document);
    getState().goTo("membrane");
    return false;
  }
  const base = await (task === "sweep" ? getState().takeSweep(document) : getState().takeSearch(document));
  getState().goTo("lab");
  return getState().open(base);
}
