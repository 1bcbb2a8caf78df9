import { useState } from "react";
import { pointInView, type FixedPoint, type StabilityReport } from "../state/analysis-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatNumber, formatSetting, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./lab.css";
import { classMeanings, classOf, eigenvaluesInWords, isStable, stateInWords, unstableFirst } from "./stability-words";
import { StableSteps } from "./stable-steps";

function BeforeRunPanel() {
  const stability = useWorkbench((state) => state.stability);
  const problem = useWorkbench((state) => state.stabilityProblem);
  const point = useWorkbench(pointInView);
  if (problem) return <p className="dim">{sentence(problem.message)}</p>;
  if (!stability) return <p className="dim">{t("Reading the equations.")}</p>;
  return (
    <div className="before">
      {stability.foresight.map((warning) => (
        <Notice key={warning} tone="warn">
          <Warning />
          {sentence(t("foreseen: {{warning}}", { warning: t(warning) }))}
        </Notice>
      ))}
      {point ? (
        <>
          <UniformStates points={stability.fixedPoints} inView={point} />
          <Setting name={t("waves that grow")} title={t("Their wavenumbers, in radians per unit of length.")}>
            <code className={point.turing ? "turing" : undefined}>{wavesInWords(point, stability)}</code>
          </Setting>
          {point.wavelength !== null && (
            <Setting name={t("fastest wave")} title={t("2π over the wavenumber that grows fastest.")}>
              <code>{t("{{wavelength}} long", { wavelength: formatNumber(point.wavelength) })}</code>
            </Setting>
          )}
          {stability.reason && <p className="dim setting-note">{sentence(t(stability.reason))}</p>}
        </>
      ) : (
        <p className="dim">{sentence(t("no uniform state: {{reason}}", { reason: t(stability.reason ?? "") }))}</p>
      )}
      <StableSteps steps={stability.steps} />
    </div>
  );
}

/** How many states are listed before the rest is asked for. */
const listed = 3;

interface StatesProps {
  points: readonly FixedPoint[];
  inView: FixedPoint;
}

/** Every uniform state with its kind and eigenvalues, unstable ones first; of several, the one whose waves are looked at is chosen here. */
function UniformStates({ points, inView }: StatesProps) {
  const [all, setAll] = useState(false);
  const choose = useWorkbench((state) => state.choosePoint);
  if (points.length === 1) return <UniformState point={inView} />;
  const ordered = unstableFirst(points);
  const shown = ordered.filter(({ point }, i) => all || i < listed || point === inView);
  return (
    <fieldset className="before-states">
      <legend className="dim">{t("{{count}} uniform states", { count: points.length })}</legend>
      {shown.map(({ point, index }) => (
        <label key={index}>
          <input type="radio" name="uniform-state" checked={point === inView} onChange={() => choose(index)} />
          <UniformState point={point} />
        </label>
      ))}
      {ordered.length > listed && (
        <Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("Fewer") : t("{{count}} more", { count: ordered.length - shown.length })}
        </Button>
      )}
    </fieldset>
  );
}

function UniformState({ point }: { point: FixedPoint }) {
  const kind = classOf(point);
  return (
    <span className="before-state" title={t(classMeanings[kind])}>
      <code>{stateInWords(point)}</code>
      <b className={isStable(point) ? undefined : "before-unstable"}>{t(kind)}</b>
      <code className="dim before-eigenvalues" title={t("Eigenvalues at k = 0")}>
        σ = {eigenvaluesInWords(point.eigenvalues).join(", ")}
      </code>
    </span>
  );
}

function wavesInWords({ turing, kRange, curve }: FixedPoint, { reason }: StabilityReport): string {
  // No band, and yet it grows: an ill-posed model, of which the report says so.
  if (!kRange) return reason !== undefined && (turing || (curve.growth.at(-1) ?? 0) > 0) ? t("all short ones") : t("none");
  return `k ${formatSetting(kRange[0], 3)}–${formatSetting(kRange[1], 3)}`;
}

/** A triangle with an exclamation mark: a warning to those who do not see its colour. */
function Warning() {
  return (
    <svg className="before-warning" width={14} height={13} viewBox="0 0 14 13" role="img" aria-label={t("Warning")}>
      <path d="M7 1 13.2 12H.8Z" />
      <path d="M7 4.6v3.6M7 9.6v.9" />
    </svg>
  );
}

export const beforeRunPanel = definePanel({ id: "before-run", title: "Before it runs", room: "lab", place: "left", body: BeforeRunPanel });
