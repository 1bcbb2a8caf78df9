import type { Workbench } from "../state/store";
import type { MenuItem } from "../ui/menu";
import { t } from "../ui/text";
import { cellTemplates } from "./cell-templates";

/** A menu's items that put a cell of each kind below the chosen one and open it. */
export const insertItems = (store: Workbench["store"]): MenuItem[] =>
  cellTemplates.map(({ id, title, note, kind, source }) => ({
    id,
    title: t(title),
    note: t(note),
    leads: true,
    onSelect: () => store.getState().insertCell("below", kind, source),
  }));
