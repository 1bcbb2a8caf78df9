import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { useFieldLink, type Cell, type FieldLink } from "./field-link";
import type { FieldTool } from "./field-tool";
import { useToolPointers } from "./use-tool-pointers";
import { cellAt, panned, refitted, whole, zoomed, type Size, type Viewport } from "./viewport";

export type { Cell };

export interface FieldGestures {
  view: Viewport;
  /** The cell that is read: under the pointer, or where the arrow keys have led; in this view or in one that it is linked with. */
  cell: Cell | null;
  /** True while the crosshair is led by keys. */
  byKeys: boolean;
  /** True while the cell is read in a view that this one is linked with. */
  elsewhere: boolean;
  zoomedIn: boolean;
  reset(): void;
  handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
    onPointerLeave(event: PointerEvent): void;
    onDoubleClick(): void;
    onKeyDown(event: KeyboardEvent): void;
    onBlur(): void;
  };
}

export interface GestureOptions {
  /** Shared with other views; one of its own when left out. */
  link?: FieldLink | undefined;
  /** Name of this view among those of the link. */
  name?: string | undefined;
  /** Takes over dragging. */
  tool?: FieldTool | null | undefined;
}

const keyZoom = 1.5;
const centre = { x: 0.5, y: 0.5 };

/** Zoom by wheel, pinch and + − 0 keys, pan by dragging, read by pointer or by arrow keys (Shift: ten cells). */
export function useFieldGestures(
  target: RefObject<HTMLElement | null>,
  nx: number,
  ny: number,
  size: Size,
  cellAspect: number,
  { link: shared, name = "", tool = null }: GestureOptions = {},
): FieldGestures {
  const { width, height } = size;
  const limit = useMemo(() => whole(nx, ny, { width, height }, cellAspect), [nx, ny, width, height, cellAspect]);
  const frame = `${nx}×${ny}, ${cellAspect}`;
  const own = useFieldLink();
  const { zoom, setZoom, reading, setReading } = shared ?? own;
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const view = zoom?.frame === frame ? refitted(zoom.view, limit) : limit;
  const show = (change: (view: Viewport) => Viewport) =>
    setZoom((last) => {
      const next = change(last?.frame === frame ? refitted(last.view, limit) : limit);
      return next.width >= limit.width ? null : { frame, view: next };
    });

  const shareOf = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const box = target.current!.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  };
  const told = useToolPointers(tool, (event) => {
    const at = shareOf(event);
    return [view.x0 + at.x * view.width, view.y0 + at.y * view.height];
  });

  // React's wheel listener is passive and could not keep the page from scrolling.
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
      const at = shareOf(event);
      show((shown) => zoomed(shown, Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), at, limit));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  });

  function move(event: PointerEvent): void {
    const at = shareOf(event);
    const before = pointers.current.get(event.pointerId);
    if (before) {
      pointers.current.set(event.pointerId, at);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const ratio = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1e-6, Math.hypot(before.x - other.x, before.y - other.y));
        show((shown) => zoomed(shown, ratio, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, limit));
        return;
      }
      if (!told.moved(event) && (at.x !== before.x || at.y !== before.y))
        show((shown) => panned(shown, (before.x - at.x) * shown.width, (before.y - at.y) * shown.height, limit));
    } else told.moved(event);
    const cell = cellAt(view, at, nx, ny);
    setReading(cell && { cell, byKeys: false, from: name });
  }

  function lift(event: PointerEvent, phase: "up" | "cancel"): void {
    pointers.current.delete(event.pointerId);
    told.ended(event, phase);
  }

  function lead(dx: number, dy: number): void {
    const from = reading?.cell ?? { x: Math.floor(view.x0 + view.width / 2), y: Math.floor(view.y0 + view.height / 2) };
    const by = reading ? { dx, dy } : { dx: 0, dy: 0 };
    const cell = { x: Math.min(nx - 1, Math.max(0, from.x + by.dx)), y: Math.min(ny - 1, Math.max(0, from.y + by.dy)) };
    setReading({ cell, byKeys: true, from: name });
    const overX = Math.min(0, cell.x - view.x0) + Math.max(0, cell.x + 1 - view.x0 - view.width);
    const overY = Math.min(0, cell.y - view.y0) + Math.max(0, cell.y + 1 - view.y0 - view.height);
    if (overX !== 0 || overY !== 0) show((shown) => panned(shown, overX, overY, limit));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stride = event.shiftKey ? 10 : 1;
    const at = reading ? { x: (reading.cell.x + 0.5 - view.x0) / view.width, y: (reading.cell.y + 0.5 - view.y0) / view.height } : centre;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => lead(-stride, 0),
      ArrowRight: () => lead(stride, 0),
      ArrowUp: () => lead(0, -stride),
      ArrowDown: () => lead(0, stride),
      "+": () => show((shown) => zoomed(shown, keyZoom, at, limit)),
      "=": () => show((shown) => zoomed(shown, keyZoom, at, limit)),
      "-": () => show((shown) => zoomed(shown, 1 / keyZoom, at, limit)),
      "0": () => setZoom(null),
      Escape: () => setReading(null),
    };
    const touch = () => told.touched(reading!.cell, event);
    const act = acts[event.key] ?? (tool && reading && (event.key === "Enter" || event.key === " ") ? touch : undefined);
    if (!act) return;
    event.preventDefault();
    act();
  }

  const cell = reading && reading.cell.x < nx && reading.cell.y < ny ? reading.cell : null;
  return {
    view,
    cell,
    byKeys: reading?.byKeys ?? false,
    elsewhere: reading !== null && reading.from !== name,
    zoomedIn: zoom?.frame === frame,
    reset: () => setZoom(null),
    handlers: {
      onPointerDown(event) {
        const moves = tool !== null && event.button === 1;
        if (event.button !== 0 && !moves) return;
        // The middle button would start the browser's own scrolling.
        if (moves) event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, shareOf(event));
        if (pointers.current.size > 1) told.dropped(event);
        else if (!moves && told.began(event)) return;
        move(event);
      },
      onPointerMove: move,
      onPointerUp: (event) => lift(event, "up"),
      onPointerCancel: (event) => lift(event, "cancel"),
      onPointerLeave(event) {
        told.left(event);
        setReading((last) => (last?.byKeys || last?.from !== name ? last : null));
      },
      onDoubleClick: () => {
        if (!tool) setZoom(null);
      },
      onKeyDown,
      onBlur: () => setReading((last) => (last?.byKeys && last.from === name ? null : last)),
    },
  };
}
