import { lazy } from "react";
import { defineFieldKind } from "./define";

export const phase = defineFieldKind({
  id: "phase",
  title: "Phase",
  note: "angle of two fields around their means",
  settings: ["field", "second", "map"],
  cyclic: true,
  body: lazy(() => import("../phase-view").then(({ PhaseView }) => ({ default: PhaseView }))),
});
