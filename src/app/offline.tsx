import { lazy, Suspense } from "react";
import { useWorkbench } from "../state/use-workbench";
import { useAfterFirstFrame } from "../ui/use-after-first-frame";

const OfflineWord = lazy(async () => ({ default: (await import("./offline-word")).OfflineWord }));

/** Keeping the app for use without a network waits until there is a picture, so that it never delays one. */
export function Offline() {
  const open = useWorkbench((state) => state.run.id !== null);
  return open && "serviceWorker" in navigator && import.meta.env.PROD ? <BehindThePicture /> : null;
}

function BehindThePicture() {
  return useAfterFirstFrame() ? (
    <Suspense>
      <OfflineWord />
    </Suspense>
  ) : null;
}
