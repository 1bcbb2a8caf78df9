import { useMemo } from "react";
import type { ExperimentPicture, Fact } from "../core/define/experiment";
import { experiments } from "../core/learning/experiments/index";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatCount, formatNumber, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { BarPlot } from "../views/bar-plot";
import { lookupTable, mapNamed } from "../views/colour-maps";
import { DotPlot } from "../views/dot-plot";
import { LineChart } from "../views/line-chart";
import { TilePicture } from "../views/tile-picture";
import { definePanel } from "./define";
import "./learning.css";

/** What an experiment comes to, while it runs and after. */
function ExperimentResultPanel() {
  const { experiment: id, status, result, problem } = useWorkbench((state) => state.learning);
  const start = useWorkbench((state) => state.startExperiment);
  const experiment = experiments.get(id);
  if (!result && !problem && status !== "running")
    return (
      <EmptyState
        title={t(experiment.title)}
        actions={
          <Button look="primary" onClick={() => void start()}>
            {t("Run it as it is")}
          </Button>
        }
      >
        {t(experiment.help)}
      </EmptyState>
    );
  return (
    <div className="experiment-result" role="region" tabIndex={0} aria-label={t("Result")}>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {status === "running" && <Progress label={t("Share of the experiment")} share={result?.state.share ?? null} />}
      {status === "stopped" && <p className="dim">{t("Stopped: this is how far it came.")}</p>}
      {result && (
        <>
          <Facts facts={result.state.facts} told={status !== "running"} />
          <div className="experiment-pictures">
            {result.state.pictures.map((picture) => (
              <Picture key={picture.title} picture={picture} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

/** @param told whether a screen reader hears them: at the end, not at every step on the way. */
function Facts({ facts, told }: { facts: readonly Fact[]; told: boolean }) {
  return (
    <dl className="experiment-facts" aria-live={told ? "polite" : "off"}>
      {facts.map(({ of, name, value, unit, interval, note }) => (
        <div key={`${of} ${name}`} title={note && t(note)}>
          <dt>{of ? `${t(of)}: ${t(name)}` : t(name)}</dt>
          <dd>
            {value === null ? `– (${t(note ?? "not defined")})` : shown(value)}
            {value !== null && unit ? ` ${t(unit)}` : ""}
            {interval && <span className="dim">{` [${formatNumber(interval[0], 3)}, ${formatNumber(interval[1], 3)}]`}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Counts as whole numbers, measures with four digits. */
const shown = (value: number | string): string =>
  typeof value === "string" ? t(value) : Number.isInteger(value) ? formatCount(value) : formatNumber(value, 4);

function Picture({ picture }: { picture: ExperimentPicture }) {
  switch (picture.kind) {
    case "lines":
      return (
        <LineChart
          title={t(picture.title)}
          xLabel={t(picture.xLabel)}
          yLabel={t(picture.yLabel)}
          series={picture.series.map((one) => ({ ...one, name: t(one.name) }))}
        />
      );
    case "bars":
      return (
        <figure>
          <figcaption>{t(picture.title)}</figcaption>
          <BarPlot title={t(picture.title)} xLabel={t(picture.xLabel)} edges={picture.edges} counts={picture.counts} />
        </figure>
      );
    case "dots":
      return <DotPlot title={t(picture.title)} xLabel={t(picture.xLabel)} yLabel={t(picture.yLabel)} x={picture.x} y={picture.y} />;
    case "map":
      return <MapPicture picture={picture} />;
  }
}

function MapPicture({ picture: { title, of, shape, values } }: { picture: Extract<ExperimentPicture, { kind: "map" }> }) {
  const map = useWorkbench((state) => state.workspace.colourMap);
  const table = useMemo(() => lookupTable(mapNamed(map)), [map]);
  const tile = useMemo(() => {
    const known = values.filter((value) => value !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const cells = Uint8Array.from(values, (value) => (value === null ? 255 : high > low ? Math.round((254 * (value - low)) / (high - low)) : 0));
    return { width: shape[1], height: shape[0], cells, low, high };
  }, [shape, values]);
  const name = of ? `${t(title)}, ${t(of)}` : t(title);
  const words = t("{{title}}: from {{low}} to {{high}}", { title: name, low: formatNumber(tile.low, 3), high: formatNumber(tile.high, 3) });
  return (
    <figure className="experiment-map">
      <figcaption>{words}</figcaption>
      <TilePicture tile={tile} table={table} label={words} />
    </figure>
  );
}

export const experimentResultPanel = definePanel({
  id: "experiment-result",
  title: "Result",
  room: "learning",
  place: "main",
  ownHeading: true,
  body: ExperimentResultPanel,
});
