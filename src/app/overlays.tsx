import { lazy, Suspense } from "react";
import { useWorkbench } from "../state/use-workbench";
import { useTour } from "./use-tour";

const Palette = lazy(async () => ({ default: (await import("./palette")).Palette }));
const CheatSheet = lazy(async () => ({ default: (await import("./cheat-sheet")).CheatSheet }));
const About = lazy(async () => ({ default: (await import("./about")).About }));
const GuidesDialog = lazy(async () => ({ default: (await import("./guides-dialog")).GuidesDialog }));
const Tour = lazy(async () => ({ default: (await import("./tour")).Tour }));

/** What lies over a room, loaded when it is first asked for. */
export function Overlays() {
  const overlay = useWorkbench((state) => state.overlay);
  const touring = useTour();
  return (
    <Suspense>
      {touring && <Tour />}
      {overlay === "palette" && <Palette />}
      {overlay === "keys" && <CheatSheet />}
      {overlay === "about" && <About />}
      {overlay === "guides" && <GuidesDialog />}
    </Suspense>
  );
}
