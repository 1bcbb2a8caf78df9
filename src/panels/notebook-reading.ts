import { useEffect, type RefObject } from "react";
import { useWorkbench } from "../state/use-workbench";
import type { NotebookCell } from "../state/notebook-cells";
import { sectionsOf } from "./notebook-sections";

/** The end of a section that stays on screen so long was read, in milliseconds. */
const dwell = 2500;

/** Notes the sections whose end the reader comes to. What is jumped over is not counted. */
export function useReading(scroll: RefObject<HTMLElement | null>, cells: readonly NotebookCell[]): void {
  const markRead = useWorkbench((state) => state.markRead);
  /** Changes only when sections do: cells that run have the same ones. */
  const sections = JSON.stringify(sectionsOf(cells));
  useEffect(() => {
    const root = scroll.current;
    if (!root) return;
    const ends = new Map<string, string[]>();
    for (const { title, last } of JSON.parse(sections) as ReturnType<typeof sectionsOf>) ends.set(last, [...(ends.get(last) ?? []), title]);
    const waiting = new Map<string, ReturnType<typeof setTimeout>>();
    const look = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
        const seen = isIntersecting && boundingClientRect.bottom <= (rootBounds?.bottom ?? Infinity) + 4;
        clearTimeout(waiting.get(target.id));
        if (seen)
          waiting.set(
            target.id,
            setTimeout(() => ends.get(target.id)?.forEach(markRead), dwell),
          );
      }
    };
    const observer = new IntersectionObserver(look, { root, threshold: [0, 0.2, 0.4, 0.6, 0.8, 0.95, 1] });
    for (const id of ends.keys()) {
      const element = document.getElementById(id);
      if (element) observer.observe(element);
    }
    return () => {
      observer.disconnect();
      waiting.forEach(clearTimeout);
    };
  }, [scroll, sections, markRead]);
}
