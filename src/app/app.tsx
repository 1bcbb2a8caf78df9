import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { rooms } from "../panels/define";
import type { Workbench } from "../state/store";
import { useWorkbench, WorkbenchContext } from "../state/use-workbench";
import { TooltipProvider } from "../ui/tooltip";
import { ErrorBoundary } from "./error-boundary";
import { Header } from "./header";
import { useActionKeys } from "./keys";
import "./layout.css";
import { Overlays } from "./overlays";
import { RoomLayout } from "./room-layout";

const LibraryNotice = lazy(() => import("../panels/library-notice").then(({ LibraryNotice }) => ({ default: LibraryNotice })));

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } });

export function App({ workbench }: { workbench: Workbench }) {
  return (
    <WorkbenchContext value={workbench}>
      <QueryClientProvider client={queries}>
        <TooltipProvider>
          <a className="skip" href="#main">
            Skip to the main view
          </a>
          <ErrorBoundary name="The workbench">
            <div className="app">
              <Header />
              <CurrentRoom />
              <Overlays />
              <Suspense>
                <LibraryNotice />
              </Suspense>
            </div>
          </ErrorBoundary>
        </TooltipProvider>
      </QueryClientProvider>
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
