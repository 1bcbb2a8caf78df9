import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Menu, type MenuItem } from "../ui/menu";
import { t } from "../ui/text";
import { insertItems } from "./cell-insert";
import type { NotebookCell } from "../state/notebook-cells";

/** What is done to the chosen cell as a whole, beside its upper right corner. */
export function CellTools({ cell: { id, kind } }: { cell: NotebookCell }) {
  const store = useWorkbenchStore();
  const canPaste = useWorkbench((state) => state.desk.clip !== null);
  const ends = useWorkbench(({ notebook }) => `${notebook?.cells[0]?.id === id} ${notebook?.cells.at(-1)?.id === id}`);
  const [isFirst, isLast] = ends.split(" ").map((word) => word === "true");
  const state = store.getState;
  const items: MenuItem[] = [
    { id: "edit", title: t("Write in the cell"), keys: "↵", leads: true, onSelect: () => state().chooseCell(id, true) },
    { id: "below", title: t("Insert below"), items: insertItems(store) },
    {
      id: "up",
      title: t("Move up"),
      keys: "Alt+↑",
      apart: true,
      unavailable: isFirst ? t("it is the first") : null,
      onSelect: () => state().moveCell(id, -1),
    },
    { id: "down", title: t("Move down"), keys: "Alt+↓", unavailable: isLast ? t("it is the last") : null, onSelect: () => state().moveCell(id, 1) },
    {
      id: "join",
      title: t("Join with the next"),
      keys: "Shift+M",
      unavailable: isLast ? t("it is the last") : null,
      onSelect: () => state().joinCell(id),
    },
    kind === "code"
      ? { id: "convert", title: t("Make it text"), keys: "M", onSelect: () => state().convertCell(id, "markdown") }
      : { id: "convert", title: t("Make it code"), keys: "Y", onSelect: () => state().convertCell(id, "code") },
    { id: "copy", title: t("Copy"), keys: "C", apart: true, onSelect: () => state().copyCell() },
    { id: "cut", title: t("Cut"), keys: "X", onSelect: () => state().cutCell() },
    { id: "paste", title: t("Paste below"), keys: "V", unavailable: canPaste ? null : t("nothing is copied"), onSelect: () => state().pasteCell() },
    { id: "delete", title: t("Delete"), keys: "D D", apart: true, note: t("Z brings it back"), leads: true, onSelect: () => state().deleteCell() },
  ];
  return (
    <span className="cell-tools">
      <Menu
        items={items}
        trigger={
          <Button look="plain" aria-label={t("More for this cell")}>
            ⋯
          </Button>
        }
      />
    </span>
  );
}
