import type { Panel } from "../panels/define";
import { Menu, type MenuItem } from "../ui/menu";
import { t } from "../ui/text";
import { useDock } from "./dock";
import { headingId } from "./heading-id";

/** Takes a panel elsewhere without a pointer. The focus stays with it; when it closes, it goes to the main view. */
export function DockMenu({ panel }: { panel: Panel }) {
  const dock = useDock();
  if (!dock) return null;
  const items: MenuItem[] = dock.moves(panel.id).map(({ id, title, done, target }) => ({
    id,
    title,
    onSelect: () => dock.move(panel.id, target, done),
  }));
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
