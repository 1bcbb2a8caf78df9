import type { ReactNode } from "react";
import type { Size, Viewport } from "./viewport";

/** What a pointer does to a field while a tool is taken up. */
export interface FieldToolEvent {
  /**
   * `down`, `move`, `up`: a stroke. `cancel`: it is to be dropped, as when a second finger comes down to zoom. `hover`: the pointer moves with
   * nothing pressed. `leave`: it has left the field.
   */
  phase: "down" | "move" | "up" | "cancel" | "hover" | "leave";
  /** Place in cells, x then y: `[0, 0]` is the outer corner of the first cell, `[nx, ny]` of the last. May lie outside the grid. */
  at: readonly [x: number, y: number];
  /** As pointer events name it, or `keyboard`: Enter or Space on the cell that the arrow keys have led to. */
  pointerType: string;
  /** 0 to 1; 0.5 for what does not measure it. */
  pressure: number;
  shiftKey: boolean;
  altKey: boolean;
}

/** Takes over what dragging does on a field. The wheel and two fingers zoom as ever, and the middle button moves the field. */
export interface FieldTool {
  /** A CSS cursor. */
  cursor?: string;
  /** Told of each event; a `down` that it does not want (false) moves the field instead. */
  onPointer(event: FieldToolEvent): boolean;
  /** Drawn over the field, in pixels of a box of `size`, of which `view` tells the cells. */
  overlay?(view: Viewport, size: Size): ReactNode;
}
