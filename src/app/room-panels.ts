import { useEffect, useState } from "react";
import type { Panel, RoomId } from "../panels/define";
import { firstPanels, laterPanels } from "../panels/index";
import type { Workbench } from "../state/store";
import { useWorkbench, useWorkbenchItself } from "../state/use-workbench";

const loaded = new Map<RoomId, readonly Panel[]>();

/** All panels of a room, in order. What they are made of is loaded with the first call. */
export async function loadPanels(room: RoomId, workbench: Workbench): Promise<readonly Panel[]> {
  const [later] = await Promise.all([laterPanels[room](), workbench.openRooms()]);
  const panels = [...panelsAtHand(room), ...later].filter((panel, i, all) => all.indexOf(panel) === i);
  loaded.set(room, panels);
  return panels;
}

const panelsAtHand = (room: RoomId): readonly Panel[] => loaded.get(room) ?? [...firstPanels].filter((panel) => panel.room === room);

/** The panels of a room that are at hand; the others come when the first picture is drawn. `complete` once they are there. */
export function useRoomPanels(room: RoomId): { panels: readonly Panel[]; complete: boolean } {
  const workbench = useWorkbenchItself();
  const drawn = useWorkbench(({ run, specProblem }) => (run.id !== null && (run.step > 0 || run.status !== "running")) || specProblem !== null);
  const [, redraw] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const complete = loaded.has(room);
  useEffect(() => {
    if (complete || (room === "lab" && !drawn)) return;
    let gone = false;
    const again = () => {
      if (!gone) redraw((n) => n + 1);
    };
    loadPanels(room, workbench).then(again, setFailure);
    return () => {
      gone = true;
    };
  }, [room, complete, drawn, workbench]);
  if (failure !== null) throw failure;
  return { panels: panelsAtHand(room), complete };
}
