import { Fragment } from "react";
import { seriesMetrics } from "../core/series/index";
import { seriesMetricFacts } from "../core/series/metric-facts";
import type { FeatureEntry } from "../state/series-features-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { dash, formatUnit, formatWithInterval, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { MathSymbol } from "../ui/symbol";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./regimes.css";
import { FeatureAbout } from "./series-feature-about";
import { intervalWords, isLikeNoise, leastLength, qualityWords, scalesWords } from "./series-feature-words";
import "./series-features.css";

/** Every metric over the whole series: what it is, how sure, over which scales, and beside surrogates. */
function SeriesFeaturesPanel() {
  const n = useWorkbench((state) => state.regimes.values.length);
  const { entries, busy, opened, disagreement } = useWorkbench((state) => state.seriesFeatures);
  const measure = useWorkbench((state) => state.measureFeatures);
  const stop = useWorkbench((state) => state.stopFeatures);
  if (n === 0) return <p className="dim">{t("The fractal measures of the whole series stand here once one is open.")}</p>;
  const all = Object.values(entries);
  const done = all.filter(({ status }) => status === "done" || status === "failed").length;
  const waiting = all.length === 0 || done < all.length;
  return (
    <div className="regimes-stack">
      {busy ? (
        <>
          <Progress label={t("{{done}} of {{all}} measures", { done, all: all.length })} share={done < all.length ? done / all.length : null} />
          <Button onClick={stop}>{t("Stop")}</Button>
        </>
      ) : (
        waiting && <Button onClick={() => void measure()}>{all.length > 0 ? t("Measure the others") : t("Measure the whole series")}</Button>
      )}
      {disagreement && <Notice tone="warn">{sentence(disagreement)}</Notice>}
      {all.length > 0 && (
        <table className="feature-table">
          <caption className="dim">{t("Of all samples. Open one for its formula, source, settings, picture and surrogates.")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("measure")}</th>
              <th scope="col">{t("value")}</th>
            </tr>
          </thead>
          <tbody>
            {[...seriesMetrics].map(({ id }) => (
              <Fragment key={id}>
                <FeatureRow id={id} entry={entries[id]!} opened={id === opened} />
                {id === opened && (
                  <tr>
                    <td colSpan={2} className="feature-opened">
                      <FeatureAbout id={id} entry={entries[id]!} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function FeatureRow({ id, entry, opened }: { id: string; entry: FeatureEntry; opened: boolean }) {
  const openFeature = useWorkbench((state) => state.openFeature);
  const metric = seriesMetrics.get(id);
  const { result } = entry;
  const [value, plusMinus] = formatWithInterval(result?.value ?? null, result?.value == null ? undefined : result.interval);
  const likeNoise = isLikeNoise(entry.against);
  const least = leastLength(metric, entry.options);
  const lines = result?.value == null ? [] : [qualityWords(id, result), scalesWords(metric, result)].filter((line) => line !== null);
  return (
    <tr>
      <th scope="row">
        <Button look="plain" aria-expanded={opened} onClick={() => openFeature(opened ? null : id)}>
          <span aria-hidden="true">
            <MathSymbol tex={seriesMetricFacts[id]!.symbol} label={t(metric.title)} />
          </span>{" "}
          {t(metric.title)}
        </Button>
        {likeNoise && <span className="dim">{t("noise would give this as well")}</span>}
        {lines.map((line) => (
          <span key={line} className="dim">
            {line}
          </span>
        ))}
        {least !== null && <span className="dim">{t("at least {{count}} samples", { count: least })}</span>}
        {entry.problem && <span className="dim">{sentence(entry.problem)}</span>}
        {result?.value === null && <span className="dim">{sentence(result.reason)}</span>}
      </th>
      <td className={likeNoise ? "dim" : undefined} title={result ? (intervalWords(result) ?? undefined) : undefined}>
        {entry.status === "measuring" || entry.status === "waiting" ? "…" : (result?.value ?? null) === null ? dash : value}
        {plusMinus && <span className="dim"> ± {plusMinus}</span>}
        {result?.value != null && <span className="dim">{formatUnit(metric.unit)}</span>}
      </td>
    </tr>
  );
}

export const seriesFeaturesPanel = definePanel({
  id: "series-features",
  title: "Features of the series",
  shortTitle: "Features",
  room: "regimes",
  place: "right",
  body: SeriesFeaturesPanel,
});
