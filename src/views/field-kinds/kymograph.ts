import { lazy } from "react";
import { defineFieldKind } from "./define";

export const kymograph = defineFieldKind({
  id: "kymograph",
  title: "Kymograph",
  note: "a line through the field, time downwards",
  settings: ["field", "map", "range"],
  body: lazy(() => import("../kymograph-view").then(({ KymographView }) => ({ default: KymographView }))),
});
