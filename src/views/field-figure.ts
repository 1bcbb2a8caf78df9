import type { ColourMap } from "./colour-maps";
import type { RangeChoice } from "./colour-ranges";
import type { Picture } from "./picture";

/** What a figure of a field shows, before it is laid out. */
export interface FieldFigure {
  picture: Picture;
  map: ColourMap;
  range?: RangeChoice;
  /** Length of a cell along y and x. */
  spacing: readonly [number, number];
  /** Stands above the field: "v at t = 4210". */
  title: string;
  unit: string;
}
