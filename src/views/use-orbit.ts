import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { nearer, orbitAfter, turned, usualOrbit, type Orbit } from "./orbit";

/** Radians a pixel. */
const perPixel = 0.008;

/** An eye that goes round by dragging and arrow keys, and closer by the wheel, two fingers and + −. */
export function useOrbit(target: RefObject<HTMLElement | null>) {
  const [orbit, setOrbit] = useState<Orbit>(usualOrbit);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  // React's wheel listener is passive and could not keep the page from scrolling.
  useEffect(() => {
    const element = target.current!;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      setOrbit((from) => nearer(from, Math.exp(-event.deltaY * (event.deltaMode === 1 ? 16 : 1) * 0.002)));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [target]);

  const lift = (event: PointerEvent) => void pointers.current.delete(event.pointerId);
  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent) {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const at = { x: event.clientX, y: event.clientY };
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, at);
      if (other) {
        const ratio = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        setOrbit((from) => nearer(from, ratio));
      } else setOrbit((from) => turned(from, (before.x - at.x) * perPixel, (at.y - before.y) * perPixel));
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onDoubleClick: () => setOrbit(usualOrbit),
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = orbitAfter(orbit, event.key, event.shiftKey);
      if (!next) return;
      event.preventDefault();
      setOrbit(next);
    },
  };
  return { orbit, handlers };
}
