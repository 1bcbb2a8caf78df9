import type { ComponentType } from "react";
import type { Definition } from "../core/define/registry";

/** The rooms of the app, in the order of its menu. */
export const rooms = [
  { id: "lab", title: "Lab" },
  { id: "measure", title: "Measure" },
  { id: "regimes", title: "Regimes" },
  { id: "membrane", title: "Membrane" },
  { id: "learning", title: "Learning" },
  { id: "notebooks", title: "Notebooks" },
  { id: "runs", title: "Runs" },
  { id: "server", title: "Server" },
] as const;
export type RoomId = (typeof rooms)[number]["id"];

/** `main` is the room's hero; `left` and `right` are columns; `bottom` is the bar under all three. Panels of one place stack. */
export type Place = "left" | "main" | "right" | "bottom";

/** Something a person opens. The room lays panels out by place; on a phone, left and right become tabs under the main one. */
export interface Panel extends Definition {
  room: RoomId;
  place: Place;
  /** What its tab is called where the right column becomes tabs, when the title is too long for one. */
  shortTitle?: string;
  /** On a phone: the tab that holds it, when not that of its column. */
  phoneTab?: string;
  /** On a phone: its tab is the one that is seen first, rather than that of what is measured. */
  phoneFront?: boolean;
  /** Starts folded behind its heading, which opens and folds it: for what few want at once. */
  folded?: boolean;
  /** The body draws its own heading; the layout then only names the region for screen readers. */
  ownHeading?: boolean;
  body: ComponentType;
}

export const definePanel = (panel: Panel): Panel => panel;
