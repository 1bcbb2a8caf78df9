import { useEffect } from "react";
import { useWorkbenchStore } from "../state/use-workbench";

/** Space runs and pauses, the full stop steps once, R resets. Keys pressed in a field, a list or on a button keep their usual meaning. */
export function useShortcuts(): void {
  const store = useWorkbenchStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || inControl(event.target)) return;
      const { room, run, play, pause, stepOnce, resetRun } = store.getState();
      if (room !== "lab" || run.id === null) return;
      const act = { " ": run.status === "running" ? pause : play, ".": stepOnce, r: resetRun }[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      void act();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [store]);
}

const inControl = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input, textarea, select, button, a, [role='slider'], [role='listbox'], [role='menu'], [contenteditable='true'], .monaco-editor") !==
    null;
