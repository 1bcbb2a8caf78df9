import { lazy } from "react";
import { defineFieldKind } from "./define";

export const powerSpectrum = defineFieldKind({
  id: "power-spectrum",
  title: "Power spectrum",
  note: "of the field shown, over the waves that are predicted to grow",
  settings: [],
  body: lazy(() => import("../spectrum-view").then(({ SpectrumView }) => ({ default: SpectrumView }))),
});
