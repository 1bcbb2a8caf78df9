import { useEffect, useRef, type RefObject } from "react";
import type { Panel } from "../panels/define";
import type { Side } from "../state/arrangement";
import { frontOf, sheetHeights, type SheetHeight } from "../state/layout-slice";
import { useWorkbench } from "../state/use-workbench";
import { Tabs } from "../ui/tabs";
import { t } from "../ui/text";
import { PanelRegion } from "./panel-region";
import { Separator } from "./separator";

/** A tab with the panels that stand in it. */
export interface PanelTab {
  id: string;
  title: string;
  panels: readonly Panel[];
}

/** One tab a panel. */
export const panelTabs = (panels: readonly Panel[]): PanelTab[] =>
  panels.map((panel) => ({ id: panel.id, title: t(panel.shortTitle ?? panel.title), panels: [panel] }));

/** A tab for each column, and for what asks for one of its own. */
export function phoneTabs(left: readonly Panel[], right: readonly Panel[], titles: Record<Side, string>): PanelTab[] {
  const byTab = new Map<string, Panel[]>();
  const put = (tab: string, panel: Panel) => byTab.set(tab, [...(byTab.get(tab) ?? []), panel]);
  for (const panel of left) put(panel.phoneTab ?? titles.left, panel);
  for (const panel of right) put(panel.phoneTab ?? titles.right, panel);
  // An id in the page has no spaces.
  return [...byTab].map(([title, panels]) => ({ id: title.replaceAll(" ", "-"), title: t(title), panels }));
}

/** The panels of a narrow screen behind tabs; on a phone, in a sheet of three heights. */
export function RoomTabs({ tabs, sheet }: { tabs: readonly PanelTab[]; sheet: boolean }) {
  const element = useRef<HTMLElement>(null);
  const fronts = useWorkbench((state) => state.layout.fronts);
  const bringToFront = useWorkbench((state) => state.bringToFront);
  const height = useWorkbench((state) => state.layout.sheet);
  const setSheet = useWorkbench((state) => state.setSheet);
  const all = tabs.flatMap(({ panels }) => panels.map(({ id }) => id));
  // What is measured is seen first, as it is beside the field on a wide screen.
  const withSome = (asked: (panel: Panel) => boolean | undefined) => (sheet ? tabs.find(({ panels }) => panels.some(asked)) : undefined);
  const usual = withSome(({ phoneFront }) => phoneFront) ?? withSome(({ place }) => place === "right") ?? tabs[0]!;
  const front = fronts.some((id) => all.includes(id)) ? frontOf(all, fronts) : null;
  const shown = tabs.find(({ panels }) => panels.some(({ id }) => id === front)) ?? usual;
  // Where not all of them fit, the one that is shown is to be seen.
  useEffect(() => {
    element.current?.querySelector('.tab[data-state="active"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown.id]);
  const choose = (id: string) => bringToFront(tabs.find((tab) => tab.id === id)!.panels[0]!.id);
  const raise = () => {
    if (sheet && height === "low") setSheet("half");
  };
  return (
    <aside className="room-tabs" id="panels" aria-label={t("Panels")} ref={element}>
      {sheet && <Grip element={element} />}
      <Tabs
        label={t("Panels shown")}
        tabs={tabs.map(({ id, title, panels }) => ({
          id,
          title,
          body: panels.map((panel) => <PanelRegion key={panel.id} panel={panel} alone={panels.length === 1} />),
        }))}
        value={shown.id}
        onChange={choose}
        onPress={raise}
      />
    </aside>
  );
}

/** The upper edge of the sheet: dragged, or moved by the arrow keys, it stops at three heights. */
function Grip({ element }: { element: RefObject<HTMLElement | null> }) {
  const height = useWorkbench((state) => state.layout.sheet);
  const setSheet = useWorkbench((state) => state.setSheet);
  const words: Record<SheetHeight, string> = { low: t("tabs only"), half: t("half of the screen"), tall: t("most of the screen") };
  const at = sheetHeights.indexOf(height);
  return (
    <Separator
      className="sheet-grip"
      orientation="horizontal"
      label={t("Height of the panels")}
      controls="panels"
      sense={-1}
      value={at}
      words={words[height]}
      least={0}
      most={sheetHeights.length - 1}
      step={1}
      onChange={(next) => setSheet(sheetHeights[next]!)}
      onDrag={(moved, end) => {
        const style = element.current!.style;
        // It is moved as a whole: the field would be laid out anew with every pixel.
        style.setProperty("translate", end ? "" : `0 ${-moved}px`);
        if (!end) return;
        const far = Math.abs(moved) > innerHeight * 0.35 ? 2 : Math.abs(moved) > 32 ? 1 : 0;
        const next = at + Math.sign(moved) * far;
        // A press without a drag goes on to the next height.
        if (far === 0) setSheet(sheetHeights[(at + 1) % sheetHeights.length]!);
        else setSheet(sheetHeights[Math.min(sheetHeights.length - 1, Math.max(0, next))]!);
      }}
      onUsual={() => setSheet("half")}
    />
  );
}
