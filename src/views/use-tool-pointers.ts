import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import type { Cell } from "./field-link";
import type { FieldTool, FieldToolEvent } from "./field-tool";

/** What a tool is told of a pointer, whether React or the browser reports it. */
interface Pressed {
  clientX: number;
  clientY: number;
  pointerType: string;
  pressure: number;
  shiftKey: boolean;
  altKey: boolean;
}

type Place = (event: { clientX: number; clientY: number }) => [number, number];

/** Tells a tool of pointers; without one, nothing happens. */
export function useToolPointers(tool: FieldTool | null, placeOf: Place) {
  /** The pointer whose stroke the tool has taken. */
  const stroke = useRef<number | null>(null);
  const tell = (phase: FieldToolEvent["phase"], event: Pressed) => {
    const { pointerType, pressure, shiftKey, altKey } = event;
    return tool !== null && tool.onPointer({ phase, at: placeOf(event), pointerType, pressure, shiftKey, altKey });
  };
  const end = (event: PointerEvent, phase: "up" | "cancel") => {
    stroke.current = null;
    tell(phase, event);
  };
  return {
    /** Whether the tool takes the stroke that begins here. */
    began(event: PointerEvent): boolean {
      if (!tell("down", event)) return false;
      stroke.current = event.pointerId;
      return true;
    },
    /** Whether the pointer belongs to the tool's stroke, which is told of every place between two frames of the screen. */
    moved(event: PointerEvent): boolean {
      if (stroke.current !== event.pointerId) {
        if (stroke.current === null && event.buttons === 0) tell("hover", event);
        return false;
      }
      const between = event.nativeEvent.getCoalescedEvents?.() ?? [];
      for (const one of between.length > 0 ? between : [event]) tell("move", one);
      return true;
    },
    ended(event: PointerEvent, phase: "up" | "cancel"): void {
      if (stroke.current === event.pointerId) end(event, phase);
    },
    /** A second finger came down: the stroke was none. */
    dropped(event: PointerEvent): void {
      if (stroke.current !== null) end(event, "cancel");
    },
    left(event: PointerEvent): void {
      if (stroke.current === null) tell("leave", event);
    },
    /** A key was pressed on a cell: a stroke of one place, its middle. */
    touched({ x, y }: Cell, { shiftKey, altKey }: KeyboardEvent): void {
      const event = { at: [x + 0.5, y + 0.5] as const, pointerType: "keyboard", pressure: 0.5, shiftKey, altKey };
      if (tool?.onPointer({ phase: "down", ...event })) tool.onPointer({ phase: "up", ...event });
    },
  };
}
