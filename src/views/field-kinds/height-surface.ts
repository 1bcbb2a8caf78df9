import { lazy } from "react";
import { defineFieldKind } from "./define";

export const heightSurface = defineFieldKind({
  id: "height-surface",
  title: "Height surface",
  note: "values as heights, lit from the side",
  settings: ["field", "map", "range"],
  body: lazy(() => import("../surface-view").then(({ SurfaceView }) => ({ default: SurfaceView }))),
});
