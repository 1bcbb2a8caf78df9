import { lazy, Suspense } from "react";
import { useWorkbench } from "../state/use-workbench";
import type { ScrubberPart } from "./scrubber";

const Scrubber = lazy(() => import("./scrubber").then(({ Scrubber }) => ({ default: Scrubber })));

/** The scrubber, loaded once there is a picture; its place is held from the start. */
export function Timeline({ part }: { part?: ScrubberPart }) {
  const drawn = useWorkbench((state) => state.run.newest > 0);
  return (
    <div className="timeline-place">
      {drawn && (
        <Suspense>
          <Scrubber part={part} />
        </Suspense>
      )}
    </div>
  );
}
