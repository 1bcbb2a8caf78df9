import { defineDetector } from "../define/detector";
import { fpopSegments } from "./fpop-segments";
import { peltSegments } from "./pelt";
import { detectBy, segmentationParams } from "./segmentation";

/** Functional pruning: as exact as PELT, and as quick where nothing changes. */
export const fpop = defineDetector({
  id: "fpop",
  title: "FPOP: optimal segments, functional pruning",
  source: "Maidstone, Hocking, Rigaill, Fearnhead 2017, Statistics and Computing 27:519, doi:10.1007/s11222-016-9636-3",
  help: "The same optimum as PELT for steps of the mean, in a time that does not grow with the square of the length where nothing changes. Other costs and several series at once are divided by PELT.",
  params: segmentationParams,
  mode: "retrospective",
  exact: true,
  several: true,
  detect: (channels, options) =>
    detectBy(
      "fpop",
      (cost, penalty, minLength) => (cost.sums ? fpopSegments(cost, cost.sums, penalty, minLength) : peltSegments(cost, penalty, minLength)),
      channels,
      options,
    ),
});
