import { useMemo, useRef, type CSSProperties } from "react";
import type { Panel, RoomId } from "../panels/define";
import { sides } from "../state/arrangement";
import { useWorkbench } from "../state/use-workbench";
import { t } from "../ui/text";
import { onPhone, useMedia } from "../ui/use-media";
import { DockContext, useDockOf } from "./dock";
import { DockColumn } from "./dock-column";
import { useDockDrag } from "./dock-drag";
import { columnTitles } from "./dock-moves";
import "./dock.css";
import { PanelBody } from "./panel-body";
import { PanelHosts } from "./panel-hosts";
import { useRoomPanels } from "./room-panels";
import { panelTabs, phoneTabs, RoomTabs } from "./room-tabs";

/**
 * Lays out a room's panels by place: the main view between two columns over a bar; narrower, the right column becomes tabs; on a phone, both are
 * in a sheet. The main view stays where it is, whatever is arranged around it.
 */
export function RoomLayout({ room }: { room: RoomId }) {
  const phone = useMedia(onPhone);
  const narrow = useMedia("(width < 1024px)");
  const { panels, complete } = useRoomPanels(room);
  const dock = useDockOf(room, panels, phone ? "sheet" : narrow ? "tabs" : "columns");
  const arranging = complete ? dock : null;
  const element = useRef<HTMLDivElement>(null);
  useDockDrag(element, narrow ? null : arranging);
  const { columns, widths } = dock.arrangement;
  const [left, right] = useMemo(
    () => sides.map((side) => columns[side].flat().flatMap((id) => panels.filter((panel) => panel.id === id))),
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
  const style = Object.fromEntries(sides.flatMap((side) => (arranging && !narrow && widths[side] ? [[`--${side}`, `${widths[side]}px`]] : [])));
  return (
    <DockContext value={arranging}>
      <PanelHosts>
        <div
          ref={element}
          className={["room", `room-${room}`, ...classes].join(" ")}
          data-sheet={phone ? sheet : undefined}
          style={style as CSSProperties}
        >
          {has.left && <DockColumn side="left" title={titles.left} stacks={columns.left} panels={panels} resizable={arranging !== null && !narrow} />}
          <main className="room-main" id="main" tabIndex={-1}>
            {at("main").map((panel) => (
              <PanelBody key={panel.id} panel={panel} />
            ))}
          </main>
          {!narrow && right!.length > 0 && (
            <DockColumn side="right" title={titles.right} stacks={columns.right} panels={panels} resizable={arranging !== null} />
          )}
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
      </PanelHosts>
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
