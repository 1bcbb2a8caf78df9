import { createContext, useContext, useMemo } from "react";
import type { Panel, RoomId } from "../panels/define";
import { arranged, closed, moved, resized, reopened, type Arrangement, type Side, type Target, type Usual } from "../state/arrangement";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { t } from "../ui/text";
import { movesOf, type DockForm, type DockMove } from "./dock-moves";

/** The columns of a room, and what can be done with the panels in them. */
export interface Dock {
  arrangement: Arrangement;
  moves(panel: string): DockMove[];
  /** @param how what was done, in words, for who does not see it. */
  move(panel: string, target: Target, how: string): void;
  close(panel: string): void;
  reopen(panel: string): void;
  /** @param px null for the usual width. */
  resize(side: Side, px: number | null): void;
}

/** There while panels can be moved: once all of the room's are loaded. */
export const DockContext = createContext<Dock | null>(null);
export const useDock = (): Dock | null => useContext(DockContext);

export function usualColumns(panels: readonly Panel[]): Usual {
  const at = (side: Side) => panels.filter(({ place }) => place === side).map(({ id }) => id);
  return { left: at("left"), right: at("right") };
}

export function useDockOf(room: RoomId, panels: readonly Panel[], form: DockForm = "columns"): Dock {
  const store = useWorkbenchStore();
  const kept = useWorkbench((state) => state.layout.rooms[room]);
  return useMemo(() => {
    const usual = usualColumns(panels);
    const arrangement = arranged(usual, kept);
    const titleOf = (id: string) => t(panels.find((panel) => panel.id === id)?.title ?? id);
    const arrange = (next: Arrangement, title: string, news?: string) => {
      if (next === arrangement) return;
      store.getState().arrangeRoom(room, next, title);
      if (news !== undefined) store.getState().tellLayout(news);
    };
    return {
      arrangement,
      moves: (panel) => movesOf(arrangement, panel, form, room, panels),
      move(panel, target, how) {
        arrange(moved(arrangement, panel, target), "Panel moved", `${titleOf(panel)}: ${how}`);
        store.getState().bringToFront(panel);
      },
      close: (panel) => arrange(closed(arrangement, panel), "Panel closed", t("{{panel}} is closed", { panel: titleOf(panel) })),
      reopen(panel) {
        arrange(reopened(arrangement, panel, usual), "Panel opened", t("{{panel}} is open", { panel: titleOf(panel) }));
        store.getState().bringToFront(panel);
      },
      resize: (side, px) => arrange(resized(arrangement, side, px), "Column width"),
    };
  }, [store, room, panels, kept, form]);
}
