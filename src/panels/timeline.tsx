import { lazy, Suspense } from "react";
import { useWorkbench } from "../state/use-workbench";

const Scrubber = lazy(() => import("./scrubber").then(({ Scrubber }) => ({ default: Scrubber })));

/** The scrubber, loaded once there is a picture; its place is held from the start. */
export function Timeline() {
  const drawn = useWorkbench((state) => state.run.newest > 0);
  return (
    <div className="timeline-place">
      {drawn && (
        <Suspense>
          <Scrubber />
        </Suspense>
      )}
    </div>
  );
}
