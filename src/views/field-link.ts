import { useState, type Dispatch, type SetStateAction } from "react";
import type { Viewport } from "./viewport";

export interface Cell {
  x: number;
  y: number;
}

/** The cell that is read, and where from. */
export interface Reading {
  cell: Cell;
  /** Led by arrow keys, not by a pointer. */
  byKeys: boolean;
  /** Name of the view in which it is read. */
  from: string;
}

/** What is zoomed into; `frame` names the grid that it belongs to. */
export interface Zoom {
  frame: string;
  view: Viewport;
}

/** What views of one grid have in common: the cell that is read in one is marked in all, and they show the same part. */
export interface FieldLink {
  reading: Reading | null;
  setReading: Dispatch<SetStateAction<Reading | null>>;
  zoom: Zoom | null;
  setZoom: Dispatch<SetStateAction<Zoom | null>>;
}

/** A link of one's own, to be handed to as many views as belong together. */
export function useFieldLink(): FieldLink {
  const [reading, setReading] = useState<Reading | null>(null);
  const [zoom, setZoom] = useState<Zoom | null>(null);
  return { reading, setReading, zoom, setZoom };
}
