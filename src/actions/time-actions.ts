import { t } from "../ui/text";
import { defineAction, type Action } from "./define";

const group = "Time";

/** Going about in what a run went through. */
export const timeActions: readonly Action[] = [
  defineAction({
    id: "step-back",
    title: "One step back",
    group,
    keys: ",",
    room: "lab",
    available: ({ run }) => run.step > 0,
    run: ({ store }) => store.getState().stepBack(),
  }),
  defineAction({
    id: "replay",
    title: "Replay",
    group,
    keys: "p",
    room: "lab",
    available: ({ run }) => run.newest > 0 && run.status !== "running",
    run({ store }) {
      const { run, replay } = store.getState();
      return replay(run.step < run.newest ? run.step : 0);
    },
  }),
  defineAction({
    id: "go-to-start",
    title: "Go to the first state",
    group,
    room: "lab",
    available: ({ run }) => run.step > 0,
    run: ({ store }) => store.getState().goToStep(0),
  }),
  defineAction({
    id: "go-to-newest",
    title: "Go to the newest state",
    group,
    room: "lab",
    available: ({ run }) => run.step < run.newest,
    run: ({ store }) => store.getState().goToStep(store.getState().run.newest),
  }),
  defineAction({
    id: "add-bookmark",
    title: "Bookmark this step",
    group,
    keys: "m",
    room: "lab",
    available: ({ run }) => run.id !== null,
    run({ store }) {
      const { run, addBookmark } = store.getState();
      addBookmark(t("Step {{step}}", { step: run.step }));
    },
  }),
];
