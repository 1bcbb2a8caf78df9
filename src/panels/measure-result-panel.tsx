import { useWorkbench } from "../state/use-workbench";
import { onPhone, useMedia } from "../ui/use-media";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./lab.css";
import { MetricList } from "./measure-metric-list";
import { OpenedMetric } from "./measure-metric-view";
import "./measure.css";

/** All metrics, and the one that is looked at: beside the list, or on a phone under its row. */
function MeasureResultPanel() {
  const open = useWorkbench((state) => state.measure.image !== null);
  const measured = useWorkbench((state) => Object.keys(state.measure.entries).length > 0);
  const phone = useMedia(onPhone);
  if (!open || !measured) {
    return (
      <>
        <h2>{t("Measures")}</h2>
        <p className="dim">
          {open
            ? t("The image could not be measured as it is set.")
            : t("Open an image: its dimensions, its shape and its texture appear here, each beside what noise would give.")}
        </p>
      </>
    );
  }
  return (
    <div className="metrics">
      <MetricList below={phone && <OpenedMetric />} />
      {!phone && <OpenedMetric />}
    </div>
  );
}

export const measureResultPanel = definePanel({
  id: "measure-result",
  title: "Measures",
  room: "measure",
  place: "right",
  ownHeading: true,
  body: MeasureResultPanel,
});
