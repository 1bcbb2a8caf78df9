import type { ReactElement } from "react";
import type { PlainValue } from "../core/define/params";
import type { ImageOverview } from "../state/measure-slice";
import type { DataTableProps } from "../views/data-table";
import type { CellEdge, ScalingInCells } from "./measure-units";

/** What a picture of a measure is drawn from. */
export interface PictureFacts<Detail> {
  detail: Detail;
  /** Null where it is undefined and the picture shows why. */
  value: number | null;
  options: Readonly<Record<string, PlainValue>>;
  overview: ImageOverview;
  /** The edge of a cell, where the image is calibrated: lengths are drawn in its unit. */
  cell: CellEdge | null;
}

/** One drawing; `title` names the file that it is exported to. */
export interface MetricPlot {
  id: string;
  title: string;
  /** One `<svg>`, drawn without the store. */
  drawing: ReactElement;
}

/** A number beside the value, in words. */
export type SideFact = readonly [name: string, value: string];

/** How a measure is shown, beside its value. */
export interface MetricPicture<Detail> {
  /** The law of scaling behind it, whose window can be dragged. */
  scaling?(facts: PictureFacts<Detail>): ScalingInCells;
  plots?(facts: PictureFacts<Detail>): MetricPlot[];
  /** Whether only one of the plots is shown at a time. */
  asTabs?: boolean;
  sideFacts?(facts: PictureFacts<Detail>): SideFact[];
  /** How the picture came about: the window and why, the boxes. A sentence without its full stop. */
  notes?(facts: PictureFacts<Detail>): string[];
  /** The raw numbers. */
  tables?(facts: PictureFacts<Detail>): DataTableProps[];
  /** Its detail is complete enough to be drawn when the measure itself is undefined. */
  drawnWhenUndefined?: boolean;
}
