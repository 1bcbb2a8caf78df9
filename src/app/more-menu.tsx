import { actions } from "../actions/index";
import { useWorkbench, useWorkbenchItself } from "../state/use-workbench";
import type { Theme } from "../state/workspace-slice";
import { Button } from "../ui/button";
import { Menu, type MenuItem } from "../ui/menu";
import { languages, t, useLanguage } from "../ui/text";
import { useDockOf } from "./dock";
import { keyInWords } from "./keys";
import { useRoomPanels } from "./room-panels";

/** What is seldom needed: which panels are open, the theme, the language, the keys, the tour, the layout, the citation. */
export function MoreMenu() {
  const workbench = useWorkbenchItself();
  const { store } = workbench;
  const theme = useWorkbench((state) => state.workspace.theme);
  const language = useLanguage();
  const panels = usePanelItems();
  const arranged = useWorkbench((state) => state.layout.rooms[state.room] !== undefined);
  const themes: Record<Theme, string> = { dark: t("Dark"), light: t("Light"), system: t("As the system") };
  const act = (id: string, title: string, rest: Partial<MenuItem> = {}): MenuItem => {
    const { keys, run } = actions.get(id);
    return { id, title, keys: keys && keyInWords(keys), leads: true, onSelect: () => void run(workbench), ...rest };
  };
  const items: MenuItem[] = [
    ...(panels.length > 0 ? [{ id: "panels", title: t("Panels"), items: panels }] : []),
    act("reset-layout", t("Reset the layout"), { unavailable: arranged ? null : t("it is as it comes") }),
    {
      id: "theme",
      title: t("Theme"),
      apart: true,
      items: (Object.keys(themes) as Theme[]).map((id) => ({
        id,
        title: themes[id],
        checked: id === theme,
        onSelect: () => store.getState().setWorkspace({ theme: id }),
      })),
    },
    {
      id: "language",
      title: language === "en" ? "Language" : `${t("Language")} · Language`,
      items: languages.map(({ id, title }) => ({
        id,
        title,
        checked: id === language,
        leads: true,
        onSelect: () => store.getState().setWorkspace({ language: id }),
      })),
    },
    act("show-keys", t("All keys"), { apart: true }),
    act("show-guides", t("Guides")),
    act("show-tour", t("Show me around")),
    act("show-about", t("About and citation")),
  ];
  return (
    <Menu
      items={items}
      trigger={
        <Button look="plain" className="header-more" aria-label={t("More")}>
          ⋯
        </Button>
      }
    />
  );
}

/** The panels of the room, each to open or close; those of the main view and of the bar stay. */
function usePanelItems(): MenuItem[] {
  const room = useWorkbench((state) => state.room);
  const { panels, complete } = useRoomPanels(room);
  const dock = useDockOf(room, panels);
  if (!complete) return [];
  const { closed } = dock.arrangement;
  return panels
    .filter(({ place }) => place === "left" || place === "right")
    .map(({ id, title }) => ({
      id,
      title: t(title),
      checked: !closed.includes(id),
      onSelect: () => (closed.includes(id) ? dock.reopen(id) : dock.close(id)),
    }));
}
