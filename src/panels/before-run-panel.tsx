import { useState } from "react";
import { pointInView, type FixedPoint, type StabilityReport } from "../state/analysis-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatNumber, formatSetting, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Setting } from "../ui/setting";
import { definePanel } from "./define";
import "./lab.css";
import { classMeanings, classOf, eigenvaluesInWords, isStable, stateInWords, unstableFirst } from "./stability-words";
import { StableSteps } from "./stable-steps";

function BeforeRunPanel() {
  const stability = useWorkbench((state) => state.stability);
  const problem = useWorkbench((state) => state.stabilityProblem);
  const point = useWorkbench(pointInView);
  if (problem) return <p className="dim">{sentence(problem.message)}</p>;
  if (!stability) return <p className="dim">Reading the equations.</p>;
  return (
    <div className="before">
      {stability.foresight.map((warning) => (
        <Notice key={warning} tone="warn">
          <Warning />
          {sentence(`foreseen: ${warning}`)}
        </Notice>
      ))}
      {point ? (
        <>
          <UniformStates points={stability.fixedPoints} inView={point} />
          <Setting name="waves that grow" title="Their wavenumbers, in radians per unit of length.">
            <code className={point.turing ? "turing" : undefined}>{wavesInWords(point, stability)}</code>
          </Setting>
          {point.wavelength !== null && (
            <Setting name="fastest wave" title="2π over the wavenumber that grows fastest.">
              <code>{formatNumber(point.wavelength)} long</code>
            </Setting>
          )}
          {stability.reason && <p className="dim setting-note">{sentence(stability.reason)}</p>}
        </>
      ) : (
        <p className="dim">{sentence(`no uniform state: ${stability.reason}`)}</p>
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
      <legend className="dim">{points.length} uniform states</legend>
      {shown.map(({ point, index }) => (
        <label key={index}>
          <input type="radio" name="uniform-state" checked={point === inView} onChange={() => choose(index)} />
          <UniformState point={point} />
        </label>
      ))}
      {ordered.length > listed && (
        <Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Fewer" : `${ordered.length - shown.length} more`}
        </Button>
      )}
    </fieldset>
  );
}

function UniformState({ point }: { point: FixedPoint }) {
  const kind = classOf(point);
  return (
    <span className="before-state" title={classMeanings[kind]}>
      <code>{stateInWords(point)}</code>
      <b className={isStable(point) ? undefined : "before-unstable"}>{kind}</b>
      <code className="dim before-eigenvalues" title="Eigenvalues at k = 0">
        σ = {eigenvaluesInWords(point.eigenvalues).join(", ")}
      </code>
    </span>
  );
}

function wavesInWords({ turing, kRange, curve }: FixedPoint, { reason }: StabilityReport): string {
  // No band, and yet it grows: an ill-posed model, of which the report says so.
  if (!kRange) return reason !== undefined && (turing || (curve.growth.at(-1) ?? 0) > 0) ? "all short ones" : "none";
  return `k ${formatSetting(kRange[0], 3)}–${formatSetting(kRange[1], 3)}`;
}

/** A triangle with an exclamation mark: a warning to those who do not see its colour. */
function Warning() {
  return (
    <svg className="before-warning" width={14} height={13} viewBox="0 0 14 13" role="img" aria-label="Warning">
      <path d="M7 1 13.2 12H.8Z" />
      <path d="M7 4.6v3.6M7 9.6v.9" />
    </svg>
  );
}

export const beforeRunPanel = definePanel({ id: "before-run", title: "Before it runs", room: "lab", place: "left", body: BeforeRunPanel });
