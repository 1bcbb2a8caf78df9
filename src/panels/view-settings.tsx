import { useServices, useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { fieldsOf, type ViewFacts } from "../state/views-slice";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { colourMaps, mapNamed, type ColourMap } from "../views/colour-maps";
import { colourRanges, rangeNamed } from "../views/colour-ranges";
import type { FieldKindSetting } from "../views/field-kinds/define";
import { fieldKinds, kindNamed } from "../views/field-kinds/index";
import { beginView } from "./view-begin";
import { pictureSource } from "./view-sources";

const usualCyclic = "phase";

/** The colours of a view: its own or the workspace's, of the sort that its kind takes. */
export function mapOf(view: Pick<ViewFacts, "kind" | "map">, workspaceMap: string): ColourMap {
  const cyclic = kindNamed(view.kind).cyclic === true;
  const map = mapNamed(view.map ?? workspaceMap);
  return (map.kind === "cyclic") === cyclic || !cyclic ? map : mapNamed(usualCyclic);
}

/** What one view shows and how. The first view decides which field is measured, and the colours of all that have none of their own. */
export function ViewPaneSettings({ view }: { view: ViewFacts }) {
  const store = useWorkbenchStore();
  const open = useWorkbench((state) => state.views.open);
  const fields = useWorkbench((state) => state.run.fields);
  const field = useWorkbench((state) => fieldsOf(view, state)[0]);
  const second = useWorkbench((state) => fieldsOf(view, state)[1]);
  const workspaceMap = useWorkbench((state) => state.workspace.colourMap);
  const setField = useWorkbench((state) => state.setField);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const changeView = useWorkbench((state) => state.changeView);
  const index = open.findIndex(({ id }) => id === view.id);
  const kind = kindNamed(view.kind);
  const has = (setting: FieldKindSetting) => kind.settings.includes(setting);
  const change = (to: Partial<ViewFacts>) => changeView(view.id, to);
  const named = (name: string) => (index === 0 ? name : t("{{setting}}, view {{number}}", { setting: name, number: index + 1 }));
  const names = fields.map((name) => ({ value: name, label: name }));

  return (
    <>
      <Select
        look="inline"
        label={named(t("Kind of view"))}
        value={kind.id}
        options={[...fieldKinds].map(({ id, title, note }) => ({ value: id, label: t(title), note: t(note) }))}
        onChange={(id) => change(beginView(store, id, view))}
      />
      {has("field") && (
        <Select
          look="inline"
          label={named(t("Field shown"))}
          value={field}
          options={names}
          onChange={(next) => (index === 0 ? setField(next) : change({ field: next }))}
        />
      )}
      {has("second") && (
        <Select
          look="inline"
          label={named(t("Field it is held against"))}
          value={second}
          options={names}
          onChange={(next) => change({ second: next })}
        />
      )}
      {has("map") && (
        <Select
          look="inline"
          label={named(t("Colour map"))}
          value={mapOf(view, workspaceMap).id}
          options={[...colourMaps].filter((map) => !kind.cyclic || map.kind === "cyclic").map(({ id, title }) => ({ value: id, label: t(title) }))}
          onChange={(next) => (index === 0 && !kind.cyclic ? setWorkspace({ colourMap: next }) : change({ map: next }))}
        />
      )}
      {has("range") && <RangeSettings view={view} named={named} />}
      {has("levels") && (
        <span className="view-levels">
          <NumberField
            label={named(t("Contour lines, about"))}
            value={view.levels}
            min={1}
            max={32}
            integer
            onChange={(levels) => change({ levels })}
          />
          <span className="dim">{t("lines")}</span>
        </span>
      )}
    </>
  );
}

/** How the ends of the colours are found; held, they are two numbers, at first those that hold now. */
function RangeSettings({ view, named }: { view: ViewFacts; named(name: string): string }) {
  const store = useWorkbenchStore();
  const { frames } = useServices();
  const changeView = useWorkbench((state) => state.changeView);
  const { range } = view;

  function choose(id: string): void {
    const state = store.getState();
    const picture = pictureSource(frames, fieldsOf(view, state)[0], state.slice, null).latest();
    const { low, high } = picture
      ? rangeNamed(range.id).contrast(picture, mapOf(view, state.workspace.colourMap).kind === "diverging", range)
      : range;
    changeView(view.id, { range: { id, low, high } });
  }
  const end = (which: "low" | "high", label: string) => (
    <NumberField label={named(label)} value={range[which]} onChange={(value) => changeView(view.id, { range: { ...range, [which]: value } })} />
  );
  return (
    <>
      <Select
        look="inline"
        label={named(t("Colour range"))}
        value={rangeNamed(range.id).id}
        options={[...colourRanges].map(({ id, title, note }) => ({ value: id, label: t(title), note: t(note) }))}
        onChange={choose}
      />
      {range.id === "fixed" && (
        <span className="view-range">
          {end("low", t("Colours from"))}–{end("high", t("Colours to"))}
        </span>
      )}
    </>
  );
}
