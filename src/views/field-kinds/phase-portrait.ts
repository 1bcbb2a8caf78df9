import { lazy } from "react";
import { defineFieldKind } from "./define";

export const phasePortrait = defineFieldKind({
  id: "phase-portrait",
  title: "Phase portrait",
  note: "one field against another, cell by cell",
  settings: ["field", "second", "map"],
  body: lazy(() => import("../phase-portrait-view").then(({ PhasePortraitView }) => ({ default: PhasePortraitView }))),
});
