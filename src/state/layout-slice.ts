import type { StoreApi } from "zustand/vanilla";
import { fittingWidth, type Arrangement, type Side, type Stack } from "./arrangement";
import { recall, remember } from "./remember";
import type { KeyValueStorage, Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";
import type { Room } from "./workspace-slice";

/** How much of a phone's screen the sheet of panels takes: its tabs alone, about half, nearly all. */
export const sheetHeights = ["low", "half", "tall"] as const;
export type SheetHeight = (typeof sheetHeights)[number];

export interface LayoutFacts {
  /** Rooms that were set up by hand; the others are as they come. */
  rooms: Readonly<Partial<Record<Room, Arrangement>>>;
  /** Ids of panels brought to the front, the last one first: among tabs, the one that comes first here is shown. */
  fronts: readonly string[];
  sheet: SheetHeight;
}

export interface LayoutSlice {
  layout: LayoutFacts;
  /** What was done to the layout last, in words, for those who do not see it. */
  layoutNews: string;
  /**
   * Sets up the columns of a room; null for as they come. Can be taken back.
   * @param title what was done, as it stands behind "Undo".
   */
  arrangeRoom(room: Room, arrangement: Arrangement | null, title: string): void;
  /** Every room as it comes. Can be taken back. */
  resetLayout(): void;
  bringToFront(panel: string): void;
  setSheet(height: SheetHeight): void;
  tellLayout(news: string): void;
}

const key = "mfn.layout";
const frontsKept = 32;

export const createLayoutSlice =
  ({ storage }: Pick<Services, "storage">): SliceCreator<LayoutSlice> =>
  (set, get) => {
    function change(title: string, merge: string, rooms: LayoutFacts["rooms"]): void {
      const before = get().layout.rooms;
      const put = (to: LayoutFacts["rooms"]) => () => set(({ layout }) => ({ layout: { ...layout, rooms: to } }));
      put(rooms)();
      get().record({ title, merge: `layout ${merge}`, undo: put(before), redo: put(rooms) });
    }
    return {
      layout: restore(recall(storage, key)),
      layoutNews: "",
      arrangeRoom(room, arrangement, title) {
        const { [room]: _, ...others } = get().layout.rooms;
        change(title, `${room} ${title}`, arrangement ? { ...others, [room]: arrangement } : others);
      },
      resetLayout: () => change("Layout reset", "reset", {}),
      bringToFront: (panel) =>
        set(({ layout }) => ({ layout: { ...layout, fronts: [panel, ...layout.fronts.filter((id) => id !== panel)].slice(0, frontsKept) } })),
      setSheet: (sheet) => set(({ layout }) => ({ layout: { ...layout, sheet } })),
      tellLayout: (layoutNews) => set({ layoutNews }),
    };
  };

/** The one among tabs that is shown. */
export const frontOf = (ids: readonly string[], fronts: readonly string[]): string => fronts.find((id) => ids.includes(id)) ?? ids[0]!;

export function saveLayout(store: StoreApi<WorkbenchState>, storage: KeyValueStorage): void {
  store.subscribe((state, before) => {
    if (state.layout !== before.layout) remember(storage, key, state.layout);
  });
}

const roomIds: readonly Room[] = ["lab", "measure", "regimes", "membrane", "learning", "notebooks", "runs", "server"];
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** Takes from a kept layout what still has the right type. Whether its panels are still there is seen where they are drawn. */
function restore(kept: unknown): LayoutFacts {
  const { rooms, fronts, sheet } = isRecord(kept) ? kept : {};
  const entries = roomIds.flatMap((room) => {
    const arrangement = isRecord(rooms) && restoreArrangement(rooms[room]);
    return arrangement ? [[room, arrangement] as const] : [];
  });
  return {
    rooms: Object.fromEntries(entries),
    fronts: texts(fronts).slice(0, frontsKept),
    sheet: sheetHeights.find((height) => height === sheet) ?? "half",
  };
}

function restoreArrangement(kept: unknown): Arrangement | null {
  if (!isRecord(kept) || !isRecord(kept["columns"])) return null;
  const { left, right } = kept["columns"];
  // A panel stands in one place, also where a kept layout names it twice.
  const seen = new Set<string>();
  const fresh = (ids: readonly string[]) => ids.filter((id) => !seen.has(id) && seen.add(id));
  const stacks = (column: unknown): Stack[] =>
    (Array.isArray(column) ? column : []).map((stack) => fresh(texts(stack))).filter(({ length }) => length > 0);
  const columns = { left: stacks(left), right: stacks(right) };
  const widths = isRecord(kept["widths"]) ? kept["widths"] : {};
  const width = (side: Side) => (Number.isFinite(widths[side]) ? { [side]: fittingWidth(Number(widths[side])) } : {});
  return { columns, closed: fresh(texts(kept["closed"])), widths: { ...width("left"), ...width("right") } };
}
