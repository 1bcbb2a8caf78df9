import { useMemo } from "react";
import { binStart, runLengthBins, type FeedStep } from "../core/detectors/feed";
import { detectors } from "../core/detectors/index";
import { useWorkbench } from "../state/use-workbench";
import { formatCount } from "../ui/format";
import { t } from "../ui/text";
import { HeatImage } from "../views/heat-image";
import { Sparkline } from "../views/sparkline";
import "./regimes.css";

/** The run-length posterior of the last samples, newest on the right; for detectors without one, their statistics. */
export function Watched({ steps, columns, method }: { steps: readonly FeedStep[]; columns: number; method: string }) {
  const strip = useMemo(() => posteriorStrip(steps, columns), [steps, columns]);
  const colourMap = useWorkbench((state) => state.workspace.colourMap);
  if (strip)
    return (
      <>
        <HeatImage
          title={t("Run length over the last {{steps}} samples", { steps: formatCount(steps.length) })}
          shape={strip.shape}
          levels={strip.levels}
          min={0}
          max={1}
          notFinite={0}
          colourMap={colourMap}
        />
        <p className="dim">
          {t(
            "Newest on the right; from run lengths of 1 at the foot to {{longest}} at the top, each step half an octave. Bright is probable. A change is where the bright line falls to the foot.",
            { longest: formatCount(strip.longest) },
          )}
        </p>
      </>
    );
  const names = Object.keys(steps.at(-1)!.watched);
  return names.map((name) => (
    <p key={name} className="feed-watched">
      <span className="dim">{name}</span>
      <Sparkline
        title={t("{{name}} of {{title}}", { name: t(name), title: t(detectors.get(method).title) })}
        values={steps.map(({ watched }) => watched[name] ?? null)}
        width={220}
        height={36}
      />
    </p>
  ));
}

/** One byte a cell, columns the samples, rows the bins of run length in use, longest at the top; null where no step has a posterior. */
function posteriorStrip(steps: readonly FeedStep[], columns: number): { shape: readonly [number, number]; levels: string; longest: number } | null {
  if (!steps.some(({ posterior }) => posterior !== null)) return null;
  let top = 2;
  for (let bin = 0; bin < runLengthBins; bin++) if (steps.some(({ posterior }) => (posterior?.[bin] ?? 0) > 0.001)) top = Math.max(top, bin + 1);
  let bytes = "";
  for (let row = top - 1; row >= 0; row--) {
    for (let column = 0; column < columns; column++) {
      const step = steps[column - (columns - steps.length)];
      bytes += String.fromCharCode(Math.round(254 * Math.min(1, step?.posterior?.[row] ?? 0)));
    }
  }
  return { shape: [top, columns], levels: btoa(bytes), longest: binStart(top) - 1 };
}
