import { lazy, Suspense } from "react";
import { useWorkbench } from "../state/use-workbench";

const OfflineWord = lazy(async () => ({ default: (await import("./offline-word")).OfflineWord }));

/** Keeping the app for use without a network waits until there is a picture, so that it never delays one. */
export function Offline() {
  const drawn = useWorkbench((state) => state.run.id !== null);
  if (!drawn || !("serviceWorker" in navigator) || !import.meta.env.PROD) return null;
  return (
    <Suspense>
      <OfflineWord />
    </Suspense>
  );
}
