import { dimensionSeries, nullDimensionSeries } from "../state/series-slice";
import { useWorkbench } from "../state/use-workbench";
import { onPhone, useMedia } from "../ui/use-media";
import { t } from "../ui/text";
import { TimeSeriesPlot } from "../views/time-series-plot";
import { definePanel } from "./define";
import { RunDetails } from "./run-details";
import { SpecFileButton } from "./spec-file";
import { Timeline } from "./timeline";
import "./lab.css";

function TimePanel() {
  const dimension = useWorkbench((state) => state.series[dimensionSeries]);
  const noise = useWorkbench((state) => state.series[nullDimensionSeries]);
  const phone = useMedia(onPhone);
  return (
    <>
      <TimeSeriesPlot
        title={t("Dimension over time")}
        series={[
          { name: "noise of equal density", look: "dim", points: noise ?? [] },
          { name: "dimension", look: "main", points: dimension ?? [] },
        ]}
      />
      {phone && (
        <>
          <Timeline part="buttons" />
          <RunDetails />
          <SpecFileButton />
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
