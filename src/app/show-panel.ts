import type { Panel } from "../panels/define";
import { arranged, reopened } from "../state/arrangement";
import type { Workbench } from "../state/store";
import { usualColumns } from "./dock";

/** Opens a panel of the present room where it is closed, folded or behind another, brings it into view and puts the focus there. */
export function showPanel({ id, place, folded }: Panel, panels: readonly Panel[], { store }: Workbench): void {
  const { room, layout, workspace, setWorkspace, arrangeRoom, bringToFront, setSheet } = store.getState();
  if (place === "left" || place === "right") {
    const usual = usualColumns(panels);
    const arrangement = arranged(usual, layout.rooms[room]);
    if (arrangement.closed.includes(id)) arrangeRoom(room, reopened(arrangement, id, usual), "Panel opened");
    if (folded && !workspace.unfolded.includes(id)) setWorkspace({ unfolded: [...workspace.unfolded, id] });
    if (layout.sheet === "low") setSheet("half");
    bringToFront(id);
  }
  // Once it is drawn.
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>(
      place === "main" ? "#main" : place === "bottom" ? ".room-bottom button" : `[data-panel="${id}"]`,
    );
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    panel?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    panel?.focus({ preventScroll: true });
  });
}
