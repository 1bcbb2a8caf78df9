import { defineExplorer } from "../../define/explorer";
import { num } from "../../define/params";
import { log } from "../../field/elementary";
import { greedyAction } from "./greedy";

/** Optimism where little is known. */
export const upperConfidence = defineExplorer({
  id: "upper-confidence",
  title: "Upper confidence bound",
  source: "Auer, Cesa-Bianchi and Fischer 2002, Machine Learning 47:235, doi:10.1023/A:1013689704352",
  help: "The best of value + c √(ln N / n), with N the visits of the cell and n those of the action; what was never tried comes first.",
  params: { c: num(0.5, { title: "Weight of the bonus", unit: "1", min: 0, max: 10 }) },
  choose({ values, counts, draw }, { c = 0.5 } = {}) {
    let all = 0;
    for (let action = 0; action < counts.length; action++) all += counts[action]!;
    const hopeful = Array.from(values, (value, action) =>
      counts[action] === 0 ? Infinity : value + c * Math.sqrt(log(Math.max(1, all)) / counts[action]!),
    );
    return greedyAction(hopeful, draw);
  },
});
