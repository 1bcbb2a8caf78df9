import { useEffect, useRef, useState } from "react";
import { modelOf } from "../core/spec/model-of";
import type { WorkbenchState } from "../state/store";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { formatNumber, formatUnit } from "../ui/format";
import { t } from "../ui/text";

/** Milliseconds between two descriptions while a run goes on: long enough to be listened to. */
const calmMs = 15_000;

/**
 * What the field shows, in words, for those who do not see it: told when a run stops, when another field or state is shown, on demand, and now
 * and then while it runs.
 */
export function FieldInWords() {
  const store = useWorkbenchStore();
  const status = useWorkbench((state) => state.run.status);
  const run = useWorkbench((state) => state.run.id);
  const field = useWorkbench((state) => state.field);
  const asked = useWorkbench((state) => state.wordsAsked);
  // At rest whatever is shown is told; while it runs only that there is something to tell, and then now and then.
  const step = useWorkbench(({ run }) => (run.status === "running" ? null : run.step));
  const measured = useWorkbench(({ run, measurement }) => (run.status === "running" ? measurement !== null : measurement));
  const [words, setWords] = useState("");
  const answered = useRef(asked);
  useEffect(() => {
    const tell = () => setWords(fieldInWords(store.getState()));
    // A region that says the same again is not read again: the question makes it another.
    if (answered.current !== asked) setWords("");
    answered.current = asked;
    const soon = setTimeout(tell, 300);
    const again = status === "running" ? setInterval(tell, calmMs) : undefined;
    return () => {
      clearTimeout(soon);
      clearInterval(again);
    };
  }, [store, status, run, field, asked, step, measured]);
  return (
    <p className="visually-hidden" role="status" data-testid="field-in-words">
      {words}
    </p>
  );
}

/** A few sentences on the state of the run, the values, and what was measured of the pattern. */
export function fieldInWords({ spec, run, field, measurement, series }: WorkbenchState): string {
  if (!spec || run.id === null) return "";
  const { title, species } = modelOf(spec);
  const own = species[field]?.unit ?? "";
  // The features of a potential are in millivolts, whatever its own unit.
  const unit = formatUnit(/V$/.test(own) ? "mV" : own);
  const going = { running: t("running"), paused: t("paused"), failed: t("stopped by an error"), opening: t("starting") }[run.status];
  const sentences = [
    t("{{model}}, field {{field}}, {{status}} at step {{step}}, time {{time}}.", {
      model: t(title),
      field: t(species[field]?.title ?? field),
      status: going,
      step: run.step,
      time: formatNumber(run.time, 4),
    }),
  ];
  if (!measurement) return sentences.join(" ");
  const { features, boxCounting, spectrum } = measurement;
  const number = (value: number | null) => `${formatNumber(value, 3)}${unit}`;
  const { V_min: low, V_max: high, V_mean: mean, V_std: spread } = features;
  if (low.value !== null && high.value !== null && mean.value !== null)
    sentences.push(
      t("Values from {{low}} to {{high}}, mean {{mean}}, standard deviation {{spread}}.", {
        low: number(low.value),
        high: number(high.value),
        mean: number(mean.value),
        spread: number(spread.value),
      }),
    );
  if (boxCounting.value !== null) sentences.push(t("Box-counting dimension {{dimension}}.", { dimension: formatNumber(boxCounting.value, 3) }));
  sentences.push(
    spectrum.wavelength === null
      ? t("No wavelength stands out.")
      : t("Dominant wavelength {{wavelength}}.", { wavelength: formatNumber(spectrum.wavelength, 3) }),
  );
  const trend = trendOf(series["V_std"] ?? []);
  if (trend !== null)
    sentences.push({ grows: t("The pattern grows."), fades: t("The pattern fades."), holds: t("The pattern holds its strength.") }[trend]);
  return sentences.join(" ");
}

/** Whether the standard deviation of the last quarter of the record is larger or smaller than that of the quarter before, by a tenth. */
function trendOf(points: readonly { value: number | null }[]): "grows" | "fades" | "holds" | null {
  const values = points.map(({ value }) => value).filter((value) => value !== null);
  const quarter = Math.floor(values.length / 4);
  if (quarter < 2) return null;
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  const [before, now] = [mean(values.slice(-2 * quarter, -quarter)), mean(values.slice(-quarter))];
  if (now > 1.1 * before) return "grows";
  return now < before / 1.1 ? "fades" : "holds";
}
