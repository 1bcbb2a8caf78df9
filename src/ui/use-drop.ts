import { useState, type DragEvent } from "react";
import { t } from "./text";

/** What an element gets so that files can be dropped on it, and whether some hover over it now. */
interface Drop {
  over: boolean;
  target: Record<"onDragEnter" | "onDragOver" | "onDragLeave" | "onDrop", (event: DragEvent) => void> & { "data-drop": string };
}

/** @param take what was dropped; not called where a place within has taken it. */
export function useDrop(take: (dropped: DataTransfer) => void): Drop {
  const [over, setOver] = useState(false);
  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  };
  return {
    over,
    target: {
      // The words that the style sheet shows over it.
      "data-drop": t("Drop to open"),
      onDragEnter: onDrag,
      onDragOver: onDrag,
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        if (event.defaultPrevented) return;
        event.preventDefault();
        take(event.dataTransfer);
      },
    },
  };
}
