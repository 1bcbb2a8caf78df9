import { defineAction } from "./define";

/** In fields of text the browser's own undo keeps these keys. */
export const undoActions = [
  defineAction({
    id: "undo",
    title: "Undo",
    group: "Edit",
    keys: "$mod+z",
    available: ({ undoable }) => undoable !== null,
    run: ({ store }) => store.getState().undo(),
  }),
  defineAction({
    id: "redo",
    title: "Redo",
    group: "Edit",
    keys: "$mod+Shift+Z",
    available: ({ redoable }) => redoable !== null,
    run: ({ store }) => store.getState().redo(),
  }),
  defineAction({
    id: "redo-again",
    title: "Redo, by its other key",
    group: "Edit",
    keys: "$mod+y",
    available: ({ redoable }) => redoable !== null,
    run: ({ store }) => store.getState().redo(),
  }),
];
