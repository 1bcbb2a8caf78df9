import { defineExplorer } from "../../define/explorer";

/** The baseline that any way to explore has to beat. */
export const randomWalk = defineExplorer({
  id: "random-walk",
  title: "Random walk",
  source: "The baseline: every action is as likely",
  help: "Every action with the same probability, whatever was learnt. What the others gain is gained over this.",
  params: {},
  choose: ({ values, draw }) => Math.floor(draw() * values.length),
});
