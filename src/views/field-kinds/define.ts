import type { ComponentType } from "react";
import type { Definition } from "../../core/define/registry";
import type { ColourMap } from "../colour-maps";
import type { RangeChoice } from "../colour-ranges";
import type { FieldLink } from "../field-link";
import type { FieldTool } from "../field-tool";
import type { FieldMarks } from "../marks-layer";
import type { PictureSource } from "../picture";

/** A field that a view shows. */
export interface ShownField {
  source: PictureSource;
  symbol: string;
  /** In words. */
  title: string;
  /** As it stands behind a value: " mV", or nothing. */
  unit: string;
}

/** What is measured of the field that is shown, and predicted for it. */
export interface SpectrumFacts {
  symbol: string;
  /** In radians per unit of length, ascending. */
  k: readonly number[];
  power: readonly number[];
  /** Wavenumbers that are predicted to grow, and the one that grows fastest; null where none does. */
  band: readonly [number, number] | null;
  fastest: number | null;
}

/** What every kind of view gets; each reads what it needs. */
export interface FieldKindProps {
  /** Names the view among those that are linked. */
  name: string;
  field: ShownField;
  /** What it is held against, in kinds of two fields. */
  second: ShownField;
  nx: number;
  ny: number;
  /** Length of a cell along y and x. */
  spacing: readonly [number, number];
  periodic: boolean;
  map: ColourMap;
  range: RangeChoice;
  smooth: boolean;
  /** Contour lines, about. */
  levels: number;
  link: FieldLink;
  tool: FieldTool | null;
  marks: FieldMarks;
  /** Null before anything is measured. */
  spectrum: SpectrumFacts | null;
  /** Offers a table to be kept; `what` stands in its name. */
  save(what: string, columns: readonly { name: string; values: readonly (number | null)[] }[]): Promise<void>;
}

/** A setting that a kind answers to. */
export type FieldKindSetting = "field" | "second" | "map" | "range" | "levels";

/** A way of looking at a field: one file here and a line in the registry. */
export interface FieldKind extends Definition {
  /** What it shows, in a line. */
  note: string;
  settings: readonly FieldKindSetting[];
  /** Takes a cyclic colour map, not those for values. */
  cyclic?: boolean;
  body: ComponentType<FieldKindProps>;
}

export const defineFieldKind = (kind: FieldKind): FieldKind => kind;
