import { dimensionSeries, nullDimensionSeries } from "../state/series-slice";
import { useWorkbench } from "../state/use-workbench";
import { onPhone, useMedia } from "../ui/use-media";
import { TimeSeriesPlot } from "../views/time-series-plot";
import { definePanel } from "./define";
import { ViewSettings } from "./field-panel";
import { RunDetails } from "./run-details";
import { Timeline } from "./timeline";
import "./lab.css";

function TimePanel() {
  const dimension = useWorkbench((state) => state.series[dimensionSeries]);
  const noise = useWorkbench((state) => state.series[nullDimensionSeries]);
  const phone = useMedia(onPhone);
  return (
    <>
      <TimeSeriesPlot
        title="Dimension over time"
        series={[
          { name: "noise of equal density", look: "dim", points: noise ?? [] },
          { name: "dimension", look: "main", points: dimension ?? [] },
        ]}
      />
      {phone && (
        <>
          <Timeline />
          <RunDetails />
          <div className="field-tools">
            <ViewSettings />
          </div>
        </>
      )}
    </>
  );
}

export const timePanel = definePanel({
  id: "time",
  title: "Dimension over time",
  shortTitle: "Over time",
  room: "lab",
  place: "right",
  phoneTab: "Time",
  body: TimePanel,
});
