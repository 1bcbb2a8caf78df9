import { useEffect, type RefObject } from "react";
import type { Side, Target } from "../state/arrangement";
import { t } from "../ui/text";
import type { Dock } from "./dock";

/** Pixels that a pressed heading moves before it is a drag, and no press. */
const slack = 5;
/** Pixels at the sides of a room that stand for a column which is not there. */
const rim = 72;

interface Landing {
  target: Target;
  /** Where the mark is drawn, in pixels of the window. */
  mark: { left: number; top: number; width: number; height: number };
}

/**
 * Lets panels be dragged by their headings with a mouse or a pen: above or below another panel, or onto its heading to share its place. Fingers
 * scroll, and move panels by the menu. Escape gives up.
 */
export function useDockDrag(room: RefObject<HTMLElement | null>, dock: Dock | null): void {
  useEffect(() => {
    const element = room.current;
    if (!element || !dock) return;
    const press = (event: PointerEvent) => {
      const handle = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drag]") : null;
      if (handle && event.button === 0 && event.pointerType !== "touch") follow(event, handle.dataset["drag"]!, dock);
    };
    element.addEventListener("pointerdown", press);
    return () => element.removeEventListener("pointerdown", press);
  }, [room, dock]);
}

function follow(start: PointerEvent, panel: string, dock: Dock): void {
  const mark = document.createElement("div");
  mark.className = "dock-mark";
  let landing: Landing | null = null;
  let dragging = false;
  const ending = new AbortController();
  const { signal } = ending;

  const end = () => {
    ending.abort();
    mark.remove();
    document.body.classList.remove("dragging-panel");
    if (!dragging) return;
    // The press that ends a drag is none on the heading under it.
    addEventListener("click", swallow, true);
    setTimeout(() => removeEventListener("click", swallow, true));
  };
  const move = (event: PointerEvent) => {
    if (!dragging && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < slack) return;
    if (!dragging) {
      dragging = true;
      document.body.classList.add("dragging-panel");
      document.body.append(mark);
    }
    landing = landingAt(event.clientX, event.clientY, panel);
    mark.hidden = landing === null;
    if (landing) for (const [side, px] of Object.entries(landing.mark)) mark.style.setProperty(side, `${px}px`);
  };
  const drop = () => {
    if (dragging && landing) dock.move(panel, landing.target, t("moved"));
    end();
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", drop, { signal });
  addEventListener("pointercancel", end, { signal });
  addEventListener("blur", end, { signal });
  addEventListener("keydown", (event) => event.key === "Escape" && end(), { signal });
}

const swallow = (event: Event) => {
  event.stopPropagation();
  event.preventDefault();
};

function landingAt(x: number, y: number, panel: string): Landing | null {
  const under = document.elementFromPoint(x, y);
  const column = under?.closest<HTMLElement>("[data-column]");
  if (!column) return onRim(x);
  const side = column.dataset["column"] as Side;
  const section = under!.closest<HTMLElement>("[data-panel]");
  if (!section) {
    const last = column.lastElementChild?.getBoundingClientRect() ?? column.getBoundingClientRect();
    return { target: { side, panel: null, where: "after" }, mark: line(last, last.bottom) };
  }
  const other = section.dataset["panel"]!;
  if (other === panel) return null;
  const rect = section.getBoundingClientRect();
  const heading = under!.closest("[data-drag]");
  if (heading) {
    const { left, top, width, height } = heading.getBoundingClientRect();
    return { target: { side, panel: other, where: "with" }, mark: { left, top, width, height: Math.max(height, 16) } };
  }
  const before = y < rect.top + rect.height / 2;
  return { target: { side, panel: other, where: before ? "before" : "after" }, mark: line(rect, before ? rect.top : rect.bottom) };
}

/** A column that is not there opens where a panel is dropped at its side. */
function onRim(x: number): Landing | null {
  const side = x < rim ? "left" : x > innerWidth - rim ? "right" : null;
  if (!side || document.querySelector(`[data-column="${side}"]`)) return null;
  const main = document.getElementById("main")!.getBoundingClientRect();
  const left = side === "left" ? main.left : main.right - rim;
  return { target: { side, panel: null, where: "after" }, mark: { left, top: main.top, width: rim, height: main.height } };
}

const line = ({ left, width }: DOMRect, y: number) => ({ left, top: y - 2, width, height: 3 });
