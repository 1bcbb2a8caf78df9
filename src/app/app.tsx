import { lazy, Suspense } from "react";
import { rooms } from "../panels/define";
import type { Workbench } from "../state/store";
import { useWorkbench, WorkbenchContext } from "../state/use-workbench";
import { TooltipProvider } from "../ui/tooltip";
import { ErrorBoundary } from "./error-boundary";
import { Header } from "./header";
import { useActionKeys } from "./keys";
import "./layout.css";
import { LibraryWord } from "./library-word";
import { Overlays } from "./overlays";
import { embedInAddress } from "./routing";
import { RoomLayout } from "./room-layout";
import { SkipLink } from "./skip-link";

const Embed = lazy(() => import("./embed").then(({ Embed }) => ({ default: Embed })));

export function App({ workbench }: { workbench: Workbench }) {
  return (
    <WorkbenchContext value={workbench}>
      <TooltipProvider>
        {embedInAddress(location.hash) ? (
          <ErrorBoundary name="The run">
            <Suspense>
              <Embed />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <>
            <SkipLink />
            <ErrorBoundary name="The workbench">
              <div className="app">
                <Header />
                <CurrentRoom />
                <Overlays />
                <LibraryWord />
              </div>
            </ErrorBoundary>
          </>
        )}
      </TooltipProvider>
    </WorkbenchContext>
  );
}

function CurrentRoom() {
  const room = useWorkbench((state) => state.room);
  useActionKeys();
  const title = rooms.find(({ id }) => id === room)!.title;
  return (
    <ErrorBoundary key={room} name={title}>
      <RoomLayout room={room} />
    </ErrorBoundary>
  );
}
