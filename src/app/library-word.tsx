import { lazy, Suspense } from "react";
import { useWorkbench } from "../state/use-workbench";

const LibraryNotice = lazy(async () => ({ default: (await import("../panels/library-notice")).LibraryNotice }));

/** How the run on screen came back, or that it cannot be kept; loaded when there is such a thing to say. */
export function LibraryWord() {
  const wanted = useWorkbench(
    ({ library: { resumed, elsewhere, clearedSince, problem } }) => resumed !== null || elsewhere || clearedSince !== null || problem !== null,
  );
  return wanted ? (
    <Suspense>
      <LibraryNotice />
    </Suspense>
  ) : null;
}
