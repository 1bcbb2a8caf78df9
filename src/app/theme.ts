import type { Workbench, WorkbenchState } from "../state/store";

/** Sets `data-theme` on the page, which the tokens follow, and tells the browser's own bars the panel colour. */
export function showTheme(store: Workbench["store"]): void {
  const show = ({ workspace }: WorkbenchState) => {
    const root = document.documentElement;
    if (root.dataset.theme === workspace.theme) return;
    root.dataset.theme = workspace.theme;
    const panel = getComputedStyle(root).getPropertyValue("--panel").trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", panel);
  };
  show(store.getState());
  store.subscribe(show);
}
