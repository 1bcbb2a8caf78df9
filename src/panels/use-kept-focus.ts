import { useLayoutEffect, type RefObject } from "react";

/** What the focus stands at may be gone with what was done; it stays in the panel then. */
export function useKeptFocus(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const held = part.current;
    return () => {
      if (held?.contains(document.activeElement)) held.closest<HTMLElement>("[tabindex='-1']")?.focus({ preventScroll: true });
    };
  }, [part]);
}
