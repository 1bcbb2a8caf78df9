import type { Param, Params, PlainValue } from "../core/define/params";
import { seriesMetrics } from "../core/series/index";
import { seriesMetricFacts } from "../core/series/metric-facts";
import { surrogatesDrawn, type FeatureEntry } from "../state/series-features-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { ParamForm } from "../ui/param-form";
import { Progress } from "../ui/progress";
import { MathSymbol } from "../ui/symbol";
import { t } from "../ui/text";
import { Citation } from "./citation";
import { FeaturePlot } from "./series-feature-plots";
import { againstWords, intervalWords, offeredSurrogates, surrogateWords } from "./series-feature-words";

/** One metric of a series: its picture, what it is and where it is from, its settings, and surrogates on demand. */
export function FeatureAbout({ id, entry }: { id: string; entry: FeatureEntry }) {
  const metric = seriesMetrics.get(id);
  const setFeatureOption = useWorkbench((state) => state.setFeatureOption);
  const { result, options } = entry;
  const params = settingsOf(metric.params);
  const interval = result && intervalWords(result);
  return (
    <div className="regimes-stack feature-plot">
      {result && <FeaturePlot id={id} result={result} q={Number(options.q ?? 1)} />}
      {interval && <p>{sentence(interval)}</p>}
      {(result?.value == null ? [] : (result.warnings ?? [])).map((warning) => (
        <Notice key={warning} tone="warn">
          {sentence(warning)}
        </Notice>
      ))}
      <MathSymbol display tex={seriesMetricFacts[id]!.formula} label={t("Formula of {{title}}", { title: t(metric.title) })} />
      <p>{t(metric.help)}</p>
      <p className="dim">
        <Citation source={metric.source} />
      </p>
      <ParamForm params={params} values={valuesOf(params, options)} onChange={(name, value) => void setFeatureOption(id, name, value)} />
      {result?.value != null && <Surrogates id={id} entry={entry} />}
    </div>
  );
}

/** What a surrogate keeps is what the metric may not be said to have found. */
function Surrogates({ id, entry: { against } }: { id: string; entry: FeatureEntry }) {
  const hold = useWorkbench((state) => state.holdFeatureAgainst);
  return (
    <section aria-label={t("Against surrogates")}>
      <div className="regimes-buttons">
        {offeredSurrogates.map((kind) => (
          <Button
            key={kind}
            title={t("{{help}} {{surrogatesDrawn}} draws.", { help: t(surrogateWords[kind].help), surrogatesDrawn })}
            onClick={() => void hold(id, kind)}
          >
            {t("Against {{name}}", { name: t(surrogateWords[kind].name) })}
          </Button>
        ))}
      </div>
      {offeredSurrogates.map((kind) => {
        const found = against[kind];
        if (!found) return null;
        const { name } = surrogateWords[kind];
        return found.outcome ? (
          <p key={kind} role="status">
            <strong>{sentence(name).slice(0, -1)}</strong>: {sentence(againstWords(found.outcome))}
          </p>
        ) : (
          <Progress
            key={kind}
            label={t("{{name}}: {{done}} of {{of}}", { name: t(name), done: found.done, of: found.of })}
            share={found.done / found.of}
          />
        );
      })}
    </section>
  );
}

/** The side of the drawn recurrence plot is no setting of the measure. */
const settingsOf = (params: Params): Params => Object.fromEntries(Object.entries<Param>(params).filter(([name]) => name !== "plot"));

const valuesOf = (params: Params, options: Readonly<Record<string, PlainValue>>): Record<string, PlainValue> =>
  Object.fromEntries(Object.entries<Param>(params).map(([name, param]) => [name, options[name] ?? param.default]));
