import { useMemo, useState } from "react";
import type { Detection, DetectionCurve } from "../core/define/detector";
import { seriesMetrics } from "../core/series/index";
import { seriesEndings, seriesKinds } from "../state/series-table";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { DropZone } from "../ui/drop-zone";
import { EmptyState } from "../ui/empty-state";
import { formatCount, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import type { SeriesPictureProps } from "../views/series-picture";
import { SeriesPlot } from "../views/series-plot";
import { definePanel } from "./define";
import { RegimesExport } from "./regimes-export";
import "./regimes.css";
import { useSampleSeries } from "./use-sample-series";

function SeriesPanel() {
  const { table, problem } = useWorkbench((state) => state.regimes);
  const openSeriesFile = useWorkbench((state) => state.openSeriesFile);
  const onFiles = ([file]: File[]) => file && void openSeriesFile(file.name, file);
  return (
    <div className="regimes-main">
      {problem && (
        <div className="regimes-problem">
          <Notice tone="error">{sentence(problem.message)}</Notice>
        </div>
      )}
      {table ? <OpenSeries /> : <NothingOpen onFiles={onFiles} />}
    </div>
  );
}

function NothingOpen({ onFiles }: { onFiles(files: File[]): void }) {
  const { samples, open } = useSampleSeries();
  const first = samples[0];
  return (
    <DropZone label={t("Open a table")} hint={t("Open a table: {{seriesKinds}}", { seriesKinds })} accept={seriesEndings} onFiles={onFiles}>
      <EmptyState
        title={t("Where does a series change?")}
        actions={
          first && (
            <Button look="primary" onClick={() => void open(first)}>
              {t("Open {{title}}", { title: t(first.title) })}
            </Button>
          )
        }
      >
        {t(
          "A regime is a stretch in which mean or spread stays the same; a change point is where the next one begins. Open a sample, or drop a table with one series a column.",
        )}
      </EmptyState>
    </DropZone>
  );
}

function OpenSeries() {
  const { table, sample, column, values, detection, detecting, windowed } = useWorkbench((state) => state.regimes);
  const stopDetection = useWorkbench((state) => state.stopDetection);
  const annotations = useWorkbench((state) => state.annotations);
  const annotating = useWorkbench((state) => state.annotating);
  const annotator = useWorkbench((state) => state.annotator);
  const toggleMark = useWorkbench((state) => state.toggleMark);
  const setAnnotating = useWorkbench((state) => state.setAnnotating);
  const route = useWorkbench((state) => state.route);
  const ablation = useWorkbench((state) => state.ablation);
  /** What a detector found over windows stands in the place of the room's own detection, with the channels it read. */
  const overWindows = ablation.shown && ablation.outcome ? { ...ablation.outcome[ablation.shown], curves: ablation.outcome.channels } : null;
  const drawn = overWindows ?? detection;
  const [logarithmic, setLogarithmic] = useState(false);
  const positive = useMemo(() => values.every((value) => value > 0), [values]);
  const events = useMemo(() => {
    const rows = new Map(table?.labels?.map((label, index) => [label, index]));
    return (sample?.events ?? []).flatMap(({ at, title }) => (rows.has(at) ? [{ index: rows.get(at)!, title }] : []));
  }, [table, sample]);
  const metric = useMemo(() => windowed && { ...windowed, title: seriesMetrics.get(windowed.metric).title }, [windowed]);
  const title = sample?.title ?? table!.name;
  const picture: SeriesPictureProps = {
    values,
    labels: table!.labels,
    title: `${t(title)}, ${column ?? ""}`,
    unit: sample?.units[column ?? ""] ?? "",
    logarithmic: logarithmic && positive,
    regimes: drawn?.regimes ?? [],
    events,
    windowed: metric,
    marks: useMemo(() => Object.entries(annotations).flatMap(([by, points]) => points.map((index) => ({ index, by }))), [annotations]),
    curves: drawn?.curves ?? noCurves,
    window: route.frame && [route.start, Math.min(values.length, route.start + route.window)],
  };
  return (
    <>
      <div className="regimes-head">
        <strong>{t(title)}</strong>
        <span className="dim">{[column, sample?.units[column ?? ""]].filter(Boolean).join(", ")}</span>
        <span className="dim">{t("{{n}} samples", { n: formatCount(values.length), count: values.length })}</span>
        <span className="regimes-found" role="status">
          {overWindows
            ? t("{{changes}}, over windows", { changes: changesInWords(overWindows) })
            : detecting
              ? ""
              : detection && changesInWords(detection)}
        </span>
        {detecting && (
          <Button className="regimes-stop" onClick={stopDetection}>
            {t("Stop the search")}
          </Button>
        )}
        <Checkbox
          label={t("log scale")}
          title={positive ? undefined : t("A logarithmic scale needs values above 0.")}
          checked={logarithmic && positive}
          disabled={!positive}
          onChange={setLogarithmic}
        />
        <RegimesExport picture={picture} />
      </div>
      <div className="regimes-progress">{detecting && <Progress label={t("Looking for changes")} share={null} />}</div>
      <SeriesPlot
        {...picture}
        marking={annotating ? { own: annotations[annotator.trim() || "me"] ?? [], toggle: toggleMark } : null}
        onKeyM={() => setAnnotating(!annotating)}
      />
    </>
  );
}

const noCurves: readonly DetectionCurve[] = [];

/** What was found, and whether it was known at the time. */
function changesInWords({ changePoints, mode }: Pick<Detection, "changePoints" | "mode">): string {
  const count = changePoints.length;
  const n = formatCount(count);
  if (mode === "online") return t("{{alarms}}, online", { alarms: count === 0 ? t("no alarm") : t("{{n}} alarms", { n, count }) });
  return count === 0 ? t("no change") : t("{{n}} changes", { n, count });
}

export const seriesPanel = definePanel({ id: "series", title: "Series", room: "regimes", place: "main", body: SeriesPanel });
