import { pointInView, type FixedPoint, type StabilityReport } from "../state/analysis-slice";
import { useWorkbench } from "../state/use-workbench";
import { formatNumber, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { definePanel } from "./define";
import "./lab.css";

function BeforeRunPanel() {
  const stability = useWorkbench((state) => state.stability);
  const problem = useWorkbench((state) => state.stabilityProblem);
  const point = useWorkbench(pointInView);
  const choosePoint = useWorkbench((state) => state.choosePoint);
  if (problem) return <p className="dim">{sentence(problem.message)}</p>;
  if (!stability) return <p className="dim">Reading the equations.</p>;
  if (!point) return <p className="dim">{sentence(`no uniform state: ${stability.reason}`)}</p>;
  const points = stability.fixedPoints;
  return (
    <>
      {points.length > 1 ? (
        <Select
          label="Uniform state"
          value={String(points.indexOf(point))}
          options={points.map((one, i) => ({
            value: String(i),
            label: `${stateInWords(one)} (${i + 1} of ${points.length})`,
            note: `without diffusion ${withoutDiffusion(one)}, with diffusion ${withDiffusion(one, stability)}`,
          }))}
          onChange={(index) => choosePoint(Number(index))}
        />
      ) : (
        <Setting name="uniform state">
          <code>{stateInWords(point)}</code>
        </Setting>
      )}
      <Setting name="without diffusion">
        <code>{withoutDiffusion(point)}</code>
      </Setting>
      <Setting name="with diffusion">
        <code className={point.turing ? "turing" : undefined}>{withDiffusion(point, stability)}</code>
      </Setting>
      <Setting name="wavelength" title="2π over the wavenumber that grows fastest.">
        <code>{point.wavelength === null ? "–" : formatNumber(point.wavelength)}</code>
      </Setting>
      {stability.reason && <Notice tone="warn">{sentence(stability.reason)}</Notice>}
    </>
  );
}

const stateInWords = ({ state }: FixedPoint): string =>
  Object.entries(state)
    .map(([name, value]) => `${name} = ${formatNumber(value, 3)}`)
    .join(", ");

function withoutDiffusion({ eigenvalues, hopf }: FixedPoint): string {
  if (hopf) return "oscillates (Hopf)";
  const largest = Math.max(...eigenvalues.map(({ re }) => re));
  return largest > 0 ? "unstable" : largest < 0 ? "stable" : "neutral";
}

function withDiffusion({ turing, kRange, curve }: FixedPoint, { reason }: StabilityReport): string {
  // No band, and yet it grows: an ill-posed model, of which the report says so.
  if (!kRange) return reason !== undefined && (turing || (curve.growth.at(-1) ?? 0) > 0) ? "grows without bound" : "stable";
  return `${turing ? "Turing, " : "unstable, "}k ${formatNumber(kRange[0], 3)}–${formatNumber(kRange[1], 3)}`;
}

export const beforeRunPanel = definePanel({ id: "before-run", title: "Before it runs", room: "lab", place: "left", body: BeforeRunPanel });
