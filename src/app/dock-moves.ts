import type { Panel, RoomId } from "../panels/define";
import { sides, stepsOf, type Arrangement, type Side, type Step, type Target } from "../state/arrangement";
import { t } from "../ui/text";

/** How a room's two columns are drawn: beside the main view; the right one as tabs under it; both as tabs of a phone's sheet. */
export type DockForm = "columns" | "tabs" | "sheet";

/** What the columns are called. */
export const columnTitles: Record<RoomId, Record<Side, string>> = {
  lab: { left: "Parameters", right: "Metrics" },
  measure: { left: "Settings", right: "Measures" },
  regimes: { left: "Series", right: "Detectors" },
  membrane: { left: "Cell", right: "Clamp" },
  learning: { left: "Experiment", right: "About" },
  notebooks: { left: "Outline", right: "Details" },
  runs: { left: "Library", right: "Details" },
  server: { left: "Account", right: "API keys" },
};

/** Somewhere a panel can be taken without a pointer. */
export interface DockMove {
  id: Step;
  title: string;
  /** What was done, in words, for who does not see it. */
  done: string;
  target: Target;
}

const order: readonly Step[] = ["up", "down", "across", "tab", "apart"];

/** The moves of a panel that change what is seen in this form, in the words for it. */
export function movesOf(arrangement: Arrangement, panel: string, form: DockForm, room: RoomId, panels: readonly Panel[]): DockMove[] {
  const side = sides.find((one) => arrangement.columns[one].some((stack) => stack.includes(panel)));
  if (side === undefined) return [];
  const inColumn = form === "columns" || (form === "tabs" && side === "left");
  const targets = inColumn ? stepsOf(arrangement, panel) : tabSteps(arrangement, panel, side, form, panels);
  const words = wordsFor(side === "left" ? "right" : "left", form, room, inColumn || form === "sheet");
  return order.flatMap((id) => (targets[id] ? [{ id, ...words[id], target: targets[id] }] : []));
}

/** Steps among tabs, and among the panels of one tab of a sheet: there no two share a place. */
function tabSteps(arrangement: Arrangement, panel: string, side: Side, form: DockForm, panels: readonly Panel[]): Partial<Record<Step, Target>> {
  const tabOf = (id: string) => (form === "sheet" ? panels.find((one) => one.id === id)?.phoneTab : undefined);
  const beside = arrangement.columns[side].flat().filter((id) => tabOf(id) === tabOf(panel));
  const at = beside.indexOf(panel);
  const [before, after] = [beside[at - 1], beside[at + 1]];
  return {
    ...(before !== undefined && { up: { side, panel: before, where: "before" } }),
    ...(after !== undefined && { down: { side, panel: after, where: "after" } }),
    // What has a tab of its own stays in it, whatever its column.
    ...(tabOf(panel) === undefined && { across: { side: side === "left" ? "right" : "left", panel: null, where: "after" } }),
  };
}

function wordsFor(other: Side, form: DockForm, room: RoomId, upright: boolean): Record<Step, Pick<DockMove, "title" | "done">> {
  const tab = t(columnTitles[room][other]);
  return {
    up: upright ? { title: t("Move up"), done: t("moved up") } : { title: t("Move one tab to the left"), done: t("moved one tab to the left") },
    down: upright
      ? { title: t("Move down"), done: t("moved down") }
      : { title: t("Move one tab to the right"), done: t("moved one tab to the right") },
    across:
      form === "sheet"
        ? { title: t("Move to the tab {{tab}}", { tab }), done: t("moved to the tab {{tab}}", { tab }) }
        : other === "left"
          ? { title: t("Move to the left column"), done: t("moved to the left column") }
          : form === "tabs"
            ? { title: t("Move to the tabs"), done: t("moved to the tabs") }
            : { title: t("Move to the right column"), done: t("moved to the right column") },
    tab: { title: t("Share a place with the one above"), done: t("a tab beside the one above") },
    apart: { title: t("Take out of the tabs"), done: t("in a place of its own") },
  };
}
