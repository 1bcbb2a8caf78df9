import { lazy } from "react";
import { defineFieldKind } from "./define";

export const probeSeries = defineFieldKind({
  id: "probe-series",
  title: "Probes over time",
  note: "values of single cells as they go on",
  settings: ["field"],
  body: lazy(() => import("../probe-series-view").then(({ ProbeSeriesView }) => ({ default: ProbeSeriesView }))),
});
