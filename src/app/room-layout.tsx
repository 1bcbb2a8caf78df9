import { useMemo, useRef, type CSSProperties } from "react";
import type { Panel, RoomId } from "../panels/define";
import { sides, type Side } from "../state/arrangement";
import { useWorkbench } from "../state/use-workbench";
import { t } from "../ui/text";
import { onPhone, useMedia } from "../ui/use-media";
import { DockContext, useDockOf } from "./dock";
import { DockColumn } from "./dock-column";
import { useDockDrag } from "./dock-drag";
import "./dock.css";
import { PanelBody } from "./panel-region";
import { useRoomPanels } from "./room-panels";
import { panelTabs, phoneTabs, RoomTabs } from "./room-tabs";

/** What the columns are called. */
const columnTitles: Record<RoomId, Record<Side, string>> = {
  lab: { left: "Parameters", right: "Metrics" },
  measure: { left: "Settings", right: "Measures" },
  regimes: { left: "Series", right: "Detectors" },
  notebooks: { left: "Outline", right: "Details" },
  runs: { left: "Library", right: "Details" },
};

/**
 * Lays out a room's panels by place: the main view between two columns over a bar; narrower, the right column becomes tabs; on a phone, both are
 * in a sheet. The main view stays where it is, whatever is arranged around it.
 */
export function RoomLayout({ room }: { room: RoomId }) {
  const phone = useMedia(onPhone);
  const narrow = useMedia("(width < 1024px)");
  const { panels, complete } = useRoomPanels(room);
  const dock = useDockOf(room, panels);
  const arranging = complete && !narrow ? dock : null;
  const element = useRef<HTMLDivElement>(null);
  useDockDrag(element, arranging);
  const { columns, widths } = dock.arrangement;
  const [left, right] = useMemo(
    () => sides.map((side) => columns[side].flatMap((stack) => panels.filter(({ id }) => stack.includes(id)))),
    [columns, panels],
  );
  const at = (place: Panel["place"]) => panels.filter((panel) => panel.place === place);
  const titles = { left: t(columnTitles[room].left), right: t(columnTitles[room].right) };
  const tabs = phone ? phoneTabs(left!, right!, columnTitles[room]) : narrow ? panelTabs(right!) : [];
  const has = {
    left: !phone && left!.length > 0,
    right: !narrow && (right!.length > 0 || !complete),
    tabs: tabs.length > 0,
  };
  const sheet = useWorkbench((state) => state.layout.sheet);
  const classes = Object.entries(has).flatMap(([column, there]) => (there ? [`has-${column}`] : []));
  const style = Object.fromEntries(sides.flatMap((side) => (arranging && widths[side] ? [[`--${side}`, `${widths[side]}px`]] : [])));
  return (
    <DockContext value={arranging}>
      <div
        ref={element}
        className={["room", `room-${room}`, ...classes].join(" ")}
        data-sheet={phone ? sheet : undefined}
        style={style as CSSProperties}
      >
        {has.left && <DockColumn side="left" title={titles.left} stacks={columns.left} panels={panels} />}
        <main className="room-main" id="main" tabIndex={-1}>
          {at("main").map((panel) => (
            <PanelBody key={panel.id} panel={panel} />
          ))}
        </main>
        {!narrow && right!.length > 0 && <DockColumn side="right" title={titles.right} stacks={columns.right} panels={panels} />}
        {has.tabs && <RoomTabs key={phone ? "phone" : "narrow"} tabs={tabs} sheet={phone} />}
        {at("bottom").length > 0 && (
          <footer className="room-bottom">
            {at("bottom").map((panel) => (
              <PanelBody key={panel.id} panel={panel} />
            ))}
          </footer>
        )}
        <LayoutNews />
      </div>
    </DockContext>
  );
}

function LayoutNews() {
  const news = useWorkbench((state) => state.layoutNews);
  return (
    <span className="visually-hidden" role="status">
      {news}
    </span>
  );
}
