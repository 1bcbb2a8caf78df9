import { lazy, Suspense } from "react";
import { useWorkbench } from "../state/use-workbench";

const Palette = lazy(async () => ({ default: (await import("./palette")).Palette }));
const CheatSheet = lazy(async () => ({ default: (await import("./cheat-sheet")).CheatSheet }));

/** What lies over a room, loaded when it is first asked for. */
export function Overlays() {
  const overlay = useWorkbench((state) => state.overlay);
  return (
    <Suspense>
      {overlay === "palette" && <Palette />}
      {overlay === "keys" && <CheatSheet />}
    </Suspense>
  );
}
