import { FieldMap } from "../field-map";
import { defineFieldKind } from "./define";

export const heatMap = defineFieldKind({
  id: "heat-map",
  title: "Heat map",
  note: "each cell in the colour of its value",
  settings: ["field", "map", "range"],
  body: FieldMap,
});
