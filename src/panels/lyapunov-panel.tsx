import { useEffect, useRef, useState } from "react";
import type { LyapunovResult } from "../core/analysis/lyapunov-growth";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber, formatWithInterval, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { TimeSeriesPlot } from "../views/time-series-plot";
import { definePanel } from "./define";
import "./lab.css";

function LyapunovPanel() {
  const { status, reached, result, of, problem } = useWorkbench((state) => state.lyapunov);
  const specHash = useWorkbench((state) => state.run.specHash);
  const followTwin = useWorkbench((state) => state.followTwin);
  const stopTwin = useWorkbench((state) => state.stopTwin);
  const [steps, setSteps] = useState(5000);
  const following = status === "following";
  const end = useRef<HTMLDivElement>(null);
  const followed = useRef(false);
  // The result makes the panel longer than what is seen of the column: it is brought above the run bar.
  useEffect(() => {
    if (followed.current && !following) end.current?.scrollIntoView({ block: "nearest" });
    followed.current = following;
  }, [following]);
  return (
    <>
      <div className="setting">
        <span className="setting-name">{t("Steps to follow a twin")}</span>
        <span className="setting-value">
          <NumberField label={t("Steps to follow the twin")} value={steps} min={1} integer onChange={setSteps} />
        </span>
      </div>
      {following ? (
        <>
          <Progress label={t("Following the twin")} share={reached && reached.of > 0 ? reached.done / reached.of : null} />
          <p className="dim" role="status">
            {reached
              ? t("Step {{done}} of {{of}}", { done: formatCount(reached.done), of: formatCount(reached.of) })
              : t("Starting both in double precision…")}
            {reached?.exponent != null && t(", λ so far {{exponent}}", { exponent: formatNumber(reached.exponent, 3) })}
          </p>
          <Button onClick={stopTwin}>{t("Stop with what there is")}</Button>
        </>
      ) : (
        <Button onClick={() => void followTwin(steps)}>{result ? t("Measure again from here") : t("Measure from here")}</Button>
      )}
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {result && of && <Result result={result} step={of.step} outdated={of.specHash !== specHash} />}
      {!result && !following && (
        <p className="dim">
          {t(
            "A second run starts 10⁻⁸ beside this one and is brought back again and again: how fast they part is the exponent. Above 0 is chaos, below it the run comes back to where it was.",
          )}
        </p>
      )}
      <div ref={end} />
    </>
  );
}

function Result({ result, step, outdated }: { result: LyapunovResult; step: number; outdated: boolean }) {
  if (result.value === null)
    return (
      <p className="dimension-value">
        <output>–</output> <small>{t(result.reason)}</small>
      </p>
    );
  const [shown, plusMinus] = formatWithInterval(result.value, result.interval);
  const { times, running } = result.detail!;
  return (
    <>
      <p className="dimension-value">
        <output aria-label={t("Largest Lyapunov exponent")} data-testid="lyapunov">
          {shown}
        </output>
        <small>
          {t("{{spread}} per unit of time, from step {{step}}", {
            spread: plusMinus ? `± ${plusMinus}` : t("without spread"),
            step: formatCount(step),
          })}
          {outdated && t(", of the parameters before")}
        </small>
      </p>
      <p>{meaning(result)}</p>
      <TimeSeriesPlot title={t("Exponent up to each time")} series={[{ name: t("exponent"), look: "main", points: points(times, running) }]} />
      {result.warnings?.map((warning) => (
        <Notice key={warning} tone="warn">
          {sentence(t(warning))}
        </Notice>
      ))}
    </>
  );
}

const points = (times: readonly number[], values: readonly number[]) => times.map((time, i) => ({ time, value: values[i]! }));

/** What the sign says, as far as the interval lets it. */
function meaning({ value, interval }: Extract<LyapunovResult, { value: number }>): string {
  const [low, high] = interval ?? [value, value];
  const times = t("e-fold in about {{value}} units of time", { value: formatNumber(1 / Math.abs(value), 2) });
  if (low > 0)
    return t("Small differences grew, {{times}}. Of a run that has settled this is chaos; of one that still changes it may be its growth alone.", {
      times,
    });
  if (high < 0) return t("It settles: small differences shrank, {{times}}.", { times });
  return t("Not told apart from 0: neither chaos nor settling shows over this time, as for a cycle or a pattern that may shift.");
}

export const lyapunovPanel = definePanel({
  id: "lyapunov",
  title: "Lyapunov exponent",
  shortTitle: "Chaos",
  room: "lab",
  place: "right",
  body: LyapunovPanel,
});
