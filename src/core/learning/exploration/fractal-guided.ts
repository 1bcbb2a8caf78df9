import { defineExplorer } from "../../define/explorer";
import { num } from "../../define/params";
import { epsilonGreedy } from "./greedy";

/** More random steps while what was visited fills the plane badly. */
export const fractalGuided = defineExplorer({
  id: "fractal-guided",
  title: "MFN-guided by fractal coverage",
  source: "MyceliumFractalNet 4.1, examples/rl_exploration.py; there nothing is learnt, here it is",
  help: "ε-greedy, with ε raised by up to a share of itself while the box-counting dimension of all visited cells is below the one aimed at. Below 16 cells a side, where it is not defined, nothing is raised.",
  params: {
    first: num(0.8, { title: "First ε", unit: "1", min: 0, max: 1 }),
    last: num(0.05, { title: "Last ε", unit: "1", min: 0, max: 1 }),
    aim: num(1.8, { title: "Dimension aimed at", unit: "1", min: 0.1, max: 2 }),
    gain: num(1, { title: "Most that ε is raised by", unit: "1", min: 0, max: 10 }),
  },
  choose({ values, progress, dimension, draw }, { first = 0.8, last = 0.05, aim = 1.8, gain = 1 } = {}) {
    const reached = dimension();
    const missing = reached === null ? 0 : Math.max(0, (aim - reached) / aim);
    return epsilonGreedy(values, Math.min(1, (first + (last - first) * progress) * (1 + gain * missing)), draw);
  },
});
