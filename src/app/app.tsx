import { lazy, Suspense } from "react";
import { rooms } from "../panels/define";
import type { Workbench } from "../state/store";
import { useWorkbench, WorkbenchContext } from "../state/use-workbench";
import { TooltipProvider } from "../ui/tooltip";
import { t, useLanguage } from "../ui/text";
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

/** Drawn anew in another language; the store and the run go on. */
export function App({ workbench }: { workbench: Workbench }) {
  return (
    <WorkbenchContext key={useLanguage()} value={workbench}>
      <TooltipProvider>
        {embedInAddress(location.hash) ? (
          <ErrorBoundary name={t("The run")}>
            <Suspense>
              <Embed />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <>
            <SkipLink />
            <ErrorBoundary name={t("The workbench")}>
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
    <ErrorBoundary key={room} name={t(title)}>
      <RoomLayout room={room} />
    </ErrorBoundary>
  );
}
