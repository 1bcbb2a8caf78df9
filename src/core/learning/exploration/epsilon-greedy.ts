import { defineExplorer } from "../../define/explorer";
import { num } from "../../define/params";
import { epsilonGreedy } from "./greedy";

/** Random steps, fewer and fewer. */
export const epsilonGreedyExplorer = defineExplorer({
  id: "epsilon-greedy",
  title: "ε-greedy",
  source: "Watkins and Dayan 1992, Machine Learning 8:279, doi:10.1007/BF00992698",
  help: "Any action with probability ε, otherwise the best known; ε falls evenly from its first to its last value.",
  params: {
    first: num(0.8, { title: "First ε", unit: "1", min: 0, max: 1 }),
    last: num(0.05, { title: "Last ε", unit: "1", min: 0, max: 1 }),
  },
  choose: ({ values, progress, draw }, { first = 0.8, last = 0.05 } = {}) => epsilonGreedy(values, first + (last - first) * progress, draw),
});
