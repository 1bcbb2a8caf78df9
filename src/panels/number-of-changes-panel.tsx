import type { Detection } from "../core/define/detector";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { CurvePlot, type CurvePoint } from "../views/curve-plot";
import { definePanel } from "./define";
import "./regimes.css";

const method = "segment-neighbourhood";

/** What each number of changes costs at its best, with the elbow and the number that was taken. */
function NumberOfChangesPanel() {
  const detection = useWorkbench((state) => state.regimes.detection);
  const n = useWorkbench((state) => state.regimes.values.length);
  const setDetector = useWorkbench((state) => state.setDetector);
  const setDetectorOption = useWorkbench((state) => state.setDetectorOption);
  const chosenBy = useWorkbench((state) => state.regimes.options.chosenBy ?? "penalty");
  if (n === 0) return <p className="dim">{t("What each number of changes costs stands here once a series is open.")}</p>;
  if (detection?.method !== method)
    return (
      <div className="regimes-stack">
        <p className="dim">{t("Segment neighbourhood finds the best division for every number of changes, and so draws this curve.")}</p>
        <Button onClick={() => void setDetector(method)}>{t("Take segment neighbourhood and draw it")}</Button>
      </div>
    );
  const costs = costsOf(detection);
  if (costs.length < 3) return <p className="dim">{t("There are too few divisions to draw.")}</p>;
  const { elbow, changes } = detection.evidence;
  return (
    <div className="regimes-stack">
      <CurvePlot
        title={t("Cost over the number of changes")}
        x={{ label: t("changes") }}
        y={{ label: t("cost") }}
        curves={[{ name: "cost", points: costs, look: "dots and line" }]}
        marks={[
          ...(elbow === undefined ? [] : [{ x: elbow, label: t("elbow: {{elbow}}", { elbow }) }]),
          ...(changes === undefined || changes === elbow ? [] : [{ x: changes, label: t("taken: {{changes}}", { changes }) }]),
        ]}
      />
      <p className="dim">
        {t(
          "The elbow is the number that stays the best over the widest range of penalties. It stands somewhere even where nothing changes: the penalty asks whether anything does.",
        )}
      </p>
      {elbow !== undefined && chosenBy !== "elbow" && (
        <Button onClick={() => void setDetectorOption("chosenBy", "elbow")}>{t("Take the elbow")}</Button>
      )}
      {chosenBy === "elbow" && <Button onClick={() => void setDetectorOption("chosenBy", "penalty")}>{t("Take what the penalty leaves")}</Button>}
    </div>
  );
}

/** Numbers of changes and what they cost at their best. */
const costsOf = ({ evidence }: Pick<Detection, "evidence">): CurvePoint[] =>
  Object.entries(evidence)
    .flatMap(([name, cost]): CurvePoint[] => (/^cost\d+$/.test(name) ? [[Number(name.slice(4)), cost]] : []))
    .sort(([a], [b]) => a - b);

export const numberOfChangesPanel = definePanel({
  id: "number-of-changes",
  title: "Number of changes",
  room: "regimes",
  place: "right",
  body: NumberOfChangesPanel,
});
