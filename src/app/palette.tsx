import { Command } from "cmdk";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { actions } from "../actions/index";
import { models } from "../core/models/index";
import type { Panel } from "../panels/define";
import { useWorkbench, useWorkbenchItself } from "../state/use-workbench";
import { Dialog } from "../ui/dialog";
import { t } from "../ui/text";
import { keyInWords } from "./keys";
import { fit } from "./palette-match";
import { recentFirst, rememberUse } from "./palette-recent";
import "./palette.css";
import { loadPanels } from "./room-panels";
import { showPanel } from "./show-panel";

interface Entry {
  /** Unlike any other's: what was used last is remembered by it. */
  id: string;
  group: string;
  title: string;
  /** Words beside the title by which it is found too. */
  also?: string;
  key?: string | undefined;
  choose(): void;
}

/** Everything that can be done, chosen by typing some letters of it. What was used last stands first. */
export function Palette() {
  const { store, services } = useWorkbenchItself();
  const show = useWorkbench((state) => state.showOverlay);
  const entries = useEntries();
  const [recent] = useState(() => recentFirst(services.storage));
  const [sought, setSought] = useState("");
  // Null: the first one, whichever comes to stand there. Panels arrive a moment after the first letters.
  const [picked, setPicked] = useState<string | null>(null);
  const found = entries
    .map((entry) => ({ entry, fits: fit(sought, t(entry.title), [entry.title, t(entry.group), t(entry.also ?? "")]) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits || recent(a.entry.id) - recent(b.entry.id))
    .map(({ entry }) => entry);
  const groups = [...new Set(found.map(({ group }) => group))];
  const first = found[0]?.id ?? "";
  const seek = (words: string) => {
    setSought(words);
    setPicked(null);
  };
  const choose = (entry: Entry) => {
    rememberUse(services.storage, entry.id);
    // Once the dialog is gone and has given the focus back, so that what is shown may take it.
    flushSync(() => store.getState().showOverlay(null));
    setTimeout(() => entry.choose());
  };
  return (
    <Dialog title={t("Search actions, models and panels")} open onOpenChange={(open) => !open && show(null)} className="palette">
      <Command
        label={t("Search actions, models and panels")}
        loop
        shouldFilter={false}
        value={picked ?? first}
        onValueChange={(id) => setPicked(id === first ? null : id)}
      >
        <Command.Input placeholder={t("Do, choose or go to …")} value={sought} onValueChange={seek} autoFocus />
        <Command.List>
          <Command.Empty>{t("Nothing is called so. Try fewer letters.")}</Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={t(group)}>
              {found
                .filter((entry) => entry.group === group)
                .map((entry) => (
                  <Command.Item key={entry.id} value={entry.id} onSelect={() => choose(entry)}>
                    <span>{t(entry.title)}</span>
                    {entry.key && <kbd>{keyInWords(entry.key)}</kbd>}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

function useEntries(): Entry[] {
  const workbench = useWorkbenchItself();
  const { store } = workbench;
  const room = useWorkbench((state) => state.room);
  const model = useWorkbench((state) => state.spec?.model);
  const [panels, setPanels] = useState<readonly Panel[]>([]);
  useEffect(() => void loadPanels(room, workbench).then(setPanels), [room, workbench]);
  const state = store.getState();
  const done = [...actions]
    .filter((action) => action.id !== "search-actions" && (!action.room || action.room === room) && (action.available?.(state) ?? true))
    .map(({ id, title, group, keys, run }): Entry => ({ id, title, group, key: keys, choose: () => void run(workbench) }));
  const presets =
    model !== undefined && models.has(model)
      ? models.get(model).presets.map(({ id, title, note }): Entry => ({
          id: `preset:${model}/${id}`,
          group: "Presets",
          title,
          also: note,
          choose: () => void openPreset(id),
        }))
      : [];
  const openPreset = async (id: string) => {
    store.getState().goTo("lab");
    await store.getState().choosePreset(id);
  };
  const known = [...models].map(({ id, title, summary }): Entry => ({
    id: `model:${id}`,
    group: "Models",
    title,
    also: summary,
    choose() {
      store.getState().goTo("lab");
      void store.getState().chooseModel(id);
    },
  }));
  const shown = panels.map((panel): Entry => ({
    id: `panel:${panel.id}`,
    group: "Panels",
    title: panel.title,
    choose: () => showPanel(panel, panels, workbench),
  }));
  return [...done, ...shown, ...presets, ...known];
}
