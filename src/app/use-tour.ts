import { useEffect, useState } from "react";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { specInAddress } from "./routing";

/** Whether the tour is shown. It begins by itself once, beside the first field that grows, unless a link was opened. */
export function useTour(): boolean {
  const store = useWorkbenchStore();
  const [linked] = useState(() => specInAddress(location.hash) !== null);
  const begins = useWorkbench(({ room, run, workspace }) => room === "lab" && run.step > 0 && !workspace.toured);
  useEffect(() => {
    if (begins && !linked && store.getState().tourStep === null) store.getState().showTour(0);
  }, [begins, linked, store]);
  return useWorkbench(({ room, tourStep }) => room === "lab" && tourStep !== null);
}
