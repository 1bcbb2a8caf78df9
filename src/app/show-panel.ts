import type { Workbench } from "../state/store";

/** Unfolds a panel of the present room, brings it into view and puts the focus there. */
export function showPanel(id: string, { store }: Workbench): void {
  const { workspace, setWorkspace } = store.getState();
  if (!workspace.unfolded.includes(id)) setWorkspace({ unfolded: [...workspace.unfolded, id] });
  const panel = document.querySelector<HTMLElement>(`[data-panel="${id}"]`);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  panel?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  panel?.focus({ preventScroll: true });
}
