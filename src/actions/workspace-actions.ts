import { rooms } from "../panels/define";
import { languages } from "../ui/text";
import { defineAction, type Action } from "./define";

/** Going about in the workbench, and how it looks. */
export const workspaceActions: readonly Action[] = [
  defineAction({
    id: "search-actions",
    title: "Search actions, models and panels",
    group: "Workspace",
    keys: "$mod+k",
    whileTyping: true,
    run: ({ store }) => store.getState().showOverlay("palette"),
  }),
  defineAction({
    id: "show-keys",
    title: "Show all keys",
    group: "Workspace",
    keys: "Shift+?",
    run: ({ store }) => store.getState().showOverlay("keys"),
  }),
  defineAction({
    id: "show-guides",
    title: "Guides and troubleshooting",
    group: "Workspace",
    keys: "F1",
    run: ({ store }) => store.getState().showOverlay("guides"),
  }),
  ...rooms.map(({ id, title }, i) =>
    defineAction({
      id: `go-to-${id}`,
      title: `Go to ${title}`,
      group: "Rooms",
      keys: `g ${i + 1}`,
      available: ({ room }) => room !== id,
      run: ({ store }) => store.getState().goTo(id),
    }),
  ),
  defineAction({
    id: "switch-theme",
    title: "Switch between the dark and the light theme",
    group: "Workspace",
    keys: "Shift+d",
    run({ store }) {
      const { workspace, setWorkspace } = store.getState();
      const light = workspace.theme === "light" || (workspace.theme === "system" && matchMedia("(prefers-color-scheme: light)").matches);
      setWorkspace({ theme: light ? "dark" : "light" });
    },
  }),
  defineAction({
    id: "system-theme",
    title: "Theme as the system",
    group: "Workspace",
    available: ({ workspace }) => workspace.theme !== "system",
    run: ({ store }) => store.getState().setWorkspace({ theme: "system" }),
  }),
  ...languages.map(({ id, title }) =>
    defineAction({
      id: `speak-${id}`,
      title: `Language: ${title}`,
      group: "Workspace",
      available: ({ workspace }) => workspace.language !== id,
      run: ({ store }) => store.getState().setWorkspace({ language: id }),
    }),
  ),
  defineAction({
    id: "smooth-picture",
    title: "Turn smoothing between cells on or off",
    group: "Workspace",
    run({ store }) {
      const { workspace, setWorkspace } = store.getState();
      setWorkspace({ smooth: !workspace.smooth });
    },
  }),
  defineAction({
    id: "reset-layout",
    title: "Reset the layout of this room",
    group: "Workspace",
    available: ({ layout, room }) => layout.rooms[room] !== undefined,
    run({ store }) {
      const { arrangeRoom, room } = store.getState();
      arrangeRoom(room, null, "Layout reset");
    },
  }),
  defineAction({
    id: "reset-layouts",
    title: "Reset the layouts of all rooms",
    group: "Workspace",
    available: ({ layout }) => Object.keys(layout.rooms).length > 0,
    run: ({ store }) => store.getState().resetLayout(),
  }),
  defineAction({
    id: "show-tour",
    title: "Show me around",
    group: "Workspace",
    run({ store }) {
      store.getState().goTo("lab");
      store.getState().showTour(0);
    },
  }),
  defineAction({
    id: "show-about",
    title: "About and citation",
    group: "Workspace",
    run: ({ store }) => store.getState().showOverlay("about"),
  }),
  defineAction({
    id: "single-keys",
    title: "Turn keys without Ctrl or ⌘ on or off",
    group: "Workspace",
    run({ store }) {
      const { workspace, setWorkspace } = store.getState();
      setWorkspace({ singleKeys: !workspace.singleKeys });
    },
  }),
];
