import { defineAction, type Action } from "./define";

const group = "Run";

/** What starts, stops and begins a run anew. */
export const runActions: readonly Action[] = [
  defineAction({
    id: "run-or-pause",
    title: "Run or pause",
    group,
    keys: "Space",
    room: "lab",
    available: ({ run }) => run.id !== null,
    run({ store }) {
      const { run, play, pause } = store.getState();
      return run.status === "running" ? pause() : play();
    },
  }),
  defineAction({
    id: "step-once",
    title: "One step",
    group,
    keys: ".",
    room: "lab",
    available: ({ run }) => run.id !== null,
    run: ({ store }) => store.getState().stepOnce(),
  }),
  defineAction({
    id: "reset-run",
    title: "Back to the initial state",
    group,
    keys: "r",
    room: "lab",
    available: ({ run }) => run.id !== null,
    run: ({ store }) => store.getState().resetRun(),
  }),
  defineAction({
    id: "new-seed",
    title: "Begin with another seed",
    group,
    room: "lab",
    available: ({ spec }) => spec !== null,
    run: ({ store }) => store.getState().newSeed(),
  }),
  defineAction({
    id: "describe-field",
    title: "Describe the field in words",
    group,
    keys: "w",
    room: "lab",
    available: ({ run }) => run.id !== null,
    run: ({ store }) => store.getState().describeField(),
  }),
  defineAction({
    id: "next-field",
    title: "Show the next field",
    group,
    keys: "f",
    room: "lab",
    available: ({ run }) => run.fields.length > 1,
    run({ store }) {
      const { run, field, setField } = store.getState();
      setField(run.fields[(run.fields.indexOf(field) + 1) % run.fields.length]!);
    },
  }),
];
