import { line, scaleLog } from "d3";
import { useCallback } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { chartBox, drawAxes, drawWords } from "./chart-axes";
import type { FieldKindProps, SpectrumFacts } from "./field-kinds/define";
import { LiveCanvas, type Ink } from "./live-canvas";
import type { Size } from "./viewport";

/** Decades below the strongest wave that are shown: what is weaker is rounding. */
const decades = 8;

/** Power of the waves of the field shown, both axes logarithmic, over the band of waves that the equations let grow. */
export function SpectrumView({ field, spectrum }: FieldKindProps) {
  const draw = useCallback((context: CanvasRenderingContext2D, size: Size, ink: Ink) => drawSpectrum(context, size, ink, spectrum), [spectrum]);
  return (
    <div className="field-chart">
      <LiveCanvas source={field.source} draw={draw} every={250} label={inWords(spectrum)} />
    </div>
  );
}

function inWords(spectrum: SpectrumFacts | null): string {
  if (!spectrum) return t("Power spectrum: nothing is measured yet");
  const { symbol, k, power, band } = spectrum;
  const strongest = formatNumber(k[power.indexOf(Math.max(...power))], 3);
  return band
    ? t("Power spectrum of {{symbol}}, strongest at k = {{strongest}}; waves of k from {{low}} to {{high}} are predicted to grow", {
        symbol,
        strongest,
        low: formatNumber(band[0], 3),
        high: formatNumber(band[1], 3),
      })
    : t("Power spectrum of {{symbol}}, strongest at k = {{strongest}}; no wave is predicted to grow", { symbol, strongest });
}

function drawSpectrum(context: CanvasRenderingContext2D, size: Size, ink: Ink, spectrum: SpectrumFacts | null): void {
  if (!spectrum) return drawWords(context, t("Nothing is measured yet"), size, ink);
  const { symbol, k, power, band, fastest } = spectrum;
  const most = Math.max(...power);
  const points = k.flatMap((wavenumber, i) => (wavenumber > 0 && power[i]! > most * 10 ** -decades ? [[wavenumber, power[i]!] as const] : []));
  if (points.length < 2) return drawWords(context, t("The field is uniform: it has no waves"), size, ink);
  const { x0, x1, y0, y1 } = chartBox(size);
  const x = scaleLog([points[0]![0], points.at(-1)![0]], [x0, x1]).clamp(true);
  const y = scaleLog([Math.min(...points.map(([, value]) => value)), 2 * most], [y0, y1]).clamp(true);
  if (band && band[1] > 0) {
    const from = x(Math.max(band[0], points[0]![0]));
    context.globalAlpha = 0.18;
    context.fillStyle = ink.accent;
    context.fillRect(from, y1, Math.max(1, x(band[1]) - from), y0 - y1);
    context.globalAlpha = 1;
    context.font = ink.font;
    context.fillStyle = ink.accent;
    context.textAlign = "left";
    context.textBaseline = "top";
    context.fillText(t("predicted to grow"), from + 4, y1 + 4);
  }
  if (fastest !== null && fastest > 0) {
    context.strokeStyle = ink.accent;
    context.beginPath();
    context.moveTo(x(fastest), y1);
    context.lineTo(x(fastest), y0);
    context.stroke();
  }
  drawAxes(context, { x, y, names: ["k", t("power of {{symbol}}", { symbol })], logarithmic: [true, true] }, ink);
  context.strokeStyle = ink.text;
  context.lineWidth = 1.5;
  context.beginPath();
  line<readonly [number, number]>()
    .x(([wavenumber]) => x(wavenumber))
    .y(([, value]) => y(value))
    .context(context)(points);
  context.stroke();
}
