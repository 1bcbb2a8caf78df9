import { line, scaleLinear } from "d3";
import { useCallback, useEffect, useMemo } from "react";
import { Button } from "../ui/button";
import { formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { chartBox, drawAxes, drawWords } from "./chart-axes";
import type { FieldKindProps } from "./field-kinds/define";
import type { Moment } from "./history";
import { LiveCanvas, type Ink } from "./live-canvas";
import { createProbeRecorder, probeColumns, type ProbeCell, type ProbeRecorder } from "./probes";
import type { Size } from "./viewport";

/** Values kept of each cell. */
const kept = 4096;

/** What single cells hold, over time, each in the colour of its mark on the map. */
export function ProbeSeriesView({ field, spacing, marks: { probes }, save }: FieldKindProps) {
  const recorder = useMemo(() => createProbeRecorder(field.source, kept), [field.source]);
  useEffect(() => recorder.start(), [recorder]);
  useEffect(() => recorder.follow(probes), [recorder, probes]);
  const [hy, hx] = spacing;
  const { symbol, unit } = field;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, size: Size, ink: Ink) =>
      drawProbes(context, size, ink, recorder, probes, `${symbol}${unit}`, ([x, y]) => `x ${formatSetting(x * hx)}, y ${formatSetting(y * hy)}`),
    [recorder, probes, symbol, unit, hy, hx],
  );
  if (probes.length === 0)
    return <p className="field-chart-words">{t("Choose the probe tool and click on a map: what up to eight cells hold is followed here.")}</p>;
  return (
    <div className="field-chart">
      <LiveCanvas source={field.source} draw={draw} label={t("{{title}} in the probed cells over time", { title: field.title })} />
      <div className="field-chart-foot">
        <Button onClick={() => void save(`-probes-${symbol}`, probeColumns(recorder, probes, symbol))}>{t("Save as CSV")}</Button>
      </div>
    </div>
  );
}

function drawProbes(
  context: CanvasRenderingContext2D,
  size: Size,
  ink: Ink,
  recorder: ProbeRecorder,
  probes: readonly ProbeCell[],
  name: string,
  placeOf: (cell: ProbeCell) => string,
): void {
  const series = probes.map((cell) => recorder.of(cell));
  const all = series.flat();
  const finite = all.filter(({ value }) => Number.isFinite(value));
  if (finite.length === 0) return drawWords(context, t("Waiting for the next frame"), size, ink);
  const { x0, x1, y0, y1 } = chartBox(size);
  const [low, high] = bounds(finite.map(({ value }) => value));
  const [first, last] = bounds(all.map(({ time }) => time));
  const room = 0.05 * (high - low) || Math.abs(low) * 1e-3 || 1e-3;
  const x = scaleLinear([first, last > first ? last : first + 1], [x0, x1]);
  const y = scaleLinear([low - room, high + room], [y0, y1]);
  drawAxes(context, { x, y, names: ["t", name] }, ink);
  const path = line<Moment<number>>()
    .defined(({ value }) => Number.isFinite(value))
    .x(({ time }) => x(time))
    .y(({ value }) => y(value))
    .context(context);
  context.lineWidth = 1.5;
  series.forEach((moments, i) => {
    context.strokeStyle = ink.series[i % ink.series.length]!;
    context.beginPath();
    path(moments as Moment<number>[]);
    context.stroke();
  });
  context.font = ink.font;
  context.textAlign = "left";
  context.textBaseline = "top";
  probes.forEach((cell, i) => {
    context.fillStyle = ink.series[i % ink.series.length]!;
    context.fillRect(x0 + 8, y1 + 9 + 16 * i, 10, 3);
    context.fillStyle = ink.text;
    context.fillText(`${i + 1}  ${placeOf(cell)}`, x0 + 24, y1 + 4 + 16 * i);
  });
}

function bounds(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}
