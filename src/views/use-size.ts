import { useEffect, useState, type RefObject } from "react";
import type { Size } from "./viewport";

/** Pixels that an element takes on the page, kept up to date. */
export function useSize(target: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width, height });
    });
    observer.observe(target.current!);
    return () => observer.disconnect();
  }, [target]);
  return size;
}
