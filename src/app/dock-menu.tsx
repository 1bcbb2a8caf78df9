import type { Panel } from "../panels/define";
import type { Step } from "../state/arrangement";
import { Menu, type MenuItem } from "../ui/menu";
import { t } from "../ui/text";
import { useDock } from "./dock";
import { headingId } from "./heading-id";

const order: readonly Step[] = ["up", "down", "across", "tab", "apart"];

/** Takes a panel elsewhere without a pointer. The focus stays with it; when it closes, it goes to the main view. */
export function DockMenu({ panel }: { panel: Panel }) {
  const dock = useDock();
  if (!dock) return null;
  const steps = dock.steps(panel.id);
  const words: Record<Step, { title: string; done: string }> = {
    up: { title: t("Move up"), done: t("moved up") },
    down: { title: t("Move down"), done: t("moved down") },
    across:
      steps.across?.side === "left"
        ? { title: t("Move to the left column"), done: t("moved to the left column") }
        : { title: t("Move to the right column"), done: t("moved to the right column") },
    tab: { title: t("Share a place with the one above"), done: t("a tab beside the one above") },
    apart: { title: t("Take out of the tabs"), done: t("in a place of its own") },
  };
  const items: MenuItem[] = order.flatMap((step) => {
    const target = steps[step];
    return target ? [{ id: step, title: words[step].title, onSelect: () => dock.move(panel.id, target, words[step].done) }] : [];
  });
  return (
    <Menu
      items={[...items, { id: "close", title: t("Close the panel"), apart: true, onSelect: () => dock.close(panel.id) }]}
      onClosed={(event) => {
        event.preventDefault();
        // The panel may have been drawn anew elsewhere.
        const button = document.querySelector<HTMLElement>(`[data-panel="${panel.id}"] > .panel-arrange`);
        (button ?? document.getElementById("main"))?.focus();
        button?.scrollIntoView({ block: "nearest" });
      }}
      trigger={
        <button
          type="button"
          className="panel-arrange"
          aria-label={t("Arrange")}
          aria-describedby={headingId(panel)}
          title={t("Move or close this panel")}
        >
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="currentColor">
            <circle cx="3" cy="8" r="1.4" />
            <circle cx="8" cy="8" r="1.4" />
            <circle cx="13" cy="8" r="1.4" />
          </svg>
        </button>
      }
    />
  );
}
