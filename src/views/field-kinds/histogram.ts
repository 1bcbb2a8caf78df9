import { lazy } from "react";
import { defineFieldKind } from "./define";

export const histogram = defineFieldKind({
  id: "histogram",
  title: "Histogram",
  note: "how often values occur",
  settings: ["field", "range"],
  body: lazy(() => import("../field-histogram-view").then(({ FieldHistogramView }) => ({ default: FieldHistogramView }))),
});
