import { lazy } from "react";
import { defineFieldKind } from "./define";

export const slopes = defineFieldKind({
  id: "slopes",
  title: "Gradient arrows",
  note: "down the slope of the field, where diffusion carries it",
  settings: ["field", "map", "range"],
  body: lazy(() => import("../slope-view").then(({ SlopeView }) => ({ default: SlopeView }))),
});
