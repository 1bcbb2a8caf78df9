import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { viewsAtMost, type ViewTool } from "../state/views-slice";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Menu } from "../ui/menu";
import { Select } from "../ui/select";
import { Slider } from "../ui/slider";
import { t } from "../ui/text";
import { colourVisions, visionNamed } from "../views/colour-vision";
import { fieldKinds, kindNamed } from "../views/field-kinds/index";
import { beginView } from "./view-begin";
import { ViewPaneSettings } from "./view-settings";
import "./views.css";

/** What holds for all views; and for the only one, or the one in front, its own settings. */
export function ViewBar({ own }: { own: boolean }) {
  const open = useWorkbench((state) => state.views.open);
  const front = useWorkbench((state) => state.views.front);
  const view = open.find(({ id }) => id === front) ?? open[0]!;
  return (
    <>
      {own && <ViewPaneSettings view={view} />}
      <AddView />
      <ToolChoice />
      <MoreSettings />
    </>
  );
}

function AddView() {
  const full = useWorkbench((state) => state.views.open.length >= viewsAtMost);
  const addView = useWorkbench((state) => state.addView);
  const store = useWorkbenchStore();
  const items = [...fieldKinds].map(({ id, title, note }) => ({ id, title: t(title), note: t(note), onSelect: () => addView(beginView(store, id)) }));
  return (
    <Menu
      trigger={
        <Button look="plain" disabled={full} title={full ? t("Four views are as many as fit") : t("Show another view beside this one")}>
          {t("Add view")}
        </Button>
      }
      items={items}
    />
  );
}

const tools: readonly { id: Exclude<ViewTool, "read">; title: string; note: string }[] = [
  { id: "line", title: "Line", note: "Draw the line of a kymograph on a map" },
  { id: "probe", title: "Probe", note: "Click cells of a map to follow their values; click again to let go" },
];

/** What a pointer puts on a map. Pressed once more it only reads again. */
function ToolChoice() {
  const tool = useWorkbench((state) => state.viewTool);
  const setViewTool = useWorkbench((state) => state.setViewTool);
  const marked = useWorkbench((state) => state.views.line !== null || state.views.probes.length > 0);
  const setViews = useWorkbench((state) => state.setViews);
  return (
    <span className="view-tools" role="group" aria-label={t("What a pointer puts on a map")}>
      {tools.map(({ id, title, note }) => (
        <Button key={id} look="plain" aria-pressed={tool === id} title={t(note)} onClick={() => setViewTool(tool === id ? "read" : id)}>
          {t(title)}
        </Button>
      ))}
      {marked && (
        <Button look="plain" title={t("Take the line and all probes off the map")} onClick={() => setViews({ line: null, probes: [] })}>
          {t("Clear marks")}
        </Button>
      )}
    </span>
  );
}

/** Interpolation, how colours would be seen by others, and in three dimensions the depth. */
function MoreSettings() {
  const shape = useWorkbench((state) => state.run.shape);
  const slice = useWorkbench((state) => state.slice);
  const setSlice = useWorkbench((state) => state.setSlice);
  const smooth = useWorkbench((state) => state.workspace.smooth);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const vision = useWorkbench((state) => state.views.vision);
  const setViews = useWorkbench((state) => state.setViews);
  return (
    <>
      <Checkbox
        label={t("smooth")}
        title={t("Interpolate between cells; up close each cell is drawn as it is.")}
        checked={smooth}
        onChange={(next) => setWorkspace({ smooth: next })}
      />
      <Select
        look="inline"
        label={t("Colour vision")}
        value={visionNamed(vision).id}
        options={[...colourVisions].map(({ id, title, note }) => ({ value: id, label: t(title), note: t(note) }))}
        onChange={(next) => setViews({ vision: next })}
      />
      {shape.length === 3 && (
        <span className="field-slice">
          <span className="dim">{t("slice z {{slice}}", { slice })}</span>
          <Slider label={t("Slice along z")} value={slice} min={0} max={shape[0]! - 1} integer onChange={setSlice} />
        </span>
      )}
    </>
  );
}

/** Which view is in front, where there is room for one. */
export function ViewSwitch() {
  const open = useWorkbench((state) => state.views.open);
  const front = useWorkbench((state) => state.views.front);
  const setViews = useWorkbench((state) => state.setViews);
  const closeView = useWorkbench((state) => state.closeView);
  if (open.length < 2) return null;
  return (
    <div className="view-switch" role="group" aria-label={t("View in front")}>
      {open.map(({ id, kind }) => (
        <Button key={id} look="plain" aria-pressed={id === front} onClick={() => setViews({ front: id })}>
          {t(kindNamed(kind).title)}
        </Button>
      ))}
      <Button look="plain" aria-label={t("Close the view in front")} title={t("Close")} onClick={() => closeView(front)}>
        ×
      </Button>
    </div>
  );
}
