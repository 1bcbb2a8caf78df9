import { covering, f1Score } from "../core/detectors/agreement";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { DropZone } from "../ui/drop-zone";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./regimes.css";

/** Marks that people set by hand, and how the present detector stands against them. */
function AnnotatePanel() {
  const annotations = useWorkbench((state) => state.annotations);
  const annotator = useWorkbench((state) => state.annotator);
  const annotating = useWorkbench((state) => state.annotating);
  const margin = useWorkbench((state) => state.margin);
  const problem = useWorkbench((state) => state.annotationProblem);
  const n = useWorkbench((state) => state.regimes.values.length);
  const { setAnnotating, setAnnotator, toggleMark, setMargin, clearMarks, importAnnotations } = useWorkbench((state) => state);
  if (n === 0) return <p className="dim">{t("Marks of your own can be set once a series is open.")}</p>;
  const people = Object.entries(annotations);
  return (
    <div className="regimes-stack">
      <Checkbox
        label={t("Set marks on the plot (M)")}
        title={t("M on the plot switches this. A click, or Enter at the crosshair, sets a mark; a click on it, or Delete, takes it away.")}
        checked={annotating}
        onChange={setAnnotating}
      />
      <Setting name={t("Annotator")} title={t("Whose marks are set: those of several people count side by side.")}>
        <input
          className="text-field annotate-name"
          type="text"
          aria-label={t("Annotator")}
          maxLength={40}
          value={annotator}
          onChange={(event) => setAnnotator(event.target.value)}
        />
      </Setting>
      {people.map(([person, marks]) => (
        <p key={person} className="annotate-marks">
          <Button
            look="plain"
            aria-pressed={person === (annotator.trim() || "me")}
            title={t("Go on as {{person}}", { person })}
            onClick={() => setAnnotator(person)}
          >
            {person}
          </Button>
          {marks.map((mark) => (
            <Button
              key={mark}
              look="plain"
              aria-label={t("Remove the mark at {{mark}} of {{person}}", { mark, person })}
              title={t("Remove")}
              onClick={() => {
                setAnnotator(person);
                toggleMark(mark);
              }}
            >
              {mark} ×
            </Button>
          ))}
          {marks.length === 0 && <span className="dim">{t("no change")}</span>}
        </p>
      ))}
      {people.length > 0 && <Score />}
      {people.length > 0 && (
        <Setting name={t("Margin")} title={t("Samples by which a change may miss a mark and still count.")}>
          <NumberField label={t("Margin, in samples")} value={margin} min={0} max={1000} integer onChange={setMargin} />
        </Setting>
      )}
      <DropZone
        label={t("Import marks (JSON)")}
        accept=".json"
        onFiles={([file]) => void file?.text().then((text) => importAnnotations(file.name, text))}
      />
      {people.length > 0 && <Button onClick={clearMarks}>{t("Remove all marks")}</Button>}
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
    </div>
  );
}

/** F1 and covering of what is found, as the benchmark defines them. */
function Score() {
  const annotations = useWorkbench((state) => state.annotations);
  const margin = useWorkbench((state) => state.margin);
  const detection = useWorkbench((state) => state.regimes.detection);
  if (!detection) return null;
  const { f1, precision, recall } = f1Score(annotations, detection.changePoints, margin);
  const without = f1Score(annotations, [], margin).f1;
  return (
    <p
      role="status"
      aria-label={t("Agreement with the marks")}
      title={t("precision {{precision}}, recall {{recall}}", { precision: precision.toFixed(3), recall: recall.toFixed(3) })}
    >
      {t("F1 {{f1}}, covering {{covering}}.", { f1: f1.toFixed(3), covering: covering(annotations, detection.changePoints, detection.n).toFixed(3) })}{" "}
      <span className="dim">
        {t("Reporting nothing: {{without}} and {{covering}}. A change point is the first sample of the new regime, counted from 0.", {
          without: without.toFixed(3),
          covering: covering(annotations, [], detection.n).toFixed(3),
        })}
      </span>
    </p>
  );
}

export const annotatePanel = definePanel({
  id: "annotate",
  title: "Marks of your own",
  shortTitle: "Marks",
  room: "regimes",
  place: "right",
  body: AnnotatePanel,
});
