import type { Param, Params } from "../core/define/params";
import { detectors } from "../core/detectors/index";
import { shortestSegment, type CostKind } from "../core/detectors/segment-cost";
import { automaticPenalty } from "../core/detectors/segmentation";
import { exactSearchUpTo } from "../state/regimes-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatSetting, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { ParamForm } from "../ui/param-form";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { ElbowPlot } from "../views/elbow-plot";
import { definePanel } from "./define";
import { Evidence } from "./evidence";
import "./regimes.css";

function DetectorPanel() {
  const { method, options, values, detection, detecting, detectProblem } = useWorkbench((state) => state.regimes);
  const setDetector = useWorkbench((state) => state.setDetector);
  const setDetectorOption = useWorkbench((state) => state.setDetectorOption);
  const detector = detectors.get(method);
  /** Penalty and shortest regime of these have controls of their own, with what "automatic" comes to. */
  const divides = "cost" in detector.params && values.length > 0;
  const slow = detecting && detector.exact && detector.mode === "retrospective" && divides && values.length > exactSearchUpTo(method, options);
  return (
    <div className="regimes-stack">
      <Select
        label={t("Detector")}
        value={method}
        options={[...detectors].map(({ id, title, mode, exact }) => ({
          value: id,
          label: `${t(title)}${mode === "online" ? t(", online") : exact ? "" : t(", approximate")}`,
        }))}
        onChange={(id) => void setDetector(id)}
      />
      <ParamForm
        params={divides ? plainParams(detector.params) : detector.params}
        values={options}
        onChange={(name, value) => void setDetectorOption(name, value)}
      />
      {divides && <ShortestRegime />}
      {divides && <Penalty />}
      {slow && (
        <Notice tone="note" actions={[{ label: t("Use binary segmentation"), onClick: () => void setDetector("binary-segmentation") }]}>
          {t("The exact search of {{n}} samples can take minutes.", { n: formatCount(values.length), count: values.length })}
        </Notice>
      )}
      {detectProblem?.code === "run/cancelled" && (
        <Notice tone="note" actions={[{ label: t("Search again"), onClick: () => void setDetector(method) }]}>
          {t("The search was stopped.")}
        </Notice>
      )}
      {detectProblem && detectProblem.code !== "run/cancelled" && <Notice tone="error">{sentence(detectProblem.message)}</Notice>}
      {detection?.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {sentence(t(warning))}
        </Notice>
      ))}
      {detection?.curves && detection.curves.length > 0 && (
        <p className="dim">
          {t("It leaves {{curves}} below the series, as many as the height has room for; the crosshair reads {{read}}, and the export holds all.", {
            curves: detection.curves.length === 1 ? t("a curve") : t("{{count}} curves", { count: detection.curves.length }),
            read: detection.curves.length > 3 ? t("the first three") : detection.curves.length === 1 ? t("it") : t("them"),
          })}
        </p>
      )}
      {detection && <Evidence evidence={detection.evidence} />}
      <details className="regimes-about">
        <summary>{t("How it decides")}</summary>
        <p>{t(detector.help)}</p>
        <p>
          {t("{{known}} A change point is the first sample of the new regime, counted from 0.", {
            known:
              detector.mode === "online"
                ? t("Online: what it says of a sample rests on the samples so far, and an alarm stands where it was raised.")
                : t("With the whole series known: a label may rest on samples that come after."),
          })}
        </p>
        <p className="dim">{detector.source}</p>
      </details>
    </div>
  );
}

/** All but the two that have a control of their own, because 0 stands for "automatic" in them. */
const plainParams = (params: Params): Params =>
  Object.fromEntries(Object.entries<Param>(params).filter(([name]) => name !== "penalty" && name !== "minLength"));

function ShortestRegime() {
  const { options, values } = useWorkbench((state) => state.regimes);
  const setDetectorOption = useWorkbench((state) => state.setDetectorOption);
  const chosen = Number(options.minLength ?? 0);
  const automatic = shortestSegment[(options.cost ?? "mean") as CostKind];
  return (
    <Setting name={t("Shortest regime")} title={t("Samples that each regime holds at least, the first and the last included.")}>
      {chosen > 0 && (
        <Button look="plain" className="regimes-auto" onClick={() => void setDetectorOption("minLength", 0)}>
          {t("automatic")}
        </Button>
      )}
      <span className="regimes-number">
        <NumberField
          label={t("Shortest regime, in samples")}
          value={chosen || automatic}
          min={1}
          max={Math.max(1, Math.floor(values.length / 2))}
          integer
          onChange={(length) => void setDetectorOption("minLength", length)}
        />
      </span>
    </Setting>
  );
}

/** The penalty as a number and on its curve. */
function Penalty() {
  const { options, values, alongside, curve, method } = useWorkbench((state) => state.regimes);
  const setDetectorOption = useWorkbench((state) => state.setDetectorOption);
  const automatic = automaticPenalty(Math.max(2, values.length), 1 + alongside.length, (options.cost ?? "mean") as CostKind);
  const chosen = Number(options.penalty ?? 0);
  const penalty = chosen || automatic;
  const set = (value: number) => void setDetectorOption("penalty", value);
  return (
    <>
      <Setting
        name={t("Penalty per change")}
        title={t("How much a change must lower the cost to be believed, in units of the series' variance. Automatic: 3 log n.")}
      >
        {chosen > 0 ? (
          <Button look="plain" className="regimes-auto" onClick={() => set(0)}>
            {t("automatic {{automatic}}", { automatic: formatSetting(automatic, 3) })}
          </Button>
        ) : (
          <span className="dim">{t("automatic")}</span>
        )}
        <span className="regimes-number">
          <NumberField label={t("Penalty per change")} value={Number(penalty.toPrecision(4))} min={0.001} max={1e9} onChange={set} />
        </span>
      </Setting>
      {curve && curve.steps.length > 0 && (
        <>
          <ElbowPlot {...curve} penalty={penalty} onPenalty={set} />
          {curve.method !== method && method !== "optimal-partition" && (
            <p className="dim">
              {t("The curve is that of “{{title}}”, which is quick enough for a series of this length.", {
                title: t(detectors.get(curve.method).title),
              })}
            </p>
          )}
        </>
      )}
    </>
  );
}

export const detectorPanel = definePanel({ id: "detector", title: "Detector", room: "regimes", place: "right", body: DetectorPanel });
