import { useSyncExternalStore } from "react";

/** Screens on which columns become tabs and the run bar stays at the thumb; the style sheets say the same. */
export const onPhone = "(width < 600px)";

/** Where fingers are what points. */
export const onTouch = "(pointer: coarse)";

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}
