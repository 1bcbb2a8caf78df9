import { rooms } from "../panels/define";
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
    keys: "d",
    run({ store }) {
      const { workspace, setWorkspace } = store.getState();
      setWorkspace({ theme: workspace.theme === "dark" ? "light" : "dark" });
    },
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
