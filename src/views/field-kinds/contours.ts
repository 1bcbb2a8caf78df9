import { lazy } from "react";
import { defineFieldKind } from "./define";

export const contours = defineFieldKind({
  id: "contours",
  title: "Contours",
  note: "lines of equal value over the map",
  settings: ["field", "map", "range", "levels"],
  body: lazy(() => import("../contour-view").then(({ ContourView }) => ({ default: ContourView }))),
});
