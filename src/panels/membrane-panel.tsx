import { useEffect } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Tabs } from "../ui/tabs";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { MembraneClamped } from "./membrane-clamped";
import { MembraneRest } from "./membrane-rest";
import "./membrane.css";

/** A cell at rest, or a model under a clamp: whichever was touched last. */
function MembranePanel() {
  const view = useWorkbench((state) => state.membrane.view);
  const show = useWorkbench((state) => state.showMembrane);
  const bringToFront = useWorkbench((state) => state.bringToFront);
  // Where columns are tabs, the one that belongs to the view is shown.
  useEffect(() => bringToFront(view === "rest" ? "membrane-cell" : "membrane-clamp"), [view, bringToFront]);
  return (
    <Tabs
      label={t("Views of a membrane")}
      tabs={[
        { id: "rest", title: t("Potentials and curves"), body: <MembraneRest /> },
        { id: "clamp", title: t("Under a clamp"), body: <MembraneClamped /> },
      ]}
      value={view}
      onChange={(id) => show(id === "clamp" ? "clamp" : "rest")}
    />
  );
}

export const membranePanel = definePanel({
  id: "membrane",
  title: "Membrane",
  room: "membrane",
  place: "main",
  ownHeading: true,
  body: MembranePanel,
});
