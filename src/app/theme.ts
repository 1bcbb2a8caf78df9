import type { Workbench } from "../state/store";
import type { Theme } from "../state/workspace-slice";

const lightMachine = () => matchMedia("(prefers-color-scheme: light)");

/** The theme that is seen: that of the machine, where it is left to it. */
export const seenTheme = (theme: Theme): "dark" | "light" => (theme === "system" ? (lightMachine().matches ? "light" : "dark") : theme);

/** Sets `data-theme` on the page, which the tokens follow, and tells the browser's own bars the panel colour. */
export function showTheme(store: Workbench["store"]): void {
  const show = () => {
    const root = document.documentElement;
    const theme = seenTheme(store.getState().workspace.theme);
    if (root.dataset["theme"] === theme) return;
    root.dataset["theme"] = theme;
    const panel = getComputedStyle(root).getPropertyValue("--panel").trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", panel);
  };
  show();
  store.subscribe(show);
  lightMachine().addEventListener("change", show);
}
