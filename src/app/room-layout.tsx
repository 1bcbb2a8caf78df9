import { useId, useState } from "react";
import type { Panel, Place, RoomId } from "../panels/define";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { onPhone, useMedia } from "../ui/use-media";
import { Tabs, type Tab } from "../ui/tabs";
import { ErrorBoundary } from "./error-boundary";
import { useRoomPanels } from "./room-panels";

/** What the columns are called where they become tabs. */
const columnTitles: Record<RoomId, Record<"left" | "right", string>> = {
  lab: { left: "Parameters", right: "Metrics" },
  measure: { left: "Settings", right: "Measures" },
  regimes: { left: "Series", right: "Detectors" },
  notebooks: { left: "Outline", right: "Details" },
  runs: { left: "Library", right: "Details" },
};

/** Lays out a room's panels by place: three columns over a bar; narrower, the right one becomes tabs; on a phone, both do. */
export function RoomLayout({ room }: { room: RoomId }) {
  const phone = useMedia(onPhone);
  const narrow = useMedia("(width < 1024px)");
  const { panels, complete } = useRoomPanels(room);
  const at = (place: Place) => panels.filter((panel) => panel.place === place);
  const left = at("left");
  const right = at("right");
  const titles = columnTitles[room];
  const tabs = phone
    ? phoneTabs(left, right, titles)
    : narrow
      ? right.map((panel) => ({ id: panel.id, title: panel.shortTitle ?? panel.title, body: <PanelRegion panel={panel} alone /> }))
      : [];
  const columns = [
    !phone && left.length > 0 ? "left" : "",
    !narrow && (right.length > 0 || !complete) ? "right" : "",
    tabs.length > 0 ? "tabs" : "",
  ].filter(Boolean);
  return (
    <div className={["room", `room-${room}`, ...columns.map((column) => `has-${column}`)].join(" ")}>
      {!phone && left.length > 0 && <Column place="left" title={titles.left} panels={left} />}
      <main className="room-main" id="main" tabIndex={-1}>
        {at("main").map((panel) => (
          <Guarded key={panel.id} panel={panel} />
        ))}
      </main>
      {!narrow && right.length > 0 && <Column place="right" title={titles.right} panels={right} />}
      {tabs.length > 0 && <RoomTabs key={phone ? "phone" : "narrow"} tabs={tabs} first={phone ? titles.right : tabs[0]!.id} />}
      {at("bottom").length > 0 && (
        <footer className="room-bottom">
          {at("bottom").map((panel) => (
            <Guarded key={panel.id} panel={panel} />
          ))}
        </footer>
      )}
    </div>
  );
}

function phoneTabs(left: Panel[], right: Panel[], titles: Record<"left" | "right", string>): Tab[] {
  const byTab = new Map<string, Panel[]>();
  const put = (tab: string, panel: Panel) => byTab.set(tab, [...(byTab.get(tab) ?? []), panel]);
  for (const panel of left) put(panel.phoneTab ?? titles.left, panel);
  for (const panel of right) put(panel.phoneTab ?? titles.right, panel);
  return [...byTab].map(([title, members]) => ({ id: title, title, body: members.map((panel) => <PanelRegion key={panel.id} panel={panel} />) }));
}

function RoomTabs({ tabs, first }: { tabs: Tab[]; first: string }) {
  const [chosen, choose] = useState(first);
  const value = tabs.some((tab) => tab.id === chosen) ? chosen : tabs[0]!.id;
  return (
    <aside className="room-tabs" aria-label="Panels">
      <Tabs label="Panels shown" tabs={tabs} value={value} onChange={choose} />
    </aside>
  );
}

function Column({ place, title, panels: members }: { place: "left" | "right"; title: string; panels: Panel[] }) {
  return (
    <aside className={`room-column room-${place}`} aria-label={title}>
      {members.map((panel) => (
        <PanelRegion key={panel.id} panel={panel} />
      ))}
    </aside>
  );
}

/** @param alone nothing else stands beside it, so that folding would leave nothing to see. */
function PanelRegion({ panel, alone = false }: { panel: Panel; alone?: boolean }) {
  const id = useId();
  const unfolded = useWorkbench((state) => state.workspace.unfolded);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const folds = panel.folded === true && !alone;
  const open = !folds || unfolded.includes(panel.id);
  const toggle = () => setWorkspace({ unfolded: open ? unfolded.filter((one) => one !== panel.id) : [...unfolded, panel.id] });
  return (
    <section
      className="panel"
      data-panel={panel.id}
      tabIndex={-1}
      aria-labelledby={panel.ownHeading ? undefined : id}
      aria-label={panel.ownHeading ? panel.title : undefined}
    >
      {!panel.ownHeading && (
        <h2 id={id}>
          {folds ? (
            <button type="button" className="panel-fold" aria-expanded={open} onClick={toggle}>
              {panel.title}
            </button>
          ) : (
            panel.title
          )}
        </h2>
      )}
      {open && <Guarded panel={panel} />}
    </section>
  );
}

function Guarded({ panel }: { panel: Panel }) {
  const store = useWorkbenchStore();
  const Body = panel.body;
  return (
    <ErrorBoundary name={panel.title} facts={() => ({ spec: store.getState().spec })}>
      <Body />
    </ErrorBoundary>
  );
}
