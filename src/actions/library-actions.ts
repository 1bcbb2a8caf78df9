import { defineAction, type Action } from "./define";

const group = "Runs";

/** What can be done with kept runs by name or key. */
export const libraryActions: readonly Action[] = [
  defineAction({
    id: "keep-run-now",
    title: "Keep the run at once",
    group,
    keys: "$mod+s",
    whileTyping: true,
    available: ({ run }) => run.id !== null && run.step > 0,
    run: async ({ store }) => void (await store.getState().keepNow()),
  }),
  defineAction({
    id: "star-run",
    title: "Star the run, or take its star away",
    group,
    keys: "Shift+s",
    available: ({ library }) => library.record !== null,
    async run({ store, services }) {
      const id = store.getState().library.record!;
      const record = await services.library.get(id);
      if (record) await services.library.patch(id, { starred: !record.starred });
    },
  }),
  defineAction({
    id: "open-chosen-run",
    title: "Open the chosen run in the Lab",
    group,
    room: "runs",
    available: ({ runs }) => runs?.chosen != null,
    run: async ({ store }) => void (await store.getState().openRecord(store.getState().runs.chosen!)),
  }),
  defineAction({
    id: "compare-runs",
    title: "Compare the picked runs",
    group,
    keys: "c",
    room: "runs",
    available: ({ runs }) => runs?.picked.length > 1,
    run: ({ store }) => store.getState().compareRuns(store.getState().runs.picked),
  }),
  defineAction({
    id: "delete-picked-runs",
    title: "Delete the picked runs",
    group,
    room: "runs",
    available: ({ runs }) => runs?.picked.length > 0,
    run: ({ store }) => store.getState().deleteRecords(store.getState().runs.picked),
  }),
];
