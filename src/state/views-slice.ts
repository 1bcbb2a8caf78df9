import type { StoreApi } from "zustand/vanilla";
import { recall, remember } from "./remember";
import type { KeyValueStorage, Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";

/** A place in the shown plane, in cells: `[0, 0]` is the outer corner of the first. */
export type Place = readonly [x: number, y: number];

/** One view of the run. */
export interface ViewFacts {
  /** Names it while it is open. */
  id: string;
  /** One of `views/field-kinds`. */
  kind: string;
  /** Null for the field that is shown and measured. */
  field: string | null;
  /** The field that it is held against, in a kind that takes two; null for another one of the run. */
  second: string | null;
  /** One of `views/colour-maps`; null for that of the workspace. */
  map: string | null;
  /** One of `views/colour-ranges`, and the numbers at its ends where they are held. */
  range: { id: string; low: number; high: number };
  /** Contour lines, at most. */
  levels: number;
}

/** What dragging and clicking on a map does: read and move it, draw the line of a kymograph, put probes. */
export type ViewTool = "read" | "line" | "probe";

export interface ViewsFacts {
  /** One to four. */
  open: readonly ViewFacts[];
  /** The one in front where there is room for one only; an id. */
  front: string;
  /** One of `views/colour-vision`. */
  vision: string;
  /** Along which a kymograph is taken; null before one is drawn. */
  line: readonly [from: Place, to: Place] | null;
  /** Cells whose values are followed over time. */
  probes: readonly Place[];
}

export interface ViewsSlice {
  views: ViewsFacts;
  viewTool: ViewTool;
  setViewTool(tool: ViewTool): void;
  /** Opens a further view and brings it to the front; nothing when there are `viewsAtMost`. */
  addView(view: Pick<ViewFacts, "kind" | "second">): void;
  changeView(id: string, change: Partial<Omit<ViewFacts, "id">>): void;
  /** Closes it, unless it is the only one. */
  closeView(id: string): void;
  setViews(change: Partial<Omit<ViewsFacts, "open">>): void;
  /** Puts a probe into a cell, or takes away the one that is there. The oldest goes when there are more than `probesAtMost`. */
  toggleProbe(cell: Place): void;
}

export const viewsAtMost = 4;
export const probesAtMost = 8;
const key = "mfn.views";

const usualView: ViewFacts = {
  id: "1",
  kind: "heat-map",
  field: null,
  second: null,
  map: null,
  range: { id: "auto", low: 0, high: 1 },
  levels: 5,
};
const usual: ViewsFacts = { open: [usualView], front: "1", vision: "usual", line: null, probes: [] };

/** What was changed of a view, as it stands behind "Undo". */
const titles: Partial<Record<keyof ViewFacts, string>> = {
  kind: "Kind of view",
  field: "Field shown",
  second: "Field it is held against",
  map: "Colour map",
  range: "Colour range",
  levels: "Contour lines",
};

export const createViewsSlice =
  ({ storage }: Pick<Services, "storage">): SliceCreator<ViewsSlice> =>
  (set, get) => {
    /** A change that can be taken back; those of one `merge` key in quick succession are one. */
    function change(title: string, merge: string, next: Partial<ViewsFacts>): void {
      const before = get().views;
      const views = { ...before, ...next };
      set({ views });
      get().record({ title, merge: `views ${merge}`, undo: () => set({ views: before }), redo: () => set({ views }) });
    }
    return {
      views: restore(recall(storage, key)),
      viewTool: "read",
      setViewTool: (viewTool) => set({ viewTool }),
      addView(view) {
        const { open } = get().views;
        if (open.length >= viewsAtMost) return;
        const id = String(1 + Math.max(...open.map((one) => Number(one.id))));
        change("View added", `add ${id}`, { open: [...open, { ...usualView, ...view, id }], front: id });
      },
      changeView(id, to) {
        const { open } = get().views;
        const [part] = Object.keys(to) as (keyof ViewFacts)[];
        change(titles[part!] ?? "View", `${id} ${Object.keys(to).join()}`, {
          open: open.map((view) => (view.id === id ? { ...view, ...to } : view)),
        });
      },
      closeView(id) {
        const { open, front } = get().views;
        const rest = open.filter((view) => view.id !== id);
        if (rest.length === 0) return;
        change("View closed", `close ${id}`, { open: rest, front: front === id ? rest[0]!.id : front });
      },
      setViews(next) {
        // Which one is in front is no deed.
        if (Object.keys(next).join() === "front") set(({ views }) => ({ views: { ...views, ...next } }));
        else change("View", Object.keys(next).join(), next);
      },
      toggleProbe([x, y]) {
        const { probes } = get().views;
        const rest = probes.filter((probe) => probe[0] !== x || probe[1] !== y);
        const next = rest.length < probes.length ? rest : [...probes, [x, y] as const].slice(-probesAtMost);
        change("Probe", `probe ${x} ${y}`, { probes: next });
      },
    };
  };

/** The fields of a view, as far as the run has them: the first, and the one that it is held against. */
export function fieldsOf(
  view: Pick<ViewFacts, "field" | "second">,
  { field, run: { fields } }: Pick<WorkbenchState, "field" | "run">,
): [string, string] {
  const known = (name: string | null, otherwise: string) => (name !== null && fields.includes(name) ? name : otherwise);
  const first = known(view.field, field);
  return [first, known(view.second, fields.find((name) => name !== first) ?? first)];
}

/** The fields that are shown, first the one that is measured: what a running engine has to send. */
export function fieldsInView(state: Pick<WorkbenchState, "views" | "field" | "run">): string[] {
  const shown = state.views.open.flatMap((view) => fieldsOf(view, state).slice(0, view.second === null ? 1 : 2));
  return [...new Set([state.field, ...shown])];
}

export function saveViews(store: StoreApi<WorkbenchState>, storage: KeyValueStorage): void {
  store.subscribe((state, before) => {
    if (state.views !== before.views) remember(storage, key, state.views);
  });
}

const isPlace = (value: unknown): value is Place => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
const textOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === "string" ? value : otherwise);

/** Takes from kept views what still has the right type. */
function restore(kept: unknown): ViewsFacts {
  if (typeof kept !== "object" || kept === null) return usual;
  const { open, front, vision, line, probes } = kept as Record<keyof ViewsFacts, unknown>;
  const views = (Array.isArray(open) ? open : []).slice(0, viewsAtMost).flatMap((view, i) => restoreView(view, String(i + 1)));
  if (views.length === 0) return usual;
  return {
    open: views,
    front: views.find(({ id }) => id === front)?.id ?? views[0]!.id,
    vision: textOr(vision, usual.vision),
    line: Array.isArray(line) && line.length === 2 && isPlace(line[0]) && isPlace(line[1]) ? [line[0], line[1]] : null,
    probes: Array.isArray(probes) ? probes.filter(isPlace).slice(0, probesAtMost) : [],
  };
}

function restoreView(kept: unknown, id: string): ViewFacts[] {
  if (typeof kept !== "object" || kept === null) return [];
  const { kind, field, second, map, range, levels } = kept as Record<keyof ViewFacts, unknown>;
  const { id: rangeId, low, high } = (typeof range === "object" && range !== null ? range : {}) as Record<string, unknown>;
  return [
    {
      id,
      kind: textOr(kind, usualView.kind),
      field: textOr(field, null),
      second: textOr(second, null),
      map: textOr(map, null),
      range: Number.isFinite(low) && Number.isFinite(high) ? { id: textOr(rangeId, "auto"), low: Number(low), high: Number(high) } : usualView.range,
      levels: Number.isInteger(levels) && Number(levels) > 0 ? Math.min(32, Number(levels)) : usualView.levels,
    },
  ];
}
