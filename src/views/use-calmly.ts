import { useEffect, useState } from "react";
import type { PictureSource } from "./picture";

/** Times between updates of numbers beside the picture, in milliseconds: faster than that nobody reads. */
const calmMs = 120;

/** Re-renders a small component when there is a newer picture, but not more often than a person can read. */
export function useCalmly<T>(source: PictureSource, read: () => T): T {
  const [, redraw] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = source.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        redraw((n) => n + 1);
      }, calmMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [source]);
  return read();
}
