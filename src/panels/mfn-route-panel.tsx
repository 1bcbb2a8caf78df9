import { useMemo } from "react";
import type { MetricResult } from "../core/define/metric";
import type { FeatureName } from "../core/metrics/feature-names";
import { seriesFields } from "../core/series-fields/index";
import { mostSide, shortestWindow } from "../core/series-fields/series-frame";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { Slider } from "../ui/slider";
import { t } from "../ui/text";
import { HeatImage } from "../views/heat-image";
import { definePanel } from "./define";
import { featureOrder, featureWords } from "./mfn-feature-words";
import "./regimes.css";

/** Ends of the colour bar, in mV: fields of one series are to be compared at a glance, so that it does not follow each. */
const shownMillivolts = [-85, -40] as const;

/** MFN's route: a window of the series as a field, the 18 features of that field, and the regime it belongs to. */
function MfnRoutePanel() {
  const values = useWorkbench((state) => state.regimes.values);
  const { field, window, start, frame, detection, playing, problem } = useWorkbench((state) => state.route);
  const labels = useWorkbench((state) => state.regimes.table?.labels ?? null);
  const { lookAt, setRoute, playRoute, pauseRoute } = useWorkbench((state) => state);
  const n = values.length;
  if (n === 0) return <p className="dim">{t("A window of a series becomes a field, and the field is measured, once a series is open.")}</p>;
  if (!frame && !problem) return <Button onClick={() => void lookAt(0)}>{t("Make windows into fields")}</Button>;
  const last = Math.max(0, n - window);
  const nameOf = (row: number) => labels?.[row] ?? String(row);
  const middle = start + Math.floor((window - 1) / 2);
  const regime = detection?.regimes.find(({ start: from, end }) => from <= middle && middle < end);
  const { help, source, keepsScale } = seriesFields.get(field);
  return (
    <div className="regimes-stack">
      <Setting name={t("Window becomes")}>
        <Select
          look="inline"
          label={t("Window becomes")}
          value={field}
          options={[...seriesFields].map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => void setRoute({ field: id })}
        />
      </Setting>
      <Setting name={t("Samples in a window")}>
        <span className="regimes-number">
          <NumberField
            label={t("Samples in a window")}
            value={window}
            min={shortestWindow}
            max={Math.max(shortestWindow, Math.min(mostSide, n))}
            integer
            onChange={(samples) => void setRoute({ window: samples })}
          />
        </span>
      </Setting>
      {problem ? (
        <Notice tone="error">{sentence(problem.message)}</Notice>
      ) : (
        frame && <FieldImage shape={frame.shape} millivolts={frame.millivolts} />
      )}
      <Slider
        label={t("First sample of the window")}
        value={start}
        min={0}
        max={Math.max(1, last)}
        integer
        disabled={last === 0}
        valueText={t("{{from}} to {{to}}", { from: nameOf(start), to: nameOf(Math.min(n, start + window) - 1) })}
        onChange={(at) => void lookAt(at)}
      />
      <div className="regimes-buttons">
        {playing ? <Button onClick={pauseRoute}>{t("Pause")}</Button> : <Button onClick={() => void playRoute()}>{t("Move it along")}</Button>}
      </div>
      <p aria-label={t("The window and its regime")}>
        {nameOf(start)} – {nameOf(Math.min(n, start + window) - 1)}
        {regime && (
          <>
            {", "}
            <strong>{regime.label}</strong> <span className="dim">{t("by all windows together")}</span>
          </>
        )}
      </p>
      {detection && !regime && <p className="dim">{detection.warnings[0]}</p>}
      {!keepsScale && (
        <Notice tone="warn">
          {t(
            "This field divides each window by its own deviation: its spread is the same for a calm and a volatile window, and nothing measured on it can tell them apart (fault F19 of MFN v4.1).",
          )}
        </Notice>
      )}
      {frame && <FeatureTable features={frame.features} />}
      <details className="regimes-about">
        <summary>{t("What is shown")}</summary>
        <p>
          {t("{{help}} A value of 0 rests at −70 mV and 1 is 5 mV more, so that MFN's thresholds of −60, −50 and −40 mV are 2, 4 and 6.", {
            help: t(help),
          })}
        </p>
        <p className="dim">{source}</p>
      </details>
    </div>
  );
}

function FieldImage({ shape, millivolts }: { shape: readonly [number, number]; millivolts: readonly number[] }) {
  const colourMap = useWorkbench((state) => state.workspace.colourMap);
  const levels = useMemo(() => levelsOf(millivolts), [millivolts]);
  const [min, max] = shownMillivolts;
  return (
    <div className="route-field">
      <HeatImage title={t("The field, in mV")} shape={shape} levels={levels} min={min} max={max} notFinite={0} colourMap={colourMap} />
    </div>
  );
}

/** One byte a cell, in base64: 0 … 254 over the range shown. */
function levelsOf(millivolts: readonly number[]): string {
  const [min, max] = shownMillivolts;
  let bytes = "";
  for (const value of millivolts) bytes += String.fromCharCode(Math.round(254 * Math.min(1, Math.max(0, (value - min) / (max - min)))));
  return btoa(bytes);
}

function FeatureTable({ features }: { features: Readonly<Record<FeatureName, MetricResult>> }) {
  return (
    <table className="regime-table">
      <thead>
        <tr>
          <th scope="col">{t("feature of the field")}</th>
          <th scope="col">{t("value")}</th>
        </tr>
      </thead>
      <tbody>
        {featureOrder.map((name) => {
          const { title, unit, count } = featureWords[name];
          const result = features[name];
          return (
            <tr key={name}>
              <th scope="row" title={name}>
                {t(title)}
              </th>
              <td title={result.value === null ? sentence(result.reason) : name}>
                {count ? formatCount(result.value) : formatNumber(result.value, 4)}
                {result.value !== null && unit && <span className="dim"> {unit}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export const mfnRoutePanel = definePanel({ id: "mfn-route", title: "MFN route", room: "regimes", place: "right", folded: true, body: MfnRoutePanel });
